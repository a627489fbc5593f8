import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../support/free-port.js';
import { pasteFile, readPasted } from '../support/paste-page.js';
import { pack, project } from './support/pack.js';
import { run } from './support/run.js';

const PAGE = 'docs/guides/coming-from/ding-dong.md';

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-ding-dong-'));
  tarball = await pack(tmpdir());
  const { devDependencies } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const pinned = ['tsyringe', 'reflect-metadata', 'typescript', '@types/node'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'two-lines', type: 'module' }));
  await run('npm', ['install', '--no-audit', '--no-fund', tarball, 'ding-dong@0.1.7', ...pinned], { cwd: folder });
  for (const pasted of await readPasted(PAGE)) if (pasted.kind === 'file') await pasteFile(pasted, folder);
  const readme = await readFile(join(project, 'README.md'), 'utf8');
  await writeFile(join(folder, 'tsconfig.json'), /^```json\n(.*?)^```/ms.exec(readme)?.[1] ?? '');
  await run('npx', ['--no', 'tsc'], { cwd: folder });
});

afterAll(async () => {
  for (const path of [folder, tarball]) await rm(path, { recursive: true, force: true });
});

/** A call to a server of the folder: what the caller saw, and what the server printed. */
async function call(file: string, script: string): Promise<string> {
  const port = await freePort();
  const server = spawn(process.execPath, [file], { cwd: folder, env: { ...process.env, PORT: String(port) } });
  let printed = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  try {
    await vi.waitFor(() => knock(port), { timeout: 10_000, interval: 50 });
    const args = ['--no', 'offhook', 'call', '--fast', '--script', script, `agi://127.0.0.1:${port}/orders`];
    // Of a server that never closes its connection the caller waits in vain.
    const seen = await run('npx', args, { cwd: folder, timeout: 8_000 }).catch(String);
    await vi.waitFor(() => expect(printed).toContain('cleaned up'), { timeout: 500 }).catch(() => undefined);
    return `${typeof seen === 'string' ? seen : seen.stdout}${printed}`;
  } finally {
    server.kill();
  }
}

async function knock(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}

const both = (script: string) => Promise.all([call('ding-dong.cjs', script), call('dist/main.js', script)]);

test('who types an order hears the same of both', async () => {
  for (const seen of await both('0012 w w')) {
    expect(seen).toContain('sets       ORDER=0012');
    expect(seen).toContain('hears      auth-thankyou');
  }
});

test.each([
  ['w 00 w w w w w', 'sets       ORDER=00\n'],
  ['w w w w w w', 'sets       ORDER=\n'],
])('an entry that is none (%s) is an order there, and is asked for again here', async (script, order) => {
  const [there, here] = await both(script);
  expect(there).toContain(order);
  expect(here).not.toContain('sets       ORDER');
  expect(here.match(/hears {6}agent-user/g)).toHaveLength(3);
});

test('who hangs up at once leaves a handler that waits for ever there, and is cleaned up after here', async () => {
  const [there, here] = await both('h');
  expect(there).not.toContain('cleaned up');
  expect(here).toContain('cleaned up');
  expect(here).toContain('by the caller');
});
