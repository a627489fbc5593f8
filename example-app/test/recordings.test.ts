import { mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgiApp, provide } from 'offhook';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NOW } from '../src/config/clock.js';
import { CONFIG, environment } from '../src/config/config.js';
import { Recordings } from '../src/support/recordings.service.js';
import { Log } from './support/log.js';

const NOW_MS = Date.UTC(2026, 0, 5, 9);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let folder: string;

const open = (settings: object = {}, logger = new Log()) =>
  createAgiApp(
    {
      controllers: [],
      providers: [
        provide(CONFIG).withConfiguration(environment, { RECORDINGS_FOLDER: folder, ...settings }),
        provide(NOW).withValue(() => new Date(NOW_MS)),
        Recordings,
      ],
    },
    { logger },
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

test('a recording of another user is not protected, and breaks no call', async () => {
  const recordings = (await open()).get(Recordings);
  const name = recordings.newName();
  // Whose mode not even root can change.
  await symlink('/proc/self/status', join(folder, `${name}.wav`));
  expect(await recordings.protect(name)).toBe(false);
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

test('what gets too old while the app runs is gone within an hour', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const app = await open();
    await record(`${crypto.randomUUID()}.wav`, 31);
    vi.advanceTimersByTime(HOUR_MS);
    await expect.poll(() => readdir(folder)).toEqual([]);
    await app.close();
  } finally {
    vi.useRealTimers();
  }
});

test('a folder that is not there is told when the app starts', async () => {
  const log = new Log();
  await open({ RECORDINGS_SEEN_AT: '/nowhere' }, log);
  expect(log.lines.join()).toMatch(/error .*RECORDINGS_SEEN_AT/);
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
