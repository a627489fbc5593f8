import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { guardDerived, guardSignal } from '../../src/session/guarded-signal.js';

const accidents: unknown[] = [];
const onAccident = (error: unknown) => void accidents.push(error);

beforeEach(() => {
  accidents.length = 0;
  process.on('uncaughtException', onAccident).on('unhandledRejection', onAccident).on('warning', onAccident);
});
afterEach(async () => {
  // Node tells of them a turn later.
  await sleep(0);
  process.off('uncaughtException', onAccident).off('unhandledRejection', onAccident).off('warning', onAccident);
  expect(accidents).toEqual([]);
});

function guarded() {
  const controller = new AbortController();
  const failures: string[] = [];
  const signal = guardSignal(controller.signal, (error) => void failures.push(String(error)));
  return { controller, signal, failures };
}

const fail = (why: string) => () => {
  throw new Error(why);
};

test('what a listener throws is reported, and the others are called', async () => {
  const { controller, signal, failures } = guarded();
  const called = vi.fn();
  signal.addEventListener('abort', fail('one'));
  signal.addEventListener('abort', { handleEvent: fail('two') });
  // As JavaScript allows.
  const rejects = (async () => fail('three')()) as () => void;
  signal.addEventListener('abort', rejects);
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the other way to listen
  signal.onabort = fail('four');
  signal.addEventListener('abort', called);
  controller.abort();
  await sleep(0);
  expect(failures.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Error: four',
    'Error: one',
    'Error: three',
    'Error: two',
  ]);
  expect(called).toHaveBeenCalledTimes(1);
});

test('a listener is called once with the signal, however often it was added, and not when it was removed', () => {
  const { controller, signal } = guarded();
  const seen: unknown[] = [];
  function listener(this: unknown, event: Event) {
    seen.push(this, event.target);
  }
  const removed = vi.fn();
  signal.addEventListener('abort', listener);
  signal.addEventListener('abort', listener);
  signal.addEventListener('abort', removed);
  signal.removeEventListener('abort', removed);
  controller.abort();
  controller.abort();
  expect(seen).toEqual([signal, signal]);
  expect(removed).not.toHaveBeenCalled();
});

test('it is a signal for Node and for fetch', async () => {
  const { controller, signal } = guarded();
  expect(signal).toBeInstanceOf(AbortSignal);
  const any = AbortSignal.any([signal, new AbortController().signal]);
  const timer = sleep(60_000, undefined, { signal });
  const fetched = fetch('http://127.0.0.1:9/', { signal });
  const reason = new Error('over');
  const ended = Promise.allSettled([timer, fetched]);
  controller.abort(reason);
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(any.reason).toBe(reason);
  expect(() => signal.throwIfAborted()).toThrow(reason);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('it has room for more listeners than ten', () => {
  const { signal } = guarded();
  for (let listener = 0; listener < 20; listener++) signal.addEventListener('abort', () => undefined);
  expect(getEventListeners(signal, 'abort')).toHaveLength(20);
});

test('a signal made of it is guarded in the same way, and one of another is left alone', () => {
  const { controller, signal, failures } = guarded();
  const like = guardDerived(AbortSignal.any([signal]), signal);
  like.addEventListener('abort', fail('one'));
  controller.abort();
  expect(failures).toEqual(['Error: one']);
  const other = new AbortController().signal;
  expect(
    Object.keys(Object.getOwnPropertyDescriptors(guardDerived(other, new AbortController().signal))),
  ).not.toContain('addEventListener');
});

test('what is no listener is refused, or passed over, as Node does it', () => {
  const { controller, signal } = guarded();
  const plain = new AbortController().signal;
  const outcome = (to: AbortSignal, listener: unknown) => {
    const said = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    try {
      return [to.addEventListener('abort', listener as never), said.mock.calls.length];
    } catch (error) {
      return String(error);
    } finally {
      said.mockRestore();
    }
  };
  for (const listener of [null, undefined, 5, 'f']) expect(outcome(signal, listener)).toEqual(outcome(plain, listener));
  controller.abort();
});
