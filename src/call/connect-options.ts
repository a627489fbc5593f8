import type { DialOptions } from '../core/applications/dial.js';
import type { QueueOptions } from '../core/applications/queue.js';

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
  /** Rings several targets together, or one after the other, each as long as `ringTimeoutMs` says; default `together`. */
  readonly strategy?: 'together' | 'inTurn';
}

/** What `call.queue` takes. */
export interface CallQueueOptions extends QueueOptions, PassOptions {}
