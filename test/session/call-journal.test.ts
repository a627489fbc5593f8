import { expect, test } from 'vitest';
import { CallJournal } from '../../src/session/call-journal.js';
import type { Happening } from '../../src/session/journal.js';

test('is heard from the first listener to the end, so that nothing is made for nobody', () => {
  const journal = new CallJournal({ nowMs: () => 5, after: () => () => undefined }, { masked: (value) => value });
  const kinds: Happening['kind'][] = [];
  expect(journal.isHeard).toBe(false);
  journal.tell({ kind: 'visited', node: 'a' });
  journal.listen(
    ({ kind }) => void kinds.push(kind),
    () => expect.unreachable(),
  );
  expect(journal.isHeard).toBe(true);
  journal.tell({ kind: 'visited', node: 'b' });
  journal.tell({ kind: 'ended' } as Happening);
  expect(journal.isHeard).toBe(false);
  journal.tell({ kind: 'visited', node: 'c' });
  expect(kinds).toEqual(['visited', 'ended']);
});
