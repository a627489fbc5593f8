import { type Prompt, flatten } from '../prompt.js';
import type { Token } from '../token.js';
import { type Collection, keysProblem } from './collection.js';
import { notUnderstood, type Reading, understood } from './reading.js';

/** What a check is told besides the value. */
export interface CheckContext {
  /** Aborts when the caller hangs up: hand it on to whatever is asked over a network. */
  readonly signal: AbortSignal;
  /** Which entry this is, counted from 1. */
  readonly attempt: number;
  /** The keys as they were pressed, also of a masked reader. */
  readonly digits: string;
  /** A service of the app or of the call, by its class or token. */
  readonly get: <T>(token: Token<T>) => T;
}

/** @internal Turns the keys of an entry, known to fit the collection, into a value, or into why they are none. */
export type UnderstandEntry<V> = (digits: string, context: CheckContext) => Reading<V> | Promise<Reading<V>>;

/**
 * How keys become a value: how they are collected, what they mean, and the checks that the value must pass. Made with `read.*`.
 *
 * A reader never changes: `validate` and `map` give a new one, so one reader may serve many questions.
 *
 * @example
 * const orderNumber = read.digits({ length: 4 }).map((digits, ctx) => ctx.get(Orders).find(digits), 'sales/no-such-order');
 */
export class Reader<out V> implements Collection {
  readonly minDigits: number;
  readonly maxDigits: number;
  readonly alphabet: string;
  readonly interDigitTimeoutMs: number | undefined;
  readonly masked: boolean;
  /** What the checks may say to the caller, in their order: the sounds that must exist. */
  readonly checkPrompts: readonly Prompt[];
  /** @internal */
  readonly understand: UnderstandEntry<V>;

  /** @internal */
  constructor(collection: Collection, understand: UnderstandEntry<V>, checkPrompts: readonly Prompt[] = []) {
    this.minDigits = collection.minDigits;
    this.maxDigits = collection.maxDigits;
    this.alphabet = collection.alphabet;
    this.interDigitTimeoutMs = collection.interDigitTimeoutMs;
    this.masked = collection.masked;
    this.understand = understand;
    this.checkPrompts = checkPrompts;
  }

  /**
   * Adds a check. Checks run in the order they were added; the first one that fails says its prompt and the question is asked again, and a
   * value that did not pass never reaches a handler. What a check throws is thrown.
   *
   * @param check - whether the value will do; may ask a service
   * @param otherwise - what the caller hears when not
   * @example
   * read.integer({ min: 1, max: 20 }).validate((guests, ctx) => ctx.get(Tables).hasRoomFor(guests, ctx.signal), 'table/no-room')
   */
  validate(check: (value: V, context: CheckContext) => boolean | Promise<boolean>, otherwise: Prompt): Reader<V> {
    const prompt = flatten(otherwise, 'Reader.validate()');
    return this.#then(prompt, async (value, context) =>
      (await check(value, context)) ? understood(value) : notUnderstood('refused', prompt),
    );
  }

  /**
   * Looks the value up, or turns it into another; runs in its turn among the checks.
   *
   * @param find - the new value; undefined means that nothing was found; everything else (null too) is a value
   * @param otherwise - what the caller hears when nothing is found
   * @example
   * read.digits({ length: 8 }).map((number, ctx) => ctx.get(Accounts).find(number, ctx.signal), 'bank/no-such-account')
   */
  map<U>(
    find: (value: V, context: CheckContext) => U | undefined | Promise<U | undefined>,
    otherwise: Prompt,
  ): Reader<U> {
    const prompt = flatten(otherwise, 'Reader.map()');
    return this.#then(prompt, async (value, context) => {
      const found = await find(value, context);
      return found === undefined ? notUnderstood('notFound', prompt) : understood(found);
    });
  }

  #then<U>(prompt: Prompt, next: (value: V, context: CheckContext) => Promise<Reading<U>>): Reader<U> {
    const understand: UnderstandEntry<U> = async (digits, context) => {
      const reading = await this.understand(digits, context);
      if (reading.kind === 'notUnderstood') return reading;
      // The caller may have gone during the check before: no further service is asked for them.
      context.signal.throwIfAborted();
      return next(reading.value, context);
    };
    return new Reader(this, understand, [...this.checkPrompts, prompt]);
  }
}

/**
 * @internal Reads a complete entry: first the keys, then their meaning, then the checks in their order. What a check throws is
 * thrown; once the signal aborts, its reason is thrown instead of starting the next check.
 *
 * @param digits - the keys of the entry, without its terminator
 */
export async function readValue<V>(reader: Reader<V>, digits: string, context: CheckContext): Promise<Reading<V>> {
  const problem = keysProblem(digits, reader);
  return problem === undefined ? reader.understand(digits, context) : notUnderstood(problem);
}

/** Whether something is a reader. */
// Not instanceof: a second copy of this package has readers too.
export const isReader = (value: unknown): value is Reader<unknown> =>
  typeof value === 'object' && value !== null && 'alphabet' in value && 'maxDigits' in value;
