import { mkdtemp, rm, stat, utimes, writeFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgiApp, provide } from 'offhook';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NOW } from '../src/config/clock.js';
import { CONFIG, environment } from '../src/config/config.js';
import { Recordings } from '../src/support/recordings.service.js';
import { Log } from './support/log.js';

const NOW_MS = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 24 * 3_600_000;
let folder: string;

const open = (settings: object = {}) =>
  createAgiApp(
    {
      controllers: [],
      providers: [
        provide(CONFIG).withConfiguration(environment, { RECORDINGS_FOLDER: folder, ...settings }),
        provide(NOW).withValue(() => new Date(NOW_MS)),
        Recordings,
      ],
    },
    { logger: new Log() },
  );

const record = async (name: string, daysAgo: number) => {
  await writeFile(join(folder, name), 'RIFF', { mode: 0o644 });
  await utimes(join(folder, name), new Date(), new Date(NOW_MS - daysAgo * DAY_MS));
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'company-recordings-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a recording is for its owner alone', async () => {
  const recordings = (await open()).get(Recordings);
  const name = recordings.newName();
  await record(`${name}.wav`, 0);
  expect(await recordings.protect(name)).toBe(true);
  expect((await stat(join(folder, `${name}.wav`))).mode & 0o777).toBe(0o600);
  expect(await recordings.protect(recordings.newName())).toBe(false);
});

test('a recording that nobody wants is gone, also when it was never there', async () => {
  const recordings = (await open()).get(Recordings);
  const name = recordings.newName();
  await record(`${name}.wav`, 0);
  await recordings.discard(name);
  await recordings.discard(recordings.newName());
  expect(await readdir(folder)).toEqual([]);
});

test('nothing looks for old recordings when the app is closed', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const app = await open();
    expect(vi.getTimerCount()).toBe(1);
    await app.close();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('Asterisk may know the folder by another name', async () => {
  const app = await open({ RECORDINGS_FOLDER: '/var/spool/there', RECORDINGS_SEEN_AT: folder });
  expect(app.get(Recordings).pathOf('a')).toBe('/var/spool/there/a');
});

test('what is older than the retention is gone when the app starts, and nothing else', async () => {
  const [old, young] = [crypto.randomUUID(), crypto.randomUUID()];
  await record(`${old}.wav`, 31);
  await record(`${young}.wav`, 29);
  await record('somebody-elses.wav', 99);
  const app = await open();
  expect(new Set(await readdir(folder))).toEqual(new Set([`${young}.wav`, 'somebody-elses.wav']));
  await app.close();
});
