import { type CommandArguments, encodeLine } from '../line.js';
import type { TextEnd } from '../reply.js';

/** What Asterisk answered, with what a row needs to judge it. */
export interface CommandAnswer {
  /** The arguments that were sent, by name. */
  readonly args: CommandArguments;
  /** What stands behind `result=`. */
  readonly result: string;
  /** What follows the result. */
  readonly rest: string;
  /** Whether the call was over before this answer came: Asterisk then carried the command out on a dead channel. */
  readonly isOver: boolean;
  /** How long Asterisk took for it, from the line to the answer, milliseconds. */
  readonly tookMs: number;
  /** Where the channel stands in the dialplan; nothing where nobody wants to know. */
  readonly place: string | undefined;
  /** The app itself has moved it there, by what it ran. */
  movedTo(place: string): void;
  /**
   * Whether the channel is gone. A `-1` means that or a failure; when no HANGUP line has come yet, CHANNEL STATUS is asked in
   * the same turn (511 = gone).
   */
  hasHungUp(): Promise<boolean>;
  /** Sends a further command in the same turn, before anything that waits. */
  ask<R>(command: AgiCommand<R>): Promise<R>;
  /** The error for a command that Asterisk carried out without success; `problem` completes "STREAM FILE …: ". */
  failed(problem: string): Error;
  /** The same for AstDB. */
  databaseFailed(problem: string): Error;
  /** The error for a command that ended because the call did. */
  hungUp(): Error;
  /** The error for an answer that this command cannot have: the session fails closed. */
  unexpected(): Error;
}

/** What one row of the command table says. */
export interface CommandDefinition<A extends readonly unknown[], R, Dead extends boolean> {
  /** Arguments by name, in the order they are sent; throws an ArgumentError for what Asterisk would misread. */
  readonly encode: (...args: A) => CommandArguments;
  /** The answer's meaning, or an error. */
  readonly decode: (answer: CommandAnswer) => R | Promise<R>;
  /** One of the 13 that Asterisk still carries out after the hang-up. */
  readonly afterHangup?: Dead;
  /** What is sent instead of the row's own verb. */
  readonly sentAs?: string;
  /**
   * The answer holds free text, line feeds included, and this is how its end is known. `marked`: Asterisk echoes the mark that
   * is put behind the first argument; `proven`: a second command is sent for it.
   */
  readonly text?: TextEnd;
  /** Asterisk answers at once, so that the time it takes is the round trip. */
  readonly isInstant?: boolean;
  /** It waits for nobody: an Asterisk that does not answer it within `commandTimeoutMs` is none. Default what `isInstant` says. */
  readonly answersAtOnce?: boolean;
  /** What a byte on the socket does to it while it runs: ends it without an answer, or with one. Others go on. */
  readonly interrupted?: 'silently' | 'withReply';
}

/** A row of the command table: called with the command's arguments it gives the command as a value. */
export interface CommandRow<A extends readonly unknown[] = never[], R = unknown, Dead extends boolean = boolean> {
  (...args: A): AgiCommand<R>;
  /** The command's name in Asterisk: `STREAM FILE`. */
  readonly verb: string;
  readonly sentAs: string | undefined;
  readonly afterHangup: Dead;
  readonly text: TextEnd | undefined;
  readonly isInstant: boolean;
  readonly answersAtOnce: boolean;
  readonly interrupted: 'silently' | 'withReply' | undefined;
  readonly decode: (answer: CommandAnswer) => R | Promise<R>;
}

/** One command, ready to be sent with `channel.send(…)`. */
export interface AgiCommand<R = unknown> {
  readonly row: Pick<
    CommandRow<never[], R>,
    'verb' | 'sentAs' | 'afterHangup' | 'text' | 'isInstant' | 'answersAtOnce' | 'interrupted' | 'decode'
  >;
  readonly args: CommandArguments;
}

/**
 * Makes a row of the command table. The channel gets a method of the row's name, and the virtual Asterisk, the trace and
 * docs/reference/commands.md read the row too.
 *
 * @param verb - the command's name in Asterisk
 * @param definition - how it is written and how its answer is read
 * @example
 * export const noop = defineCommand('NOOP', { encode: () => ({}), decode: () => undefined, afterHangup: true });
 */
export function defineCommand<A extends readonly unknown[], R, const Dead extends boolean = false>(
  verb: string,
  definition: CommandDefinition<A, R, Dead>,
): CommandRow<A, R, Dead> {
  const row = (...args: A): AgiCommand<R> => ({ row, args: definition.encode(...args) });
  row.verb = verb;
  row.sentAs = definition.sentAs;
  // Left out means not allowed, which is what Dead's default says.
  row.afterHangup = (definition.afterHangup ?? false) as Dead;
  row.text = definition.text;
  row.isInstant = definition.isInstant ?? false;
  row.answersAtOnce = definition.answersAtOnce ?? row.isInstant;
  row.interrupted = definition.interrupted;
  row.decode = definition.decode;
  return row;
}

/**
 * The line of a command, with the mark where its answer holds text.
 *
 * @internal
 */
export function lineOf({ row, args }: AgiCommand, limitBytes: number, mark: string): string {
  return encodeLine(row.sentAs ?? row.verb, args, limitBytes, row.text === 'marked' ? mark : '');
}
