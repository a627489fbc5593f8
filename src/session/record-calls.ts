import type { CallListener, JournalEntry } from './journal.js';

/** One call from beginning to end, as plain data that may be kept: it holds no key or value of a masked question. */
export interface Journal {
  readonly version: 1;
  /** In the order in which things happened. */
  readonly entries: readonly JournalEntry[];
  /** Entries that were too many; the last one, the end, is always kept. */
  readonly dropped: number;
}

/** How calls are recorded. */
export interface JournalOptions {
  /** Entries that are kept of a call; default 2,000, from 2. */
  readonly mostEntries?: number;
}

const MAX_ENTRIES = 2_000;

/**
 * Records every call as a journal: for support, and to make a test of it (`offhook journal-to-test`).
 *
 * @param onCallEnd - gets the journal when the call is over; what it throws is logged
 * @param options - how much is kept
 * @returns a listener for the app's options
 * @example
 * const app = createAgiApp(AppModule, {
 *   listeners: [recordCalls((journal) => appendFile('calls.jsonl', `${JSON.stringify(journal)}\n`, { mode: 0o600 }))],
 * });
 */
export function recordCalls(
  onCallEnd: (journal: Journal) => void | Promise<void>,
  { mostEntries = MAX_ENTRIES }: JournalOptions = {},
): CallListener {
  return () => {
    const entries: JournalEntry[] = [];
    let dropped = 0;
    return (entry) => {
      const isEnd = entry.kind === 'ended';
      if (isEnd || entries.length < mostEntries - 1) entries.push(entry);
      else dropped++;
      return isEnd ? onCallEnd({ version: 1, entries: inOrder(entries), dropped }) : undefined;
    };
  };
}

/** @internal Entries are told when they are known: a sound at its end, a key when a question takes it. */
export const inOrder = (entries: readonly JournalEntry[]): readonly JournalEntry[] =>
  entries.toSorted((a, b) => a.atMs - b.atMs || rank(a) - rank(b));

/** A sound that the hang-up cut began before it, though it is told later. */
const rank = ({ kind }: JournalEntry) => (kind === 'ended' ? 2 : kind === 'hungUp' ? 1 : 0);
