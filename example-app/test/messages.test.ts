import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgiApp, provide } from 'offhook';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CONFIG, environment } from '../src/config/config.js';
import { Database, DatabaseDown } from '../src/database/database.js';
import { tickets } from '../src/database/schema.js';
import { Messages } from '../src/support/messages.service.js';
import { SupportModule } from '../src/support/support.module.js';
import { Tickets } from '../src/support/tickets.service.js';
import { freshDatabase } from './support/database.js';
import { Log } from './support/log.js';

const RETRY_MS = 10_000;
let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'company-messages-'));
  database = await freshDatabase();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The app, started on the folder. @param run - of the database; default: it works */
const start = (log = new Log(), run: Database['run'] = (work) => database.run(work)) =>
  createAgiApp({
    imports: [SupportModule],
    providers: [
      provide(CONFIG).withConfiguration(environment, { RECORDINGS_FOLDER: folder }),
      // The database, and what a test makes of it.
      provide(Database).withValue(Object.assign(Object.create(database) as Database, { run })),
    ],
    logger: log,
  }).start();

/** A file as Asterisk leaves it when nobody tells it what to do next. */
async function leave(secondsAgo: number): Promise<{ readonly name: string; readonly at: Date }> {
  const name = crypto.randomUUID();
  const file = join(folder, `${name}.wav`);
  const at = new Date(Math.floor(Date.now() / 1_000 - secondsAgo) * 1_000);
  await writeFile(file, Buffer.alloc(16_044), { mode: 0o644 });
  await utimes(file, at, at);
  return { name, at };
}

const opened = () =>
  database.run((tables) => tables.select({ name: tickets.recording, at: tickets.openedAt }).from(tickets));

test('what was said in a call that broke off has a ticket after the next start, and only its owner reads it', async () => {
  const log = new Log();
  const [left, written] = [await leave(60), await leave(1)];
  const app = await start(log);
  expect(await opened()).toEqual([left]);
  expect((await stat(join(folder, `${left.name}.wav`))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, `${written.name}.wav`))).mode & 0o777).toBe(0o644);
  expect(log.lines.join()).toContain(`info [{"recordings":["${left.name}"]}`);
  await app.close();
});

test('several apps that start at once, and start again, open one ticket for each message', async () => {
  const left = await Promise.all(Array.from({ length: 20 }, () => leave(60)));
  const names = left.map(({ name }) => name).toSorted();
  const startFour = async () => {
    for (const app of await Promise.all(Array.from({ length: 4 }, () => start()))) await app.close();
  };
  await startFour();
  expect((await opened()).map(({ name }) => name).toSorted()).toEqual(names);
  const app = await start();
  const before = await app.get(Tickets).open('before');
  await startFour();
  // Their numbers have six digits: none is spent on a message that has one.
  expect(Number(await app.get(Tickets).open('after'))).toBe(Number(before) + 1);
  await app.close();
});

test('what becomes complete while the app runs gets its ticket within seconds', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const app = await start();
    const left = await leave(60);
    vi.advanceTimersByTime(RETRY_MS);
    await expect.poll(opened).toEqual([left]);
    await app.close();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('a database that is away does not lose what lies in the folder, and is told once', async () => {
  const log = new Log();
  let isAway = true;
  const left = await leave(60);
  const app = await start(log, (work) => (isAway ? Promise.reject(new DatabaseDown('gone')) : database.run(work)));
  const messages = app.get(Messages);
  await messages.catchUp();
  expect(await opened()).toEqual([]);
  expect(log.lines.filter((line) => /error .*messages wait for their tickets/.test(line))).toHaveLength(1);
  isAway = false;
  await messages.catchUp();
  expect(await opened()).toEqual([left]);
  await app.close();
});

test('without the folder a message gets its ticket all the same', async () => {
  await rm(folder, { recursive: true });
  const log = new Log();
  let isAway = true;
  const app = await start(log, (work) => (isAway ? Promise.reject(new DatabaseDown('gone')) : database.run(work)));
  const messages = app.get(Messages);
  await messages.keep('one');
  await expect(messages.openTicket('two')).rejects.toThrow(DatabaseDown);
  isAway = false;
  await messages.catchUp();
  await messages.keep('three');
  expect((await opened()).map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  await app.close();
  expect(log.lines.join()).not.toContain('have no ticket yet');
});

test('an app that stops tries once more, and names the messages that still have no ticket', async () => {
  const log = new Log();
  let isAway = true;
  const run: Database['run'] = (work) => (isAway ? Promise.reject(new DatabaseDown('gone')) : database.run(work));
  const app = await start(log, run);
  await app.get(Messages).keep('lost');
  await app.close();
  expect(log.lines.join()).toMatch(/error .*\["lost"\].*have no ticket yet/);
  const other = await start(log, run);
  await other.get(Messages).keep('found');
  isAway = false;
  await other.close();
  expect((await opened()).map(({ name }) => name)).toEqual(['found']);
});

test('once a message has its ticket, nobody asks for it again', async () => {
  await leave(60);
  let asked = 0;
  const app = await start(new Log(), (work) => (asked++, database.run(work)));
  const before = asked;
  await app.get(Messages).catchUp();
  expect(asked).toBe(before);
  await app.close();
});
