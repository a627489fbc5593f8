import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltFixture, buildFixture } from '../support/build-fixture.js';

let fixture: BuiltFixture;

beforeAll(async () => void (fixture = await buildFixture('ends')));
afterAll(() => fixture.remove());

/** Lets the app end so. @returns what its log says, and its exit code */
async function ended(
  way: string,
): Promise<{ readonly lines: readonly Record<string, unknown>[]; readonly code: number }> {
  const child = spawn(process.execPath, [fixture.path, way], { stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close') as Promise<[number]>;
  // The pipe is full by then: whoever reads the log may be slow.
  await sleep(100);
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  const [code] = await closed;
  const lines = text.split('\n').slice(0, -1);
  return { lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), code };
}

test.concurrent.each([
  ['by process.exit() of the app', 'exit', 7],
  ['by an error that nobody catches', 'throw', 1],
  ['by a promise that nobody catches', 'reject', 1],
  ['by SIGTERM, after it has drained', 'SIGTERM', 0],
  ['because nothing is left to do', 'nothing', 0],
])('no line of the log is lost when the process ends %s', async (_how, way, exitCode) => {
  const { lines, code } = await ended(way);
  const many = lines.filter(({ msg }) => msg === 'one of many').map(({ line }) => line);
  expect(many).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 1));
  expect(code).toBe(exitCode);
  if (way === 'SIGTERM') expect(lines.at(-1)).toMatchObject({ msg: 'closed', callsCut: 0 });
});
