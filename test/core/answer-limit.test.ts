import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as table from '../../src/core/commands/index.js';
import type { CommandRow } from '../../src/core/commands/define-command.js';
import { exec, getVariable, noop, setVariable, streamFile } from '../../src/core/commands/index.js';
import { ProtocolError } from '../../src/errors/offhook-error.js';
import { fakeCall, watch } from './support/fake-link.js';

const LIMIT_MS = 30_000;
const rows: readonly CommandRow[] = Object.values(table);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an answer that does not come', () => {
  test('to a command that Asterisk answers at once ends the call as a protocol error that says so', async () => {
    const { channel, link, over, wire } = fakeCall();
    const late = watch(channel.send(getVariable('A')));
    const waiting = watch(channel.send(streamFile('b')));
    link.receive('200 res');
    await vi.advanceTimersByTimeAsync(LIMIT_MS - 1);
    expect(late.outcome).toEqual({ kind: 'pending' });
    await vi.advanceTimersByTimeAsync(2);
    const sentence =
      /^The connection was closed because of GET FULL VARIABLE "\$\{A\}": no answer came within 30000 ms\. Received "200 res"\. .* \[AGI_NO_ANSWER\]$/;
    expect(over.map(({ message }) => message)).toEqual([expect.stringMatching(sentence)]);
    expect(wire.over).toBeInstanceOf(ProtocolError);
    expect(late.outcome).toEqual({ kind: 'error', error: wire.over });
    expect(waiting.outcome).toEqual({ kind: 'error', error: wire.over });
    expect(link.isDestroyed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('to a sound, a wait or an application is waited for as long as it takes', async () => {
    const { channel, link, over } = fakeCall();
    const sound = watch(channel.send(streamFile('hymn')));
    const behind = watch(channel.send(noop()));
    await vi.advanceTimersByTimeAsync(LIMIT_MS * 100);
    link.receiveLines('200 result=0 endpos=1');
    await vi.advanceTimersByTimeAsync(0);
    expect(sound.outcome).toMatchObject({ kind: 'value' });
    link.receiveLines('200 result=0');
    await vi.advanceTimersByTimeAsync(0);
    expect(behind.outcome).toMatchObject({ kind: 'value' });
    void watch(channel.send(exec('Dial', 'PJSIP/ann')));
    await vi.advanceTimersByTimeAsync(LIMIT_MS * 100);
    expect(over).toEqual([]);
  });

  test('to what cuts a sound ends the call: a peer that has died says nothing', async () => {
    const { channel, link, over } = fakeCall();
    // It comes in pieces.
    link.send = () => undefined;
    const played = watch(channel.playUntil(['hymn'], Promise.resolve('done')));
    await vi.advanceTimersByTimeAsync(LIMIT_MS - 100);
    expect(played.outcome).toEqual({ kind: 'pending' });
    await vi.advanceTimersByTimeAsync(200);
    expect(over).toMatchObject([{ code: 'AGI_NO_ANSWER' }]);
    expect(played.outcome).toMatchObject({ kind: 'error', error: { code: 'AGI_NO_ANSWER' } });
    expect(link.isDestroyed).toBe(true);
  });

  test('is counted from the command, not from one before it that was answered', async () => {
    const { channel, link, over } = fakeCall();
    for (const _ of [1, 2, 3, 4]) {
      void watch(channel.send(noop()));
      await vi.advanceTimersByTimeAsync(LIMIT_MS * 0.9);
      link.receiveLines('200 result=0');
      await vi.advanceTimersByTimeAsync(LIMIT_MS * 0.05);
    }
    void watch(channel.send(setVariable('A', '1')));
    await vi.advanceTimersByTimeAsync(LIMIT_MS - 10);
    expect(over).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(over).toHaveLength(1);
  });

  test('shows nothing of a masked command', async () => {
    const { channel, link, over } = fakeCall();
    void watch(channel.send(setVariable('PIN', '4711'), { masked: true }));
    link.receive('4711');
    await vi.advanceTimersByTimeAsync(LIMIT_MS + 1);
    expect(over[0]?.message).toContain(
      'because of SET VARIABLE [masked]: no answer came within 30000 ms. Received "[mas',
    );
    expect(JSON.stringify(over[0])).not.toContain('4711');
  });

  test('is read first where the process itself stood still', async () => {
    const { channel, link, over } = fakeCall();
    const command = watch(channel.send(noop()));
    // As Node does it: the timer that is late runs, the socket is read, and what was put off comes last.
    vi.advanceTimersByTime(LIMIT_MS);
    link.receiveLines('200 result=0');
    await vi.advanceTimersByTimeAsync(LIMIT_MS * 2);
    expect(command.outcome).toMatchObject({ kind: 'value' });
    expect(over).toEqual([]);
  });
});

test('one timer serves all commands of a call, and none is left when it is over', async () => {
  const { channel, link } = fakeCall();
  for (let i = 0; i < 100; i++) {
    void watch(channel.send(noop()));
    link.receiveLines('200 result=0');
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
  }
  link.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('the commands that Asterisk answers at once', () => {
  const verbs = rows.filter(({ answersAtOnce }) => answersAtOnce).map(({ verb }) => verb);
  expect(verbs.toSorted()).toEqual([
    'ANSWER',
    'ASYNCAGI BREAK',
    'CHANNEL STATUS',
    'DATABASE DEL',
    'DATABASE DELTREE',
    'DATABASE GET',
    'DATABASE PUT',
    'GET FULL VARIABLE',
    'GET VARIABLE',
    'HANGUP',
    'NOOP',
    'SEND IMAGE',
    'SEND TEXT',
    'SET AUTOHANGUP',
    'SET CALLERID',
    'SET CONTEXT',
    'SET EXTENSION',
    'SET MUSIC',
    'SET PRIORITY',
    'SET VARIABLE',
    'TDD MODE',
    'VERBOSE',
  ]);
});
