import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEFT_OUT, OWN_CALLS } from './own-calls.js';

const example = new URL('../../../example-app/test/', import.meta.url).pathname;
const here = import.meta.dirname;

test('every scenario of the example is played here', async () => {
  for (const file of readdirSync(`${example}scenarios`)) {
    // A module whose names are not known here.
    const module = (await import(`${example}scenarios/${file}`)) as Readonly<Record<string, unknown>>;
    const values = Object.values(module).filter((value) => typeof value === 'object' && value !== null);
    const single = values.filter((value) => 'talk' in value);
    const inTurn = new Set<unknown>(Object.values(OWN_CALLS).flatMap((calls) => calls.map(({ scenario }) => scenario)));
    expect(single.filter((scenario) => !inTurn.has(scenario))).toEqual([]);
    if (values.length > single.length) {
      const played = file.replace(/\.ts$/, '.asterisk.test.ts');
      expect(existsSync(`${here}/${played}`) ? '' : `${file} has no ${played}`).toBe('');
    }
  }
});

test('every test of the example that calls by itself is played here, or left out with a reason', () => {
  const files = readdirSync(example).filter((file) => file.endsWith('.test.ts'));
  const texts = files
    .map((file) => readFileSync(`${example}${file}`, 'utf8'))
    .filter((text) => text.includes('openLine('));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/^test(?:\.each\([^)]*\))?\(\s*'([^']+)'/gm)].map(([, name]) => name),
  );
  expect(new Set(names)).toEqual(new Set([...Object.keys(OWN_CALLS), ...Object.keys(LEFT_OUT)]));
});
