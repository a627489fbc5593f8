import type { DialOptions } from '../core/applications/dial.js';
import type { QueueOptions } from '../core/applications/queue.js';
import type { Class } from '../dialog/class.js';

/** @internal The context of the dialplan that calls a screening, by its path. */
export const SCREENING_CONTEXT = 'offhook-screening';

/** What the other side is to know. */
export interface PassOptions {
  /**
   * Variables for the leg of the one who answers: `{ CUSTOMER: '0012' }`, text of one line. They stay set on this call, so
   * that whoever is dialled later gets them too.
   */
  readonly pass?: Readonly<Record<string, string>>;
}

/** What `call.dial` takes. */
export interface CallDialOptions extends DialOptions, PassOptions {
  /**
   * A class with `@Screening` that asks the one who answers whether they take the call; the caller hears meanwhile what they heard
   * while it rang. Of several who are rung together the first who answers is asked, and the others ring no more. The dialplan
   * needs three lines for it: docs/guides/record-and-connect.md.
   */
  readonly screenedBy?: Class;
  /** Rings several targets together, or one after the other, each as long as `ringTimeoutMs` says; default `together`. */
  readonly strategy?: 'together' | 'inTurn';
}

/** What `call.queue` takes. */
export interface CallQueueOptions extends QueueOptions, PassOptions {}
