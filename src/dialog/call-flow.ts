import type { ChoicePattern } from './choice-pattern.js';
import type { BargeIn } from './question-options.js';
import type { Key } from './keys.js';
import type { WaitSettings } from './wait-settings.js';
import type { Prompt, PromptFor } from './prompt.js';
import type { NoMatchReason } from './read/collection.js';
import type { Reader } from './read/reader.js';
import type { Destination } from './step.js';

/** Everything a controller says about its conversation, compiled at boot to plain data. The engine, the graph and the checks read this. */
export interface CallFlow {
  /** The class's name, for messages. */
  readonly name: string;
  /** Where a call begins: the name of a node. */
  readonly start: string;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  /** A dialog that another one runs: going back at its first question gives up, and it may finish with a value. */
  readonly isSubdialog: boolean;
  /** Keys that work in every question of the flow, after the question's own. */
  readonly links: readonly Choice[];
  /** Whether its handlers run dialogs: its links work in their questions too. */
  readonly runsDialogs?: boolean;
  /** Where its guards and filters may send a call. */
  readonly guardAndFilterExits?: GuardAndFilterExits;
  /** Handlers whose sounds no key skips or stops. */
  readonly unskippable?: ReadonlySet<Handler>;
}

/** Ways that lead out of a flow or a node beside its code: a guard refuses, an exception filter answers for an error. */
export interface GuardAndFilterExits {
  readonly guards: readonly GuardWay[];
  readonly filters: readonly FilterWay[];
}

/** A guard and where a call goes that it refuses. */
export interface GuardWay {
  readonly name: string;
  readonly otherwise: Destination;
}

/** An exception filter and where it may send a call. */
export interface FilterWay {
  readonly name: string;
  readonly to: readonly DeclaredStep[];
}

export type FlowNode = StepNode | MenuNode | AskNode;

/** A stretch of code: `@OnCall`, `@OnEnter`, `@Step`. */
export interface StepNode {
  readonly kind: 'step';
  readonly name: string;
  readonly handler: Handler;
}

/** What menus and questions share: prompts by count, times and attempts, and where it ends. */
export interface Question {
  readonly name: string;
  /** Heard before the prompt, once a call. */
  readonly greeting?: PromptFor;
  /** Whether the greeting is heard each time the question is entered anew. */
  readonly greetEveryVisit: boolean;
  /** Heard instead of the question's own prompt from the n-th time on that it is asked in one visit; the highest count not above n. */
  readonly reprompts: readonly TaperedPrompt[];
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
  /** Which keys stop what is heard. */
  readonly bargeIn: BargeIn;
  /** Whether the prompt of a failure is heard before the attempts are used up by it. */
  readonly playOnLastAttempt: boolean;
  /** Whether keys typed before the question was entered answer it. */
  readonly typeAhead: boolean;
  /** Where it goes when the attempts are used up, or the caller cancels. */
  readonly otherwise: Destination;
  /** Where the guards and filters of its own method may send a call. */
  readonly guardAndFilterExits?: GuardAndFilterExits;
  /** `@OnAttemptsUsedUp`: runs first, and may say where. */
  readonly usedUp?: Handler;
}

/** A prompt for the n-th time. */
export interface TaperedPrompt {
  readonly count: number;
  readonly prompt: PromptFor;
}

/** A question with choices: `@Menu`. */
export interface MenuNode extends Question {
  readonly kind: 'menu';
  /** What is heard, where the class has a property; a method says it itself. */
  readonly prompt?: PromptFor;
  readonly choices: readonly Choice[];
}

/** A question whose answer is a value: `@Ask`. Its method gets the value. */
export interface AskNode extends Question {
  readonly kind: 'ask';
  /** What is heard; a function is called with the controller, once a round. */
  readonly prompt: PromptFor;
  readonly reader: Reader<unknown>;
  /** Takes back what was typed; alone it leaves the question. */
  readonly cancelKey: Key | undefined;
  /** What is said to confirm the value; the caller then presses 1 for yes or 2 for no. */
  readonly confirm?: (value: never, digits: string) => Prompt;
  readonly handler: Handler;
}

/** One choice of a menu, or a link. */
export interface Choice {
  readonly pattern: ChoicePattern;
  /** Looked at before each prompt: a choice that is not on offer does not exist. */
  readonly when?: (self: never) => boolean | Promise<boolean>;
  /** What is said to confirm it; the caller then presses 1 for yes or 2 for no. */
  readonly confirm?: Prompt | ((digits: string) => Prompt);
  /** In words, for people who read the flow. */
  readonly title?: string;
  /** Whether it is a link of the app. */
  readonly isAppWide?: boolean;
  readonly action: Action;
}

/** What happens then: code that runs, or a place to go without code. */
export type Action =
  | { readonly kind: 'run'; readonly handler: Handler }
  | { readonly kind: 'take'; readonly destination: Destination };

export interface Failure {
  /** From which failure on. */
  readonly count: number;
  /** The only reason for which an entry is wrong in this way. Default any. */
  readonly reason?: NoMatchReason;
  readonly prompt?: PromptFor;
  readonly handler?: Handler;
}

/** A decorated method and where it may lead. */
export interface Handler {
  /** The method's name. */
  readonly method: string;
  /** Every destination it may return. */
  readonly to: readonly DeclaredStep[];
  /** Where it goes when it returns nothing; what nothing means without it depends on the decorator. */
  readonly next: Destination | undefined;
  /** What the caller hears while it works on something that is no command, and how long it may. */
  readonly slow?: Slow;
  /** Whether keys skip and stop what it plays, where it says so. */
  readonly skippable?: boolean;
  /** Where its guards and filters may send a call. */
  readonly guardAndFilterExits?: GuardAndFilterExits;
}

/** Filler and limit of a handler, and whether the line is held at all. */
export interface Slow extends WaitSettings {
  /** Where it goes when the limit is passed; default `next`. What the handler returns later is dropped. */
  readonly otherwise?: Destination | undefined;
}

/** A declared destination; `any` stands for every place or cause of its kind (`to: [leave]`). */
export interface DeclaredStep {
  readonly destination: Destination;
  readonly any: boolean;
}
