import type { Key, KeyPattern } from './keys.js';
import type { Prompt } from './prompt.js';
import type { Destination } from './step.js';

/** Everything a controller says about its conversation, compiled at boot to plain data. The engine, the graph and the checks read this. */
export interface CallFlow {
  /** The class's name, for messages. */
  readonly name: string;
  /** Where a call begins: the name of a node. */
  readonly start: string;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  /** Keys that work in every menu of the flow, after the menu's own. */
  readonly links: readonly Choice[];
}

export type FlowNode = StepNode | MenuNode;

/** A stretch of code: `@OnCall`, `@Step`. */
export interface StepNode {
  readonly kind: 'step';
  readonly name: string;
  readonly handler: Handler;
}

/** A question with choices: `@Menu`. */
export interface MenuNode {
  readonly kind: 'menu';
  readonly name: string;
  /** Heard before the prompt, once a call. */
  readonly greeting?: Prompt;
  /** Heard instead of the menu's own prompt after a failure. */
  readonly reprompt?: Prompt;
  readonly choices: readonly Choice[];
  /** What happens on the n-th silence; the highest count not above n. */
  readonly noInput: readonly Failure[];
  /** What happens on the n-th wrong entry. */
  readonly noMatch: readonly Failure[];
  /** Failures of both kinds together that are one too many. */
  readonly attempts: number | undefined;
  readonly noInputAttempts: number | undefined;
  readonly noMatchAttempts: number | undefined;
  /** First key, counted from the end of the prompt. */
  readonly timeoutMs: number;
  readonly interDigitTimeoutMs: number;
  /** The whole entry, when limited. */
  readonly totalTimeoutMs: number | undefined;
  /** How long further keys of a wrong entry are swallowed. */
  readonly settleMs: number;
  readonly terminator: Key | undefined;
  /** Where it goes when the attempts are used up. */
  readonly otherwise: Destination;
}

/** One choice of a menu, or a link. */
export interface Choice {
  readonly pattern: KeyPattern;
  readonly action: Action;
}

/** What happens then: code that runs, or a place to go without code. */
export type Action =
  | { readonly kind: 'run'; readonly handler: Handler }
  | { readonly kind: 'take'; readonly destination: Destination };

export interface Failure {
  /** From which failure on. */
  readonly count: number;
  readonly prompt?: Prompt;
  readonly handler?: Handler;
}

/** A decorated method and where it may lead. */
export interface Handler {
  /** The method's name. */
  readonly method: string;
  /** Every destination it may return. */
  readonly to: readonly Declared[];
  /** Where it goes when it returns nothing; what nothing means without it depends on the decorator. */
  readonly then: Destination | undefined;
}

/** A declared destination; `any` stands for every place or cause of its kind (`to: [leave]`). */
export interface Declared {
  readonly destination: Destination;
  readonly any: boolean;
}
