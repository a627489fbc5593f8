import type { CallOutcome } from 'offhook';

/** What the app did in one call, as its own code saw it. */
export interface CallNotes {
  /** Services and controllers of the call, in the order in which they were made. */
  readonly made: string[];
  readonly disposed: string[];
  /** Classes whose `@OnHangup` ran. */
  readonly hungUp: string[];
  /** Services of the call that were told how it ended. */
  readonly told: string[];
  /** What `onCallEnd` of a service of the app got. */
  readonly outcomes: CallOutcome[];
  /** What was read, and what it should have been. */
  readonly reads: { readonly what: string; readonly got: string | undefined; readonly wanted: string }[];
  running: number;
}

/** What the app did in all calls of a run. */
export class Ledger {
  /** Questions that the database never answers: whoever asked them never comes back. */
  unanswered = 0;
  /** Questions that the database is still working on: its timers are none of the app's. */
  atWork = 0;
  readonly calls = new Map<string, CallNotes>();

  of(id: string): CallNotes {
    const known = this.calls.get(id);
    if (known !== undefined) return known;
    const notes: CallNotes = { made: [], disposed: [], hungUp: [], told: [], outcomes: [], reads: [], running: 0 };
    this.calls.set(id, notes);
    return notes;
  }

  /** A database that takes its time. */
  async slowly(ms: number): Promise<void> {
    this.atWork++;
    await new Promise<void>((resolve) => void setTimeout(resolve, ms));
    this.atWork--;
  }

  /** Counts a handler that has not come back. */
  async during<T>(id: string, work: () => Promise<T>): Promise<T> {
    const notes = this.of(id);
    notes.running++;
    try {
      return await work();
    } finally {
      notes.running--;
    }
  }
}
