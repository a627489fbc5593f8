import { expect, test } from 'vitest';
import { type Journal, recordCalls } from '../../src/session/record-calls.js';
import type { EntryListener, JournalEntry } from '../../src/session/journal.js';

/** What is recorded of a call of so many entries, the last of which is its end. */
async function recorded(entries: readonly JournalEntry[], options?: { mostEntries: number }): Promise<Journal> {
  const journals: Journal[] = [];
  // It looks at nothing of the call.
  const listener = recordCalls((journal) => void journals.push(journal), options)(undefined as never) as EntryListener;
  for (const entry of entries) await listener(entry);
  expect(journals).toHaveLength(1);
  return journals[0] as Journal;
}

const visits = (count: number): JournalEntry[] =>
  Array.from({ length: count }, (_, atMs) => ({ kind: 'visited', node: `node ${atMs}`, atMs }));
const endAt = (atMs: number) => ({ kind: 'ended', atMs }) as JournalEntry;

test.each([
  ['two thousand entries', undefined, 2_000],
  ['as many as it is asked to', { mostEntries: 3 }, 3],
  ['the end alone is always kept', { mostEntries: 1 }, 1],
])('keeps %s of a call, and counts the others', async (_, options, most) => {
  const whole = await recorded([...visits(most - 1), endAt(5_000)], options);
  expect([whole.version, whole.entries.length, whole.dropped]).toEqual([1, most, 0]);
  const cut = await recorded([...visits(most + 1), endAt(5_000)], options);
  expect([cut.version, cut.entries.length, cut.dropped]).toEqual([1, most, 2]);
  expect(cut.entries.at(-1)).toEqual(endAt(5_000));
});

test('puts entries where they happened; at one time the hang-up is behind what it cut, and the end is last', async () => {
  const hungUp: JournalEntry = { kind: 'hungUp', by: 'caller', atMs: 20 };
  const [first, second] = [
    { kind: 'visited', node: 'first', atMs: 10 },
    { kind: 'visited', node: 'second', atMs: 20 },
  ] as const;
  // An entry that is told late, behind the hang-up that cut it.
  const { entries } = await recorded([hungUp, second, first, endAt(20)]);
  expect(entries).toEqual([first, second, hungUp, endAt(20)]);
});
