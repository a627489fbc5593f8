import { printable } from '../errors/printable.js';

/** What the process ends with. */
export const ExitCode = {
  /** The call took place and ended. */
  Done: 0,
  /** There was no call, or it broke: no connection, the server stopped, the app did nothing, AGISTATUS is FAILURE. */
  Failed: 1,
  /** The command line is wrong. */
  Usage: 2,
  /** The call was over before the script was. */
  ScriptLeft: 3,
  /** Something else was heard than the script says. */
  NotHeard: 4,
  /** Ctrl-C. */
  Interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Something that the person at the terminal can put right: printed as its sentence, without a stack. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = ExitCode.Failed,
  ) {
    super(message);
  }
}

const LONGEST_SENTENCE = 300;

/** What an error of someone else says, safe to print. */
export const sentenceOfError = (error: unknown): string =>
  printable(error instanceof Error ? error.message : error, LONGEST_SENTENCE);
