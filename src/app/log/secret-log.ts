import type { Logger } from '../../call/logger.js';
import type { Masker } from '../../session/call-journal.js';
import { type Level, LevelLog } from './level-log.js';
import { MASKED } from '../../errors/masked.js';

/** Shorter ones are part of everything; they would mask the log rather than the secret. */
const SHORTEST = 3;
/** What lies deeper is not looked into, and so not shown. */
const DEEPEST = 12;
/** What an error holds beside its listed fields. */
const OF_ERRORS = ['message', 'stack', 'cause', 'errors'];

/**
 * What one caller typed where it is masked: PINs, card numbers. The log of the call never says it, whoever quotes it: a handler
 * in an error, an error in its cause.
 */
export class Secrets {
  /** The longest first: one may be a part of another. */
  #known: readonly string[] = [];
  /** The same as numbers show them. */
  #numbers: ReadonlySet<string> = new Set();

  /** What is known, the longest first. */
  get known(): readonly string[] {
    return this.#known;
  }

  add(secret: string): void {
    if (secret.length < SHORTEST || this.#known.includes(secret)) return;
    this.#know([...this.#known, secret].toSorted((one, other) => other.length - one.length));
  }

  remove(secret: string): void {
    this.#know(this.#known.filter((each) => each !== secret));
  }

  #know(known: readonly string[]): void {
    this.#known = known;
    this.#numbers = new Set(known.map(withoutZeros));
  }

  /** The same without the secrets; before one is known it is the value itself. */
  masked<T>(value: T): T {
    // Each branch gives what it was given: a text for a text, a list for a list, an object of the same kind.
    return this.#known.length === 0 ? value : (this.#masked(value, new Map(), 0) as T);
  }

  #masked(value: unknown, copies: Map<object, unknown>, depth: number): unknown {
    if (typeof value === 'string') return this.#maskedText(value);
    if (typeof value === 'number' || typeof value === 'bigint') return this.#isSecret(value) ? MASKED : value;
    if (typeof value !== 'object' || value === null) return value;
    // What refers to itself is no endless work, and looks the same afterwards.
    if (copies.has(value)) return copies.get(value);
    if (depth > DEEPEST) return MASKED;
    try {
      if (this.#isTold(value)) return MASKED;
      return this.#copy(value, copies, depth);
    } catch {
      // A getter or toJSON() that throws: what cannot be read is not shown, and a line of the log breaks no call.
      return MASKED;
    }
  }

  #copy(value: object, copies: Map<object, unknown>, depth: number): unknown {
    const mask = (inner: unknown) => this.#masked(inner, copies, depth + 1);
    const { toJSON } = value as { readonly toJSON?: unknown };
    // A date or a buffer is nothing but what it shows; one that shows itself in what it shows is no endless work either.
    if (typeof toJSON === 'function') {
      copies.set(value, MASKED);
      const shown = mask(toJSON.call(value));
      copies.set(value, shown);
      return shown;
    }
    const copy = Array.isArray(value) ? [] : (Object.create(Object.getPrototypeOf(value) as object | null) as object);
    copies.set(value, copy);
    for (const name of new Set([...Object.keys(value), ...(value instanceof Error ? OF_ERRORS : [])])) {
      if (!(name in value)) continue;
      const inner = (value as Record<string, unknown>)[name];
      // A number that says its unit is a time.
      const masked = typeof inner === 'number' && name.endsWith('Ms') ? inner : mask(inner);
      // An error's message and stack are not listed with its fields.
      const enumerable = Object.prototype.propertyIsEnumerable.call(value, name);
      const property = { value: masked, enumerable, writable: true, configurable: true };
      Object.defineProperty(copy, this.#maskedText(name), property);
    }
    if (!isList(copy) || !this.#isPiecedTogether(Object.values(copy))) return copy;
    copies.set(value, MASKED);
    return MASKED;
  }

  /** Whether something tells a secret as a whole: in bytes, or as a moment. */
  #isTold(value: object): boolean {
    if (value instanceof Date) return this.#isSecret(value.getTime());
    return value instanceof Uint8Array && this.#isIn(textOf(value));
  }

  /** Whether the parts of a list, each of which tells none, tell a secret one after the other: keys, groups of them, their codes. */
  #isPiecedTogether(list: readonly unknown[]): boolean {
    const parts = list.flat();
    return this.#isIn(parts.map(keysOf).join('')) || this.#isIn(parts.map(keyOfCode).join(''));
  }

  #isIn(text: string): boolean {
    return this.#known.some((secret) => text.includes(secret));
  }

  /** A number has no zeros in front; its sign and its point hide nothing. */
  #isSecret(number: number | bigint): boolean {
    return this.#numbers.has(withoutZeros(digitsOf(number)));
  }

  #maskedText(text: string): string {
    // Most texts hold nothing that could be one.
    if (!COULD_BE_SECRET.test(text)) return text;
    let masked = text;
    for (const secret of this.#known) masked = masked.replaceAll(secret, MASKED);
    return masked;
  }
}

const COULD_BE_SECRET = /[0-9*#]{3}/;

const withoutZeros = (digits: string) => digits.replace(/^0+(?=.)/, '');

const digitsOf = (number: number | bigint) => String(number).replace(/[-.]/g, '');

/** Stands where there are no keys. */
const DIVIDER = ' ';

/** What a part of a list adds to the keys before it. */
function keysOf(part: unknown): string {
  if (part === undefined || part === null) return '';
  const text = typeof part === 'number' || typeof part === 'bigint' ? digitsOf(part) : part;
  return typeof text === 'string' && /^[0-9*#]*$/.test(text) ? text : DIVIDER;
}

/** The same of a list of bytes. */
const keyOfCode = (part: unknown) =>
  typeof part === 'number' && part >= 0 && part < 0x80 ? String.fromCharCode(part) : DIVIDER;

/** An array, and what looks like one: the characters of a text, a typed array. */
const isList = (value: object) => Array.isArray(value) || Object.keys(value).every((name) => /^\d+$/.test(name));

const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1');

/** A logger that never says a secret. */
export class SecretLog extends LevelLog {
  readonly #make: () => Logger;
  readonly #secrets: Masker;
  #made: Logger | undefined;

  /** @param make - called when the first line is said: most calls say one, at their end */
  constructor(make: () => Logger, secrets: Masker) {
    super();
    this.#make = make;
    this.#secrets = secrets;
  }

  override isLevelEnabled(level: 'trace'): boolean {
    return this.#log.isLevelEnabled?.(level) ?? true;
  }

  override child(fields: Record<string, unknown>): Logger {
    const child = this.#log.child(this.#secrets.masked(fields));
    return new SecretLog(() => child, this.#secrets);
  }

  get #log(): Logger {
    return (this.#made ??= this.#make());
  }

  protected override say(level: Level, fields: object | string, message: string | undefined): void {
    const [first, second] = [this.#secrets.masked(fields), this.#secrets.masked(message)];
    // The two forms of a logger's methods.
    if (typeof first === 'string') this.#log[level as 'info'](first);
    else this.#log[level](first, second);
  }
}
