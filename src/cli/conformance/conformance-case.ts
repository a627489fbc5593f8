import { printable } from '../../errors/printable.js';
import type { JudgeConnect } from './judge-wire.js';
import type { CallPlan, JudgedCall } from './call-plan.js';

/** A rule of the protocol, and the calls that show whether a server keeps it. */
export interface ConformanceCase {
  /** `answers/usage-text`. */
  readonly name: string;
  /** What a real Asterisk does, and what follows for a library, in a sentence or two. */
  readonly rule: string;
  /**
   * Makes the calls. Returns when the rule is kept.
   *
   * @throws RuleBroken when it is not; NotSupported when the library has no such command
   */
  judge(tools: JudgeTools): Promise<void>;
}

/** What a case has to judge with. */
export interface JudgeTools {
  /** Makes a call and lets the app do steps. */
  makeCall(plan: CallPlan): Promise<JudgedCall>;
  /** A connection on which the case itself says what is written. */
  readonly connect: JudgeConnect;
  /** Resolves when so much time has passed. */
  wait(ms: number): Promise<void>;
  /** How long the app may take for a step. */
  readonly limitMs: number;
}

/** The server broke the rule. */
export class RuleBroken extends Error {
  constructor(
    readonly expected: string,
    /** What came instead, safe to print. */
    readonly came: string,
  ) {
    super(`expected ${expected}; came ${came}`);
  }
}

/** The library lacks what the rule is about. */
export class NotSupported extends Error {}

const LONGEST_QUOTE = 60;

/** Text from the other side, in quotes and safe to print. */
export const quoteOf = (text: string) => `"${printable(text, LONGEST_QUOTE)}"`;
