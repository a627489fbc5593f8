import type { CallSetup } from '../../testing/virtual-asterisk.js';
import type { Packets } from './packets.js';
import type { ConformanceReport } from './report.js';
import type { ConformanceStep } from './step.js';

/** A sound that exists. Every other one is missing. */
export const SOUND = 'hello';

/** A call that the judge makes: what the app is to do in it, and what Asterisk and the caller do meanwhile. */
export interface CallPlan {
  readonly steps: readonly StepPlan[];
  readonly setup?: CallSetup;
  readonly packets?: Packets;
  /** AstDB, by family and key. */
  readonly database?: readonly (readonly [family: string, key: string, value: string])[];
  /** Whether the call is followed until the app has closed it; else it is dropped when the steps are done and the app takes longer. */
  readonly untilClosed?: boolean;
}

/** One step of a call. */
export interface StepPlan {
  readonly step: ConformanceStep;
  /** What answers its first command in the place of Asterisk: as it is, line feeds and all. */
  readonly answer?: string;
  /** How long that answer takes; default: it comes at once. */
  readonly answerAfterMs?: number;
  /** When its first command has come. */
  readonly during?: (line: JudgedLine) => void;
  /** When the app has reported it. */
  readonly after?: (line: JudgedLine) => void;
}

/** What came of a step. */
export interface StepOutcome {
  /** The app has read what is to be done. */
  readonly isRead: boolean;
  /** Nothing when the app has not reported. */
  readonly report: ConformanceReport | undefined;
  /** The lines that the app sent for it, without those that read the step and report. */
  readonly lines: readonly string[];
}

/** What came of a call. */
export interface JudgedCall {
  readonly plan: CallPlan;
  /** One for each step of the plan. */
  readonly outcomes: readonly StepOutcome[];
  /** The app closed the connection, or nothing came any more. */
  readonly end: 'closed' | 'silent';
  /** The app sent something before it had the whole block. */
  readonly isTooEarly: boolean;
  /** Every line that came. */
  readonly lines: readonly string[];
  /** Channel variables, as they are in the end. */
  readonly variables: Readonly<Record<string, string>>;
  /** The options of every application that ran. */
  readonly applications: readonly string[];
}

/** What the judge can do in a call. */
export interface JudgedLine {
  /** Keys, one after the other. */
  press(keys: string): void;
  /** The caller hangs up, now or within the sound that has begun. */
  hangUp(): void;
  hangUpSoon(): void;
  /** Asterisk dies, once it has answered: `end` closes its side of the connection, `reset` drops it. */
  break(how: 'end' | 'reset'): void;
}
