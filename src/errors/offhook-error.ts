import type { BootProblem } from './catalogue/boot-problem.js';
import { catalogue, type ErrorCode, type ErrorFields } from './catalogue/raised.js';

/**
 * Base of every fault raised by this package: a stable `code`, the data as `fields`, and a sentence that says what happened,
 * where, and what to do. A caller who hangs up is not a fault: see {@link HangUpError}.
 *
 * @example
 * try {
 *   await channel.databaseGet('agents', '1001');
 * } catch (error) {
 *   if (error instanceof OffhookError && error.code === 'AGI_DATABASE') console.log(error.fields);
 * }
 */
export class OffhookError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = 'OffhookError';

  constructor(
    readonly code: C,
    readonly fields: ErrorFields<C>,
    options?: ErrorOptions,
  ) {
    // The catalogue's value for C takes C's fields: TypeScript cannot follow that through the index.
    super(`${(catalogue[code] as (fields: ErrorFields<C>) => string)(fields)} [${code}]`, options);
  }
}

/** An argument was refused before anything was sent; `fields.argument` names it. */
export class ArgumentError extends OffhookError<'AGI_ARGUMENT' | 'AGI_LINE_TOO_LONG' | 'AGI_TOO_MANY_WORDS'> {
  override readonly name = 'ArgumentError';
}

/** The dialplan sent something that a parameter of a handler cannot take; `fields.where` and `fields.parameter` say which. */
export class ParameterError extends OffhookError<'AGI_PARAMETER'> {
  override readonly name = 'ParameterError';
}

/** Asterisk carried the command out and it failed, or refused it. */
export class CommandError<
  C extends 'AGI_COMMAND_FAILED' | 'AGI_DATABASE' | 'AGI_INVALID_COMMAND' | 'AGI_USAGE' =
    | 'AGI_COMMAND_FAILED'
    | 'AGI_DATABASE'
    | 'AGI_INVALID_COMMAND'
    | 'AGI_USAGE',
> extends OffhookError<C> {
  override readonly name: string = 'CommandError';
}

/** AstDB had no such key, or did not store or remove something. */
export class DatabaseError extends CommandError<'AGI_DATABASE'> {
  override readonly name = 'DatabaseError';
}

/** Asterisk does not know the command (510). */
export class InvalidCommandError extends CommandError<'AGI_INVALID_COMMAND'> {
  override readonly name = 'InvalidCommandError';
}

/** Asterisk refused the arguments (520); `fields.usage` is its own help text. */
export class UsageError extends CommandError<'AGI_USAGE'> {
  override readonly name = 'UsageError';
}

/** Something arrived that no command asked for, or an answer did not come; the session was closed rather than risk a wrong value. */
export class ProtocolError extends OffhookError<'AGI_PROTOCOL' | 'AGI_NO_ANSWER' | 'AGI_HANDSHAKE' | 'AGI_FORGED'> {
  override readonly name = 'ProtocolError';
}

/**
 * Everything that is wrong with the app, found before the first call.
 *
 * @example
 * const error = await app.start().catch((cause: unknown) => cause);
 * if (error instanceof BootError) for (const { where, message, fix } of error.problems) console.error(where, message, fix);
 */
export class BootError extends OffhookError<'AGI_BOOT'> {
  override readonly name = 'BootError';

  constructor(...args: ConstructorParameters<typeof OffhookError<'AGI_BOOT'>>) {
    super(...args);
    // The sentence holds them: Node would print every mistake twice.
    Object.defineProperty(this, 'fields', { enumerable: false });
  }

  /** Each mistake; the message of the error has a line for each. */
  get problems(): readonly BootProblem[] {
    return this.fields.problems;
  }
}
