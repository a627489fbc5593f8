import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { surviveUnawaitedHangUps } from '../../../src/app/server/unawaited-hang-ups.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const LEFT = new HangUpError('caller', 'hangupLine', 'STREAM FILE');
const FAULT = new TypeError('no such thing');

function process() {
  const target = new EventEmitter();
  const log = new RecordingLogger();
  // As much of a process as is used.
  const watch = () => surviveUnawaitedHangUps(target as unknown as NodeJS.Process, log);
  watch();
  return { log, watch, rejects: (reason: unknown) => target.emit('unhandledRejection', reason), target };
}

test('a hang-up that nobody awaits is a line in the log', () => {
  const { log, rejects } = process();
  rejects(LEFT);
  expect(log.at('warn')).toMatchObject([{ fields: { err: LEFT } }]);
});

test('any other rejection ends the process as before', () => {
  const { log, rejects } = process();
  expect(() => rejects(FAULT)).toThrow(FAULT);
  expect(log.at('warn')).toEqual([]);
});

test('with a second app in the process too', () => {
  const { rejects, watch } = process();
  watch();
  expect(() => rejects(FAULT)).toThrow(FAULT);
});

test('is left to whoever else looks after rejections', () => {
  const { rejects, target } = process();
  const seen: unknown[] = [];
  target.on('unhandledRejection', (reason) => seen.push(reason));
  rejects(FAULT);
  expect(seen).toEqual([FAULT]);
});
