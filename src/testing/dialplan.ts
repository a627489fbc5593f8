import { fitsPattern } from '../core/applications/dialplan-pattern.js';
import type { Outcome } from './outcome.js';

/** What the dialplan around the app holds, as far as the app can see it. */
export interface Dialplan {
  /**
   * Where calls can be sent: `['reception,s,1', 'sales,_2XX,1', 'queue-exit,i,1']` (context, extension, priority). Then
   * `leave()` to another place fails, as on a real Asterisk, and a mailbox is left by `0` or `*` where the call's context has an
   * extension `o` or `a`. Default: unknown, `leave()` goes where it says.
   */
  readonly places?: readonly string[];
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

/**
 * Whether the dialplan has a place.
 *
 * @param place - context, extension and priority or label, as DIALPLAN_EXISTS takes them; without the later ones: any
 * @returns `undefined` where nobody said what it holds
 * @internal
 */
export function hasPlace({ places, labels = {} }: Dialplan, place: string): boolean | undefined {
  if (places === undefined) return undefined;
  const [context, extension, priority] = place.split(',');
  const isIt = (known: string): boolean => {
    const [itsContext, itsExtension = '', itsPriority] = known.split(',');
    if (itsContext !== context) return false;
    if (extension !== undefined && !fitsPattern(itsExtension, extension)) return false;
    return priority === undefined || priority === itsPriority;
  };
  return [...places, ...Object.keys(labels)].some(isIt);
}
