import { chmod, lutimes, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
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
  createAgiApp({
    controllers: [],
    providers: [
      provide(CONFIG).withConfiguration(environment, { RECORDINGS_FOLDER: folder, ...settings }),
      provide(NOW).withValue(() => new Date(NOW_MS)),
      Recordings,
    ],
    logger,
  }).start();

const record = async (name: string, daysAgo: number, bytes = 45) => {
  await writeFile(join(folder, name), Buffer.alloc(bytes), { mode: 0o644 });
  await utimes(join(folder, name), new Date(), new Date(NOW_MS - daysAgo * DAY_MS));
};
const SECONDS = 1 / (24 * 3_600);
const modeOf = async (file: string) => (await stat(join(folder, file))).mode & 0o777;
const isRoot = process.getuid?.() === 0;

/** As a user who may do nothing: of root's rights there are none that a test could take away. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.() ?? 0;
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(user);
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'company-recordings-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a recording is for its owner alone', async () => {
  const recordings = (await open()).get(Recordings);
  const name = recordings.newName();
  await record(`${name}.wav`, 0);
  expect(await recordings.protect(name)).toBe(true);
  expect(await modeOf(`${name}.wav`)).toBe(0o600);
  expect(await recordings.protect(recordings.newName())).toBe(false);
});

test.runIf(isRoot)('a recording of another user is not protected, is told once, and breaks nothing', async () => {
  const log = new Log();
  const recordings = (await open({}, log)).get(Recordings);
  const name = recordings.newName();
  await record(`${name}.wav`, 1);
  await chmod(folder, 0o755);
  const [isProtected, ...found] = await asNobody(async () => [
    await recordings.protect(name),
    await recordings.complete(),
    await recordings.complete(),
  ]);
  expect(isProtected).toBe(false);
  expect(found).toMatchObject([[{ name }], [{ name }]]);
  expect(await modeOf(`${name}.wav`)).toBe(0o644);
  expect(log.lines.filter((line) => /warn .*another user/.test(line))).toHaveLength(1);
});

test.runIf(isRoot).each([0o700, 0o744])(
  'a folder of mode %o of another user is told once, and again when it was right meanwhile',
  async (mode) => {
    const log = new Log();
    const recordings = (await open({}, log)).get(Recordings);
    const name = recordings.newName();
    await record(`${name}.wav`, 1);
    const complaints = () => log.lines.filter((line) => /error .*EACCES.*RECORDINGS_SEEN_AT/.test(line));
    await chmod(folder, mode);
    await asNobody(async () => {
      expect(await recordings.protect(name)).toBe(false);
      expect(await recordings.complete()).toEqual([]);
      expect(await recordings.removeOld()).toBe(0);
    });
    expect(complaints()).toHaveLength(1);
    expect(await recordings.complete()).toMatchObject([{ name }]);
    await asNobody(() => recordings.complete());
    expect(complaints()).toHaveLength(2);
  },
);

test('what nobody writes any more is complete, and protected', async () => {
  const recordings = (await open()).get(Recordings);
  const [said, quiet, written, silent] = [1, 2, 3, 4].map(() => recordings.newName());
  await record(`${said}.wav`, 2);
  await record(`${quiet}.wav`, 11 * SECONDS);
  await record(`${written}.wav`, 9 * SECONDS);
  await record(`${silent}.wav`, 1, 44);
  await record('somebody-elses.wav', 1);
  const [inside, link] = [`${crypto.randomUUID()}.wav`, `${crypto.randomUUID()}.wav`];
  await mkdir(join(folder, inside, 'with', 'more'), { recursive: true });
  // As long as a file in which something was said.
  await symlink(`/proc/self/${'./'.repeat(50)}status`, join(folder, link));
  const longAgo = new Date(NOW_MS - DAY_MS);
  for (const name of [inside, link]) await lutimes(join(folder, name), longAgo, longAgo);
  const found = await recordings.complete();
  expect(new Map(found.map(({ name, at }) => [name, Math.round((NOW_MS - at.getTime()) / 1_000)]))).toEqual(
    new Map([
      [said, 2 * 24 * 3_600],
      [quiet, 11],
    ]),
  );
  const modes = [said, quiet, silent, written].map((name) => modeOf(`${name}.wav`));
  expect(await Promise.all(modes)).toEqual([0o600, 0o600, 0o600, 0o644]);
  expect(await modeOf('somebody-elses.wav')).toBe(0o644);
  expect(await modeOf(inside)).not.toBe(0o600);
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
  expect(log.lines.filter((line) => /error .*ENOENT.*RECORDINGS_SEEN_AT/.test(line))).toHaveLength(1);
});

test('Asterisk may know the folder by another name', async () => {
  const app = await open({ RECORDINGS_FOLDER: '/var/spool/there', RECORDINGS_SEEN_AT: folder });
  expect(app.get(Recordings).folder).toBe('/var/spool/there');
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
