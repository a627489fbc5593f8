import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { LINE_LIMIT } from '../../src/core/line.js';
import { noop } from '../../src/core/commands/log.js';
import { setVariable } from '../../src/core/commands/variables.js';
import type { AgiLink } from '../../src/core/link.js';
import { HangUpError } from '../../src/errors/hang-up-error.js';
import { CallSession } from '../../src/session/call-session.js';
import { AgiEnvironment } from '../../src/session/environment.js';
import { settle } from '../core/support/fake-link.js';

/** A session whose environment was read, and its connection. */
function openCall() {
  const done: string[] = [];
  const link: AgiLink = {
    peer: '10.0.0.7:4000',
    open: () => undefined,
    send: (line) => void done.push(line),
    end: () => void done.push('end'),
    destroy: () => void done.push('destroy'),
  };
  let nowMs = 1_000.4;
  const clock = { nowMs: () => nowMs, after: () => () => undefined };
  const session = new CallSession(link, new AgiEnvironment(''), {
    mark: 'mark',
    roundTripMs: 2,
    lineLimitBytes: LINE_LIMIT,
    clock,
  });
  const receive = (line: string) => session.received(Buffer.from(`${line}\n`));
  return { session, done, receive, at: (ms: number) => (nowMs = ms) };
}

const LAST = [setVariable('WHY', 'gone')];
const LAST_LINES = 'SET VARIABLE "WHY" "gone"\nfailure\n';

describe('a call', () => {
  test('says who is at the other end, and lasts whole milliseconds', () => {
    const { session, at } = openCall();
    expect([session.peer, session.durationMs]).toEqual(['10.0.0.7:4000', 0]);
    at(1_002);
    expect(session.durationMs).toBe(2);
  });

  test('says after which time it was answered, once it was', async () => {
    const { session, receive, at } = openCall();
    const answering = session.channel.answer();
    expect(session.answeredAfterMs).toBeUndefined();
    at(1_250.6);
    receive('200 result=0');
    await answering;
    at(9_000);
    expect(session.answeredAfterMs).toBe(250);
    expect(session.liveCommands).toBe(1);
  });

  test('aborts its signal when it is over, also one that is asked for later', async () => {
    const { session } = openCall();
    const { signal } = session;
    expect([signal.aborted, session.signal === signal]).toEqual([false, true]);
    session.hangUp('drained');
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toBe(session.over);
    expect(signal.reason).toBeInstanceOf(HangUpError);

    const late = openCall().session;
    late.hangUp('drained');
    expect(late.signal.reason).toBe(late.over);
  });

  test('starts what waits for its end then, or at once, and only the last that was named', () => {
    const { session } = openCall();
    const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
    session.whenOver({ start: first });
    session.whenOver({ start: second });
    session.whenOver(undefined);
    session.whenOver({ start: second });
    expect(second).not.toHaveBeenCalled();
    session.hangUp('drained');
    session.whenOver({ start: third });
    expect([first, second, third].map((start) => start.mock.calls.length)).toEqual([0, 1, 1]);
  });
});

describe('a call that failed', () => {
  test('tells Asterisk so, behind its last words', () => {
    const { session, done } = openCall();
    session.fail(LAST);
    expect(done).toEqual([LAST_LINES]);
  });

  test('tells it so after a drain too, when Asterisk still listens', () => {
    const { session, done } = openCall();
    session.hangUp('drained');
    session.fail();
    expect(done).toEqual(['failure\n']);
  });

  test.each<[string, (call: ReturnType<typeof openCall>) => unknown]>([
    ['the caller has left', ({ receive }) => receive('HANGUP')],
    ['the app ended it', ({ session }) => session.hangUp('app')],
    ['Asterisk has not kept to the protocol', ({ receive }) => receive('what is this')],
    ['the connection is closed', ({ session }) => session.closed()],
    ['it was drained and the connection is closed', ({ session }) => (session.hangUp('drained'), session.closed())],
    ['it was handed back', ({ session }) => session.handBack([])],
    ['Asterisk owes an answer', ({ session }) => void session.channel.send(noop()).catch(() => undefined)],
  ])('says nothing when %s', (_, happens) => {
    const call = openCall();
    happens(call);
    const before = [...call.done];
    call.session.fail(LAST);
    expect(call.done).toEqual(before);
  });
});

describe('a call that is handed back', () => {
  test('leaves its last words behind, once, and hears nothing more', async () => {
    const { session, done, receive } = openCall();
    const waiting = session.channel.send(noop()).catch((error: unknown) => error);
    const before = done.length;
    session.handBack(LAST);
    session.handBack(LAST);
    expect(done.slice(before).join('')).toBe(LAST_LINES);
    const { over } = session;
    expect(over).toMatchObject({ reason: 'connectionLost' });
    await expect(waiting).resolves.toBeInstanceOf(HangUpError);
    receive('HANGUP');
    session.closed(new Error('reset'));
    await session.end();
    expect(session.over).toBe(over);
  });

  test('does not fail as well, although it was drained before', () => {
    const { session, done } = openCall();
    session.hangUp('drained');
    session.handBack([]);
    session.fail();
    expect(done).toEqual(['failure\n']);
  });

  test('says nothing into a connection that is closed', () => {
    const { session, done } = openCall();
    session.closed();
    session.handBack(LAST);
    expect(done).toEqual([]);
  });
});

describe('the end of a session', () => {
  test('waits until Asterisk closes, and hears nothing of what it still says', async () => {
    const { session, done, receive } = openCall();
    const ended = vi.fn();
    const ending = session.end().then(ended);
    await session.end();
    receive('HANGUP');
    await settle();
    expect([done, ended.mock.calls.length, session.over]).toEqual([['end'], 0, undefined]);
    session.closed();
    await ending;
    expect([done, session.over]).toEqual([['end'], expect.objectContaining({ reason: 'app' })]);
  });

  test('drops the connection after a second', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { session, done } = openCall();
    const ending = session.end();
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toEqual(['end']);
    await vi.advanceTimersByTimeAsync(1);
    await ending;
    expect(done).toEqual(['end', 'destroy']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves no timer behind when Asterisk closes in time, and asks nothing of a connection that is closed', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const first = openCall();
    const ending = first.session.end();
    first.session.closed();
    await ending;
    const second = openCall();
    second.session.closed();
    await second.session.end();
    expect([first.done, second.done, vi.getTimerCount()]).toEqual([['end'], [], 0]);
  });
});
