/* What callers say to the example in a process of its own, on a PostgreSQL server, when the one or the other breaks off. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DirectedCall } from '../support/directed-call.js';
import { PostgresServer } from './support/postgres-server.js';

const project = new URL('../..', import.meta.url).pathname;
const apps = new Set<ChildProcess>();
let server: PostgresServer;
let folder: string;

beforeAll(async () => {
  const compile = (config: string) =>
    promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-p', config], { cwd: project });
  server = await PostgresServer.make();
  await compile('tsconfig.build.json');
  await compile('example-app/tsconfig.json');
}, 300_000);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'company-outage-'));
});

afterEach(async () => {
  for (const app of apps) await kill(app);
  await rm(folder, { recursive: true });
});

afterAll(() => server?.remove());

/** Starts the example, and waits until it takes calls. */
async function start(recordings = folder): Promise<{ readonly app: ChildProcess; readonly port: number }> {
  const env = { ...process.env, DATABASE_URL: server.url, PORT: '0', RECORDINGS_FOLDER: recordings, NODE_OPTIONS: '' };
  const app = spawn(process.execPath, ['example-app/dist/main.js'], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  apps.add(app);
  for await (const line of createInterface({ input: app.stdout })) {
    const port = /listens on agi:\/\/[^:]*:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return { app, port: Number(port) };
  }
  throw new Error('The example did not start.');
}

async function kill(app: ChildProcess): Promise<void> {
  apps.delete(app);
  if (app.exitCode !== null || app.signalCode !== null) return;
  const gone = once(app, 'exit');
  app.kill('SIGKILL');
  await gone;
}

/** A call up to the message that Asterisk records now, and its file: for everybody to read. */
async function speaks(port: number) {
  const caller = await DirectedCall.dial(port, 'support');
  await caller.sees('GET DATA "support/options"');
  caller.presses('1');
  const name = /([\da-f-]{36})"/.exec(await caller.sees('RECORD FILE'))?.[1] ?? '';
  const file = join(folder, `${name}.wav`);
  await writeFile(file, Buffer.alloc(16_044));
  await chmod(file, 0o644);
  const modeOf = async () => ((await stat(file)).mode & 0o777).toString(8);
  return { caller, name, file, modeOf };
}

/** The same, up to the question whether the message is right. */
async function hasSpoken(port: number) {
  const spoken = await speaks(port);
  spoken.caller.presses('#', 1_000);
  await spoken.caller.sees('GET DATA "support/review"');
  return spoken;
}

async function isTicket(name: string): Promise<boolean> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const { rowCount } = await client.query('select from tickets where recording = $1', [name]);
  await client.end();
  return rowCount === 1;
}

/** Lets a file be as old as after the time that an app waits for Asterisk. */
async function ages(file: string): Promise<void> {
  const before = new Date(Date.now() - 11_000);
  await utimes(file, before, before);
}

const SOON = { timeout: 30_000, interval: 250 };

test('a caller whose app is killed while they speak has a ticket after the next start, and others cannot read it', async () => {
  const { app, port } = await start();
  const { name, file, modeOf } = await speaks(port);
  await kill(app);
  expect(await modeOf()).toBe('644');
  await ages(file);
  await start();
  expect(await isTicket(name)).toBe(true);
  expect(await modeOf()).toBe('600');
});

test('a caller whose app is killed while they judge their message has a ticket after the next start', async () => {
  const { app, port } = await start();
  const { name, file, modeOf } = await hasSpoken(port);
  expect(await modeOf()).toBe('600');
  await kill(app);
  await ages(file);
  await start();
  expect(await isTicket(name)).toBe(true);
});

test('what Asterisk still records when the app starts gets its ticket once it is complete', async () => {
  const { app, port } = await start();
  const { name, file } = await speaks(port);
  await kill(app);
  await start();
  expect(await isTicket(name)).toBe(false);
  await ages(file);
  await expect.poll(() => isTicket(name), SOON).toBe(true);
});

test('a caller who hangs up while the database is silent has a ticket when it answers again', async () => {
  const { port } = await start();
  const { caller, name } = await hasSpoken(port);
  server.freeze();
  try {
    caller.hangUp();
    await caller.closed;
  } finally {
    server.thaw();
  }
  await expect.poll(() => isTicket(name), SOON).toBe(true);
});

test('a caller who sends while there is no database goes to the operator, and has a ticket when there is one', async () => {
  // Nobody finds the file: the app knows of it by itself.
  const { port } = await start('/nowhere');
  const { caller, name } = await hasSpoken(port);
  await server.stop();
  caller.presses('1');
  for (const _ of [1, 2, 3]) await caller.sees('STREAM FILE "company/try-later"');
  await caller.sees('SET CONTEXT "operators"');
  await caller.closed;
  await server.start();
  await expect.poll(() => isTicket(name), SOON).toBe(true);
});

test('an app that cannot see the recordings opens tickets', async () => {
  const { port } = await start('/nowhere');
  const { caller, name } = await hasSpoken(port);
  caller.presses('1');
  await caller.sees('STREAM FILE "support/your-ticket"');
  expect(await isTicket(name)).toBe(true);
  caller.hangUp();
});
