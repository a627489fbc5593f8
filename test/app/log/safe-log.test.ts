import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger, type Logger } from 'offhook';
import type { LogOptions } from 'offhook/types';
import { SafeLog } from '../../../src/app/log/safe-log.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
const accidents: unknown[] = [];
const onAccident = (error: unknown) => void accidents.push(error);

beforeEach(() => {
  warn.mockClear();
  process.on('unhandledRejection', onAccident).on('uncaughtException', onAccident);
});
afterEach(async () => {
  await sleep(0);
  process.off('unhandledRejection', onAccident).off('uncaughtException', onAccident);
  expect(accidents.splice(0)).toEqual([]);
});

const fail = () => {
  throw new Error('no disk\u001b[2J');
};
/** As a logger of a user can be, whatever the types say. */
const logger = (methods: object) => methods as Logger;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

test.each([
  ['throws', fail],
  ['is async and rejects', async () => fail()],
  ['is missing', undefined],
])('a logger whose every method %s harms nobody, and each line is counted', async (_, method) => {
  const methods = Object.fromEntries(LEVELS.map((name) => [name, method]));
  const log = SafeLog.of(logger({ ...methods, child: () => logger(methods), isLevelEnabled: fail }));
  for (const level of LEVELS) log[level]({ id: 7 }, 'sentence');
  log.child({ call: '1' }).error('sentence');
  expect(() => log.isLevelEnabled('trace')).not.toThrow();
  await sleep(0);
  expect(log.linesDropped).toBe(6);
  expect(warn).toHaveBeenCalledTimes(1);
  const [said] = warn.mock.lastCall ?? [];
  expect(said).toMatch(/^The logger failed, and its line was lost/);
  expect(said).not.toContain('\u001b');
});

test('a logger that can make no child says its lines all the same', () => {
  const recorded = new RecordingLogger();
  const log = SafeLog.of(Object.assign(recorded, { child: fail }));
  log.child({ call: '1' }).info('sentence');
  expect(recorded.lines).toHaveLength(1);
  expect(log.linesDropped).toBe(0);
});

test('a console is a logger', () => {
  const lines: unknown[][] = [];
  const log = SafeLog.of(logger({ info: (...line: unknown[]) => void lines.push(line) }));
  log.child({ call: '1' }).info({ id: 7 }, 'sentence');
  expect(lines).toEqual([[{ id: 7 }, 'sentence']]);
});

test('a logger gets the fields that it was given, and an error that it can write', () => {
  const recorded = new RecordingLogger();
  const log = SafeLog.of(recorded);
  const fields = { id: 7 };
  log.child({ call: '1' }).info(fields, 'sentence');
  log.error({ err: Object.freeze(new RangeError('frozen')) }, 'failed');
  log.warn('alone');
  expect(recorded.lines.map(({ level, message }) => [level, message])).toEqual([
    ['info', 'sentence'],
    ['error', 'failed'],
    ['warn', 'alone'],
  ]);
  expect(recorded.lines[0]?.fields).toEqual({ call: '1', id: 7 });
  const err = recorded.lines[1]?.fields['err'];
  expect(err).toBeInstanceOf(RangeError);
  expect(Object.isExtensible(err)).toBe(true);
});

test('one that is safe is not wrapped again', () => {
  const log = createLogger({ to: { write: () => true } });
  expect(SafeLog.of(log)).toBe(log);
  expect(SafeLog.of(log.child({}))).toBeInstanceOf(SafeLog);
});

/** A logger that writes to such a thing, and how many lines it lost. */
function writingTo(to: NonNullable<LogOptions['to']>) {
  const log = createLogger({ pretty: false, to });
  return { log, lost: () => SafeLog.of(log).linesDropped };
}

test('what a log is written to may throw, reject or tell of an error', async () => {
  const throwing = writingTo({ write: fail });
  throwing.log.info('x');
  expect(throwing.lost()).toBe(1);
  const rejecting = writingTo({ write: async () => fail() });
  rejecting.log.info('x');
  await sleep(0);
  expect(rejecting.lost()).toBe(1);
  let tell: (error: Error) => void = () => undefined;
  const stream = writingTo({ write: () => true, on: (_, listener) => (tell = listener) });
  tell(new Error('ENOSPC'));
  expect(stream.lost()).toBe(1);
});

test.each([false, true])('a hostile error is a line of the log (pretty: %s)', (pretty) => {
  let text = '';
  const log = createLogger({ pretty, to: { write: (line) => (text += line) } });
  log.error({ err: Object.freeze(new Error('frozen')) }, 'failed');
  log.error(new Proxy(new Error('x'), { get: fail, getPrototypeOf: fail }), 'a proxy');
  log.error({ err: new AggregateError([Object.seal(new Error('inside'))], 'several') }, 'failed');
  for (const said of ['frozen', 'a proxy', 'inside', 'several']) expect(text).toContain(said);
  expect(text.split('\n').filter((line) => line.includes('failed'))).toHaveLength(2);
  expect(SafeLog.of(log).linesDropped).toBe(0);
});

test('a field that cannot be written leaves the rest of its line', () => {
  let text = '';
  const log = createLogger({ pretty: false, to: { write: (line) => (text += line) } });
  const row = {
    get name() {
      return fail();
    },
  };
  log.info({ id: 7, row, proxy: new Proxy({}, { ownKeys: fail, get: fail }) }, 'sentence');
  expect(JSON.parse(text)).toMatchObject({ msg: 'sentence', id: 7, row: '[unreadable]', proxy: '[unreadable]' });
  expect(SafeLog.of(log).linesDropped).toBe(0);
});

test.each([0, -1, 1.5, Number.NaN])('mostWaitingBytes: %s is no number of bytes', (mostWaitingBytes) => {
  expect(() => createLogger({ mostWaitingBytes })).toThrow('[AGI_OPTION]');
});
