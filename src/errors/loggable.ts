import { printable } from './printable.js';

/** Causes of causes that are looked into. */
const DEEPEST = 10;
/** Errors of an AggregateError that are looked into. */
const MAX_PARTS = 100;
/** Errors that are looked into in all, one that others share as often as they refer to it: so often a logger writes it. */
const MAX_ERRORS = 150;
/** Values of a field that are looked at. */
const MAX_VALUES = 10_000;
/** Characters of a message or a stack: some quote the whole page that they are about. */
const LONGEST = 65_536;
const UNREADABLE = '[unreadable]';
/** In a copy, in the place of an error that the part belongs to. */
const CIRCULAR = '[circular]';
/** What an error says beside its listed fields. */
const SAID = ['message', 'stack', 'name'] as const;

type Fields = Record<string, unknown>;

/** How many errors may still be looked into. */
interface Budget {
  left: number;
}

/**
 * What was thrown as any logger can take it: itself, nearly always. Loggers read every part of an error, and pino marks it while
 * it writes, so a frozen error, a getter that throws and a proxy would make the logger throw: of those it is a copy of what can
 * be read. So it is of one whose text would fill the log, of one that its own `errors` lead back to, and of one whose parts refer
 * to each other so often that a logger would write for ever.
 *
 * @param thrown - anything; what is no object is given back
 */
export function loggable(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null || isLoggable(thrown, [], { left: MAX_ERRORS })) return thrown;
  // The class of each copy is asked whether it can be read, with all that the copy holds.
  return copyOf(thrown, [], { parts: { left: MAX_ERRORS }, checks: { left: MAX_ERRORS * (DEEPEST + 1) } });
}

/** What was thrown, of which at least the class can be asked: a proxy need not answer. */
export function legible(thrown: unknown): unknown {
  try {
    void (thrown instanceof Error);
    return thrown;
  } catch {
    return loggable(thrown);
  }
}

/**
 * The code or the name of what was thrown, and nothing else of it: a message may quote what a caller typed.
 *
 * @param otherwise - for what is no error
 */
export function codeOf(thrown: unknown, otherwise: string): string {
  const error = loggable(thrown);
  if (!(error instanceof Error)) return printable(otherwise);
  const { code } = error as { readonly code?: unknown };
  return printable(typeof code === 'string' || typeof code === 'number' ? code : error.name);
}

/**
 * The same for the fields of a log line: the line's errors are made loggable, and a field that cannot be read is left out.
 *
 * @param fields - of one line, or the error that is all there is to say
 */
export function loggableFields(fields: object): object {
  try {
    // An error in the place of the fields: pino takes that.
    if (fields instanceof Error) return loggable(fields) as object;
    let copy: Fields | undefined;
    for (const [name, value] of Object.entries(fields)) {
      const safe = mayBeThrown(name, value) ? loggable(value) : value;
      if (safe !== value) (copy ??= { ...fields })[name] = safe;
    }
    return copy ?? fields;
  } catch {
    return Object.fromEntries(keysOf(fields).map((name) => [name, readable(fields, name)]));
  }
}

/**
 * For a logger that has thrown: the fields without those that cannot be written as JSON.
 *
 * @returns `undefined` when all can be: then the fault is the logger's
 */
export function writableFields(fields: object): object | undefined {
  const names = keysOf(fields);
  const unwritable = names.filter((name) => !isWritable(fields, name));
  if (unwritable.length === 0) return undefined;
  return Object.fromEntries(
    names.map((name) => [name, unwritable.includes(name) ? UNREADABLE : (fields as Fields)[name]]),
  );
}

function isWritable(fields: object, name: string): boolean {
  return (
    attempt(() => {
      const value = (fields as Fields)[name];
      // An error is loggable by now.
      if (!mayBeThrown(name, value)) JSON.stringify(value, atMost(MAX_VALUES));
      return true;
    }) ?? false
  );
}

/** For `JSON.stringify`, which writes what is shared as often as it is referred to. @throws RangeError behind so many values */
function atMost(most: number) {
  let left = most;
  return (_: string, value: unknown): unknown => {
    if (left-- <= 0) throw new RangeError(`more than ${most} values`);
    return value;
  };
}

/** Loggers look for an error under that name, whatever stands there. */
const mayBeThrown = (name: string, value: unknown) => name === 'err' || name === 'error' || value instanceof Error;

function readable(fields: object, name: string): unknown {
  try {
    const value = (fields as Fields)[name];
    return mayBeThrown(name, value) ? loggable(value) : value;
  } catch {
    return UNREADABLE;
  }
}

/**
 * Reads all that a logger reads, as often as it does.
 *
 * @param within - what it is a part of, the outermost first
 */
function isLoggable(value: object, within: readonly object[], budget: Budget): boolean {
  try {
    if (within.includes(value)) return true;
    const error = value as Fields;
    const isError = value instanceof Error || typeof error['message'] === 'string';
    if (within.length > DEEPEST || budget.left-- <= 0 || (isError && !Object.isExtensible(value))) return false;
    if (SAID.some((name) => String(error[name]).length > LONGEST)) return false;
    const parts: unknown[] = [causeOf(value)];
    // Inherited ones too, as pino does.
    for (const name in error) parts.push(error[name]);
    const path = [...within, value];
    const { errors } = error;
    if (Array.isArray(errors)) {
      const listed = errors as readonly unknown[];
      // pino does not notice there that it goes round in circles.
      if (listed.length > MAX_PARTS || listed.some((each) => (path as readonly unknown[]).includes(each))) return false;
      parts.push(...listed);
    }
    return parts.every((part) => !isErrorLike(part) || isLoggable(part, path, budget));
  } catch {
    return false;
  }
}

/** @throws what its getters throw */
function isErrorLike(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof Error || typeof (value as Fields)['message'] === 'string';
}

/** Some libraries have a method of that name; loggers call it. */
function causeOf(value: object): unknown {
  const { cause } = value as { readonly cause?: unknown };
  return typeof cause === 'function' ? (cause.call(value) as unknown) : cause;
}

/** What is left to a copy and its parts. */
interface Budgets {
  readonly parts: Budget;
  /** For looking at finished copies. */
  readonly checks: Budget;
}

/** @param within - what it is a part of, the outermost first */
function copyOf(value: object, within: readonly object[], budgets: Budgets): Error {
  budgets.parts.left--;
  const copy = new Error();
  for (const name of SAID) {
    const said = attempt(() => (value as Fields)[name]);
    hide(copy, name, typeof said === 'string' ? cut(said) : name === 'name' ? 'Error' : UNREADABLE);
  }
  const path = [...within, value];
  const inner = (part: unknown) => (attempt(() => isErrorLike(part)) === false ? part : innerCopy(part, path, budgets));
  // A cause() that throws must not stay either.
  if (attempt(() => 'cause' in value) !== false) hide(copy, 'cause', inner(attempt(() => causeOf(value))));
  const errors = attempt(() => (value as Fields)['errors']);
  if (attempt(() => Array.isArray(errors)) === true)
    hide(copy, 'errors', attempt(() => (errors as unknown[]).slice(0, MAX_PARTS).map(inner)) ?? []);
  for (const name of keysOf(value)) {
    if (Object.hasOwn(copy, name)) continue;
    (copy as unknown as Fields)[name] = inner(attempt(() => (value as Fields)[name]));
  }
  return ofTheSameClass(copy, value, budgets.checks);
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** A part that may be an error, or that nobody can tell. */
function innerCopy(part: unknown, within: readonly object[], budgets: Budgets): unknown {
  if (typeof part !== 'object' || part === null) return UNREADABLE;
  if (within.includes(part)) return CIRCULAR;
  return within.length > DEEPEST || budgets.parts.left <= 0 ? UNREADABLE : copyOf(part, within, budgets);
}

/** A logger says the class of an error; one whose class cannot be read is an `Error`. */
function ofTheSameClass(copy: Error, value: object, budget: Budget): Error {
  const prototype = attempt(() => (value instanceof Error ? (Object.getPrototypeOf(value) as object) : undefined));
  if (prototype === undefined) return copy;
  Object.setPrototypeOf(copy, prototype);
  return isLoggable(copy, [], budget) ? copy : (Object.setPrototypeOf(copy, Error.prototype) as Error);
}

function hide(copy: Error, name: string, value: unknown): void {
  Object.defineProperty(copy, name, { value, enumerable: false, writable: true, configurable: true });
}

function keysOf(value: object): readonly string[] {
  return attempt(() => Object.keys(value)) ?? [];
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
