import type { Key } from './keys.js';
import type { Prompt, PromptFor } from './prompt.js';

/**
 * Which keys stop what is heard: every key; none, and those pressed meanwhile are dropped; or `choices`, only those that an
 * answer can begin with: others are lost then, and no wrong entry.
 */
export type BargeIn = boolean | 'choices';

/** How long a question waits and how often it asks. */
export interface QuestionTimes {
  /** Silence after the prompt before it counts as no input, milliseconds. Default 5000. */
  readonly timeoutMs?: number;
  /** Silence after a key before the entry counts as complete, milliseconds. Default 2000. */
  readonly interDigitTimeoutMs?: number;
  /** The whole entry from its first key, milliseconds. Default: no limit. */
  readonly totalTimeoutMs?: number;
  /** How long further keys of a wrong entry are swallowed, milliseconds; at most `interDigitTimeoutMs`. Default 500, or `interDigitTimeoutMs` where that is less. */
  readonly settleMs?: number;
  /** Silences and wrong entries together: this one ends the question. Default 3. */
  readonly attempts?: number;
  /** Silences: this one ends the question. Default: `attempts` counts both kinds together; 3 where only `noMatchAttempts` is given. */
  readonly noInputAttempts?: number;
  /** Wrong entries: this one ends the question. Default: `attempts` counts both kinds together; 3 where only `noInputAttempts` is given. */
  readonly noMatchAttempts?: number;
  /** The key that completes an entry. Default `#`. */
  readonly terminator?: Key | 'none';
  /** Whether keys typed before the question is asked answer it. Default true. */
  readonly typeAhead?: boolean;
  /** Whether a key stops what is heard. Default true; for part of a prompt there is `say.withoutBargeIn`. */
  readonly bargeIn?: BargeIn;
  /** Whether the prompt for a silence or a wrong entry is heard for the last one too, before the question ends. Default false. */
  readonly playOnLastAttempt?: boolean;
}

/** What every question may say of its times, its attempts and its failures. `Self` is what functions in its prompts get. */
export interface QuestionDefaults<Self = never> extends QuestionTimes {
  /** Heard after the first, second, … silence; the last one goes on for those that follow. Default: nothing but the prompt again. */
  readonly noInput?: readonly PromptFor<Self>[];
  /** Heard after the first, second, … wrong entry; the last one goes on for those that follow. Default: nothing but the prompt again. */
  readonly noMatch?: readonly PromptFor<Self>[];
}

/** How a question for a value is cancelled. */
export interface CancelOptions {
  /**
   * The key that takes back what was typed, and cancels when nothing was. Default `*`, unless the reader takes it as a part of
   * the value or it is the terminator; `none` leaves it to links.
   */
  readonly cancelKey?: Key | 'none';
}

/** What a class or an app says once for all its questions. The nearest wins, field by field: question, class, app. */
export interface DialogDefaults<Self = never> extends QuestionDefaults<Self>, CancelOptions {}

/** A prompt by how often the question was asked in one visit: `{ 2: 'shorter', 3: 'shortest' }`. The highest number not above holds. */
export type PromptsByCount<Self = never> = Readonly<Record<number, PromptFor<Self>>>;

/**
 * What every question may say: a `@Menu`, an `@Ask`, a `@Field`, `call.ask` and `call.menu`. Prompts may be functions of the
 * object that asks.
 */
export interface RepeatOptions<Self = never> extends QuestionDefaults<Self> {
  /** Heard before the prompt, once a call. Default: nothing. */
  readonly greeting?: PromptFor<Self>;
  /** Whether the greeting is heard each time the caller comes from elsewhere, in `call.ask` and `call.menu` each time it is asked, and not only the first time. Default false. */
  readonly greetEveryVisit?: boolean;
  /** Heard instead of the prompt from the second time on; or prompts by number, `{ 2: 'shorter', 3: 'shortest' }`. Default: the prompt again. */
  readonly reprompt?: PromptFor<Self> | PromptsByCount<Self>;
}

/** How a value is asked for, wherever that is: in an `@Ask`, a `@Field` and `call.ask`. `Self` is the class whose prompt it is. */
export interface ValueOptions<Self = never, Value = never> extends CancelOptions {
  /** What is heard; functions in it are called each time it is asked. */
  readonly prompt: PromptFor<Self>;
  /** Reads the value back before it counts; the caller presses 1 when it is right. Gets the value and its keys. Default: not asked. */
  readonly confirm?: (value: NoInfer<Value>, digits: string) => Prompt;
}

/** What a `@Field` and `call.ask` take beside their reader. */
export interface FieldOptions<Self = never, Value = never> extends RepeatOptions<Self>, ValueOptions<Self, Value> {}
