import type { BootProblemCode } from './boot.js';

/** A mistake in an app, found before its first call; or, as a warning, something that looks like one. */
export interface BootProblem {
  readonly code: BootProblemCode;
  /** What it was found in: `SalesController.main`, `createAgiApp()`, `token "db"`. */
  readonly where: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do; empty where the message already says what is needed. */
  readonly fix: string;
  /** Where that is written, from the folder where the process runs; left out when nobody can know. */
  readonly file?: string;
  /** From 1; left out when nobody can know. */
  readonly line?: number;
}

/** A mistake on a line: where, what, what to do, and its code. */
export function problemLine({ code, where, message, fix, file, line }: BootProblem): string {
  const place = file === undefined ? '' : ` (${line === undefined ? file : `${file}:${line}`})`;
  return `${where}${place}: ${message}${fix === '' ? '' : ` ${fix}`} [${code}]`;
}
