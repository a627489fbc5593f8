import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const page = await readFile(join(import.meta.dirname, '../docs/guides/dialogs.md'), 'utf8');
const code = await readFile(join(import.meta.dirname, 'types/peers.test-d.ts'), 'utf8');

/** The tables of the other systems: heading → rows. */
const tables = page
  .split(/^## /m)
  .slice(1)
  .map((part) => ({ system: part.split('\n')[0] ?? '', rows: part.split('\n').filter((line) => line.startsWith('|')) }))
  .filter(({ rows }) => rows[0]?.includes('| decorators |'));

/** Names in the code of the columns that are ours: options, decorators, what stands before a dot and behind it. */
const namesIn = (row: string) => {
  const ours = row.split('|').slice(2).join('|');
  const spans = [...ours.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll(/'[^']*'|\/.*\//g, ''));
  return spans.flatMap((span) => span.match(/@?[A-Za-z]{2,}/g) ?? []);
};

describe('docs/guides/dialogs.md', () => {
  test('has a table for each system that people come from', () => {
    const systems = tables.map(({ system }) => system.split(':')[0]);
    expect(systems).toEqual(['FreePBX', 'FreeSWITCH', 'PAGI', 'Adhearsion', 'VoiceXML']);
  });

  test.each(tables)('offers nothing to those of $system that does not exist', ({ rows }) => {
    const unknown = rows.slice(2).flatMap((row) => namesIn(row).filter((name) => !code.includes(name)));
    expect(unknown).toEqual([]);
  });

  test.each(tables)('says for each option of $system what it is here, in both columns', ({ rows }) => {
    const bare = rows.filter(
      (row) =>
        row.split('|').slice(1, -1).length !== 3 ||
        row
          .split('|')
          .slice(1, -1)
          .some((cell) => cell.trim() === ''),
    );
    expect(bare).toEqual([]);
  });
});
