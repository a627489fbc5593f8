import type { Outcome } from './outcome.js';

/** What the dialplan around the app holds, as far as the app can see it. */
export interface Dialplan {
  /** Labels for SET PRIORITY: `{ 'sales,100,retry': 3 }` (context, extension, label). */
  readonly labels?: Readonly<Record<string, number>>;
  /** Subroutines for GOSUB: `{ 'check-credit,s,1': { returns: 'ok' } }` (context, extension, priority or label). */
  readonly subroutines?: Readonly<Record<string, Subroutine>>;
}

/** What a subroutine does when GOSUB runs it. */
export interface Subroutine extends Omit<Outcome, 'result'> {
  /** Its value (GOSUB_RETVAL), or how to make it out of its arguments; without it the routine ends without Return. */
  readonly returns?: string | ((args: readonly string[]) => string);
}
