import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const EXPECTED = /^\s*\/\/ @ts-expect-error (.+)$/;

const source = await readFile(join(import.meta.dirname, 'mistakes.test-d.ts'), 'utf8');
const lines = source.split('\n');
// The sentence of a comment, and the line below it that the compiler complains about.
const mistakes = lines.flatMap((line, i) => {
  const sentence = EXPECTED.exec(line)?.[1];
  return sentence === undefined ? [] : [{ sentence, line: i + 2, code: lines[i + 1]?.trim() }];
});

let complaints: ReadonlyMap<number, string>;

/** What tsc says about the file when nobody tells it to expect errors: line → text. */
async function complaintsOf(text: string): Promise<Map<number, string>> {
  const cache = join(ROOT, '.cache');
  await mkdir(cache, { recursive: true });
  // As deep as the original, so that its imports are found.
  const folder = await mkdtemp(join(cache, 'mistakes-'));
  try {
    await writeFile(join(folder, 'mistakes.ts'), text);
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: [], files: ['mistakes.ts'] }),
    );
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const run = promisify(execFile)(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    const found = new Map<number, string>();
    // A complaint begins with its place; its further lines are indented.
    for (const complaint of stdout.split(/\n(?! )/)) {
      const line = Number(/^(?:\S*\/)?mistakes\.ts\((\d+),/.exec(complaint)?.[1]);
      if (line > 0) found.set(line, (found.get(line) ?? '') + complaint.replaceAll('\\"', '"'));
    }
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
}

beforeAll(async () => {
  complaints = await complaintsOf(source.replaceAll('// @ts-expect-error', '// mistake:'));
}, 60_000);

describe('the editor quotes our sentence', () => {
  test('for 15 mistakes at least', () => expect(mistakes.length).toBeGreaterThanOrEqual(15));

  test.each(mistakes)('$sentence: $code', ({ sentence, line }) => {
    expect(complaints.get(line)).toContain(sentence);
  });

  test('and says nothing else', () => {
    const expected = new Set(mistakes.map(({ line }) => line));
    expect([...complaints].filter(([line]) => !expected.has(line))).toEqual([]);
  });
});
