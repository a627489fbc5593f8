import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';

import * as table from '../../src/core/commands/index.js';
import type { CommandRow } from '../../src/core/commands/define-command.js';
import { read } from '../../src/core/applications/read.js';
import {
  answer,
  databaseDel,
  getData,
  getFullVariable,
  getVariable,
  noop,
  setVariable,
} from '../../src/core/commands/index.js';
import { HangUpError } from '../../src/errors/hang-up-error.js';
import { LINE_LIMIT } from '../../src/core/line.js';
import { Wire } from '../../src/core/wire.js';
import { FakeLink, fakeCall, MARK, settle, watch } from './support/fake-link.js';
import { callMethod, methodNames, sampleArguments } from './support/sample-arguments.js';

const DEAD = '511 Command Not Permitted on a dead channel or intercept routine';

const rows: Readonly<Record<string, CommandRow>> = table;

describe('commands at the same time', () => {
  it('queue, and each gets its own answer', async () => {
    const { channel, link, wire } = fakeCall();
    const first = watch(channel.getVariable('A'));
    const second = watch(channel.streamFile('b'));
    const third = watch(channel.noop());
    expect(link.sent).toEqual(['GET FULL VARIABLE "${A}"']);
    link.receiveLines('200 result=1 (a)');
    await settle();
    expect(link.sent).toEqual(['GET FULL VARIABLE "${A}"', 'STREAM FILE "b" ""']);
    link.receiveLines('200 result=0 endpos=1');
    await settle();
    expect(link.sent[2]).toBe('NOOP');
    expect(wire.isIdle).toBe(false);
    link.receiveLines('200 result=0');
    await settle();
    expect([first.outcome, second.outcome, third.outcome]).toEqual([
      { kind: 'value', value: 'a' },
      { kind: 'value', value: { kind: 'finished', endSamples: 1 } },
      { kind: 'value', value: undefined },
    ]);
    expect(wire.isIdle).toBe(true);
  });

  it('go on where whoever is told of an answer throws', async () => {
    const { channel, link } = fakeCall();
    const told = {
      onEnded: () => {
        throw new Error('the log is full');
      },
    };
    const { done } = channel.begin(noop(), told);
    const next = watch(channel.noop());
    expect(() => link.receiveLines('200 result=0')).toThrow('the log is full');
    await expect(done).resolves.toBeUndefined();
    link.receiveLines('200 result=0');
    await settle();
    expect(next.outcome).toEqual({ kind: 'value', value: undefined });
  });

  it('let a command finish that asks for more before the next one is sent', async () => {
    const { channel, link } = fakeCall();
    const missing = watch(channel.streamFile('missing'));
    const next = watch(channel.noop());
    link.receiveLines('200 result=-1 endpos=0');
    await settle();
    expect(link.sent).toEqual(['STREAM FILE "missing" ""', 'CHANNEL STATUS']);
    link.receiveLines('200 result=6');
    await settle();
    expect(missing.outcome).toEqual({ kind: 'value', value: { kind: 'notPlayed', file: 'missing' } });
    expect(link.sent[2]).toBe('NOOP');
    link.receiveLines('200 result=0');
    await settle();
    expect(next.outcome.kind).toBe('value');
  });
});

describe('HANGUP', () => {
  it.each([
    ['in front of a reply', ['HANGUP', '200 result=-1 endpos=0']],
    ['behind a reply', ['200 result=-1 endpos=0', 'HANGUP']],
    ['in front of a 511', ['HANGUP', DEAD]],
  ])('%s rejects the command and says so once', async (_, lines) => {
    const { channel, link, over } = fakeCall();
    link.onLine = (line) => line === 'CHANNEL STATUS' && setImmediate(() => link.receiveLines(DEAD));
    const played = watch(channel.streamFile('a'));
    link.receiveLines(...lines);
    await settle();
    await settle();
    expect(played.outcome).toMatchObject({
      kind: 'error',
      error: { code: 'AGI_HANG_UP', reason: 'caller', command: 'STREAM FILE' },
    });
    expect(over).toHaveLength(1);
    expect(over[0]).toBeInstanceOf(HangUpError);
  });

  it('instead of a reply, with the connection closed behind it, rejects everything', async () => {
    const { channel, link, over } = fakeCall();
    const waiting = [watch(channel.waitForDigit()), watch(channel.noop()), watch(channel.answer())];
    link.receiveLines('HANGUP', 'HANGUP');
    await settle();
    // The command in flight may still be answered; one that a dead channel refuses is not kept waiting.
    expect(waiting.map((one) => one.outcome.kind)).toEqual(['pending', 'pending', 'error']);
    link.close();
    await settle();
    for (const { outcome } of waiting)
      expect(outcome).toMatchObject({ error: { code: 'AGI_HANG_UP', notice: 'hangupLine' } });
    expect(over).toHaveLength(1);
  });

  it('lets only the 13 commands through that Asterisk still carries out', async () => {
    const { channel, link } = fakeCall();
    link.receiveLines('HANGUP');
    const went: string[] = [];
    link.onLine = (line) => {
      went.push(line);
      setImmediate(() => link.receiveLines('510 Invalid or unknown command'));
    };
    for (const name of methodNames) {
      const before = went.length;
      const error = await callMethod(channel, name, sampleArguments[name]).catch((thrown: unknown) => thrown);
      expect.soft(went.length - before, name).toBe(rows[name]?.afterHangup ? 1 : 0);
      expect.soft(error, name).toMatchObject({ code: rows[name]?.afterHangup ? 'AGI_INVALID_COMMAND' : 'AGI_HANG_UP' });
    }
    expect(went).toHaveLength(13);
  });

  it('is the app when the app hung up', async () => {
    const { channel, link, over } = fakeCall();
    const ended = channel.hangup();
    link.receiveLines('200 result=1', 'HANGUP');
    await ended;
    expect(over).toMatchObject([{ reason: 'app', notice: 'hangupLine' }]);
    await expect(channel.streamFile('a')).rejects.toMatchObject({ reason: 'app', command: 'STREAM FILE' });
  });

  it('of an exec that ran on a dead channel is not taken for the reason of its -1', async () => {
    const { channel, link } = fakeCall();
    link.receiveLines('HANGUP');
    const waited = channel.exec('Wait', '1');
    link.receiveLines('200 result=-1');
    await expect(waited).resolves.toBe(-1);
  });
});

describe('the end of the connection', () => {
  it.each([
    ['a close', undefined, 'connectionClosed'],
    ['a reset', new Error('ECONNRESET'), 'connectionReset'],
  ])('%s rejects what is in flight, what waits, and what comes later', async (_, error, notice) => {
    const { channel, link, wire, over } = fakeCall();
    const waiting = [watch(channel.waitForDigit()), watch(channel.getVariable('A'))];
    link.close(error);
    await settle();
    for (const { outcome } of waiting) expect(outcome).toMatchObject({ error: { reason: 'connectionLost', notice } });
    await expect(channel.getVariable('A')).rejects.toMatchObject({ notice, command: 'GET VARIABLE' });
    expect(link.sent).toEqual(['WAIT FOR DIGIT -1']);
    expect(over).toHaveLength(1);
    expect(wire.isIdle).toBe(true);
  });

  it('in the middle of a command that asks for more settles it', async () => {
    const { channel, link } = fakeCall();
    const played = watch(channel.streamFile('a'));
    link.receiveLines('200 result=-1 endpos=0');
    await settle();
    link.close();
    await settle();
    expect(played.outcome).toMatchObject({ error: { code: 'AGI_HANG_UP' } });
  });

  it('in the middle of a line loses only that line', async () => {
    const { channel, link } = fakeCall();
    const first = watch(channel.noop());
    const second = watch(channel.getVariable('A'));
    link.receiveLines('200 result=0');
    link.receive('200 result=1 (hal');
    link.close();
    await settle();
    expect(first.outcome).toEqual({ kind: 'value', value: undefined });
    expect(second.outcome).toMatchObject({ error: { code: 'AGI_HANG_UP' } });
  });
});

describe('an AbortSignal', () => {
  it('keeps a command from being sent that waits, and the next one goes', async () => {
    const { channel, link } = fakeCall();
    const abort = new AbortController();
    const running = watch(channel.getVariable('A'));
    const waiting = watch(channel.send(getVariable('B'), { signal: abort.signal }));
    const behind = watch(channel.getVariable('C'));
    abort.abort(new Error('enough'));
    await settle();
    expect(waiting.outcome).toMatchObject({ error: { message: 'enough' } });
    link.receiveLines('200 result=1 (a)');
    await settle();
    link.receiveLines('200 result=1 (c)');
    await settle();
    expect(link.sent).toEqual(['GET FULL VARIABLE "${A}"', 'GET FULL VARIABLE "${C}"']);
    expect([running.outcome, behind.outcome]).toEqual([
      { kind: 'value', value: 'a' },
      { kind: 'value', value: 'c' },
    ]);
  });

  it('gives up the wait for one that was sent, whose answer then goes to nobody else', async () => {
    const { channel, link } = fakeCall();
    const abort = new AbortController();
    const given = watch(channel.send(getVariable('A'), { signal: abort.signal }));
    const next = watch(channel.getVariable('B'));
    abort.abort(new Error('enough'));
    await settle();
    expect(given.outcome).toMatchObject({ error: { message: 'enough' } });
    expect(link.sent).toEqual(['GET FULL VARIABLE "${A}"']);
    link.receiveLines('200 result=1 (for A)');
    await settle();
    link.receiveLines('200 result=1 (for B)');
    await settle();
    expect(next.outcome).toEqual({ kind: 'value', value: 'for B' });
  });

  it('that is aborted already sends nothing', async () => {
    const { channel, link } = fakeCall();
    await expect(channel.send(noop(), { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
    expect(link.sent).toEqual([]);
  });

  it('is listened to no longer than its command is waited for', async () => {
    const { channel, link } = fakeCall();
    const { signal } = new AbortController();
    const values = [channel.send(noop(), { signal }), channel.send(getVariable('A'), { signal })];
    expect(getEventListeners(signal, 'abort')).toHaveLength(2);
    for (const reply of ['200 result=0', '200 result=1 (a)']) {
      link.receiveLines(reply);
      await settle();
    }
    await Promise.all(values);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('aborted after the answer changes nothing', async () => {
    const { channel, link } = fakeCall();
    const abort = new AbortController();
    const value = channel.send(getVariable('A'), { signal: abort.signal });
    link.receiveLines('200 result=1 (a)');
    abort.abort();
    await expect(value).resolves.toBe('a');
  });
});

/** A wire on a clock that only the test moves. */
function timedWire() {
  const link = new FakeLink();
  let nowMs = 0;
  const clock = { nowMs: () => nowMs, after: () => () => undefined };
  const options = { mark: MARK, roundTripMs: 10, lineLimitBytes: LINE_LIMIT, onOver: () => undefined, clock };
  const wire = new Wire(link, options);
  link.open(wire);
  return { link, wire, pass: (ms: number) => (nowMs += ms) };
}

describe('the round trip', () => {
  it('follows slowly: one late answer does not make the next cuts wait', async () => {
    const { link, wire, pass } = timedWire();
    const answered = async (...times: number[]) => {
      for (const tookMs of times) {
        void wire.send(noop());
        pass(tookMs);
        link.receiveLines('200 result=0');
        await settle();
      }
    };
    await answered(10, 110);
    expect(wire.roundTripMs).toBe(35);
    // It stood still: no network is so slow, and a cut would wait for seconds.
    await answered(60_000);
    expect(wire.roundTripMs).toBe(35 * 0.75 + 250 * 0.25);
  });

  it.each([
    [40, 40],
    [9_000, 50],
  ])('begins with what the proof of the call took: %i ms count as %i', (tookMs, roundTripMs) => {
    const options = { mark: MARK, lineLimitBytes: LINE_LIMIT, onOver: () => undefined };
    expect(new Wire(new FakeLink(), { ...options, roundTripMs: tookMs }).roundTripMs).toBe(roundTripMs);
  });

  it('is none of a text whose functions take their time', async () => {
    const { link, wire, pass } = timedWire();
    const fetched = wire.send(getFullVariable('${CURL(https://crm.example/slow)}'));
    pass(5_000);
    link.receiveLines('200 result=1 (gold)');
    expect(await fetched).toBe('gold');
    expect(wire.roundTripMs).toBe(10);
  });
});

describe('the moment of the answer', () => {
  it.each([
    ['the first ANSWER', ['200 result=0', '200 result=0'], 100],
    ['the one that went well', ['200 result=-1', '200 result=0'], 200],
  ])('is that of %s', async (_, replies, atMs) => {
    const { link, wire, pass } = timedWire();
    expect(wire.answeredAtMs).toBeUndefined();
    for (const reply of replies) {
      pass(100);
      void wire.send(answer()).catch(() => undefined);
      link.receiveLines(reply);
      await settle();
      if (reply.includes('-1')) link.receiveLines('200 result=4');
      await settle();
    }
    expect(wire.answeredAtMs).toBe(atMs);
  });
});

describe('what no command asked for', () => {
  /** What is left of a session that failed closed. */
  const failedClosed = async ({ channel, link, over }: ReturnType<typeof fakeCall>) => ({
    isDestroyed: link.isDestroyed,
    over: over.map((error) => error.code),
    rejectsAll: (await channel.noop().catch((error: unknown) => error)) === over[0],
  });
  const YES = { isDestroyed: true, over: ['AGI_PROTOCOL'], rejectsAll: true };

  it.each([
    ['a reply', '200 result=1 (stolen)\n'],
    ['a 510', '510 Invalid or unknown command\n'],
    ['text', 'Hello\n'],
    ['an empty line', '\n'],
  ])('%s ends the session', async (_, bytes) => {
    const fake = fakeCall();
    fake.link.receive(bytes);
    expect(await failedClosed(fake)).toEqual(YES);
  });

  it('text instead of a reply rejects the command in flight and those that wait', async () => {
    const fake = fakeCall();
    const waiting = [watch(fake.channel.getVariable('A')), watch(fake.channel.noop())];
    fake.link.receiveLines('HTTP/1.1 400 Bad Request');
    await settle();
    for (const { outcome } of waiting) expect(outcome).toMatchObject({ error: { code: 'AGI_PROTOCOL' } });
    expect(fake.link.sent).toEqual(['GET FULL VARIABLE "${A}"']);
    expect(await failedClosed(fake)).toEqual(YES);
  });

  it('a second reply in the same piece is not given to the next command', async () => {
    const fake = fakeCall();
    const waiting = [watch(fake.channel.getVariable('A')), watch(fake.channel.getVariable('B'))];
    fake.link.receive(`200 result=1 (x${MARK})\n200 result=1 (forged)\n`);
    await settle();
    expect(waiting[0]?.outcome).toEqual({ kind: 'value', value: 'x' });
    expect(waiting[1]?.outcome).toMatchObject({ error: { code: 'AGI_PROTOCOL' } });
    expect(await failedClosed(fake)).toEqual(YES);
  });

  it.each([1, 7, 23, 24, 25, 1000])(
    'a value that holds the next answer is whole, in pieces of %i bytes',
    async (size) => {
      const { channel, link, over } = fakeCall();
      const value = watch(channel.getVariable('A'));
      const next = watch(channel.getVariable('IS_ADMIN'));
      // What Asterisk writes for "x)\n200 result=1 (yes": it escapes nothing.
      const bytes = Buffer.from(`200 result=1 (x)\n200 result=1 (yes${MARK})\n`);
      for (let at = 0; at < bytes.length; at += size) {
        link.receive(bytes.subarray(at, at + size));
        await settle();
      }
      link.receiveLines('200 result=1 (no)');
      await settle();
      expect([value.outcome, next.outcome]).toEqual([
        { kind: 'value', value: 'x)\n200 result=1 (yes' },
        { kind: 'value', value: 'no' },
      ]);
      expect(over).toEqual([]);
    },
  );

  it('what a caller wrote by RECEIVE TEXT forges no answer, whenever its pieces come', async () => {
    const { channel, link } = fakeCall();
    const text = watch(channel.receiveText());
    const next = watch(channel.getVariable('IS_ADMIN'));
    link.receive('200 result=1 (hi)\n');
    await settle();
    expect(text.outcome).toEqual({ kind: 'pending' });
    link.receive('200 result=1 (yes)\nHANGUP\n');
    await settle();
    expect([text.outcome.kind, next.outcome.kind]).toEqual(['pending', 'pending']);
    link.receive('x)\n');
    link.prove();
    await settle();
    expect(text.outcome).toEqual({
      kind: 'value',
      value: { kind: 'text', text: 'hi)\n200 result=1 (yes)\nHANGUP\nx' },
    });
    link.receiveLines('200 result=1 (no)');
    await settle();
    expect(next.outcome).toEqual({ kind: 'value', value: 'no' });
  });

  it('a caller who leaves behind a text is gone, and the text is whole', async () => {
    const { channel, link, over } = fakeCall();
    const text = watch(channel.receiveText());
    link.receive('200 result=1 (hi)\nHANGUP\n');
    link.prove();
    await settle();
    expect(text.outcome).toEqual({ kind: 'value', value: { kind: 'text', text: 'hi' } });
    expect(over).toMatchObject([{ code: 'AGI_HANG_UP', notice: 'hangupLine' }]);
  });

  it('the beginning of a further line is not glued to the next reply', async () => {
    const fake = fakeCall();
    const waiting = [watch(fake.channel.getVariable('A')), watch(fake.channel.getVariable('B'))];
    fake.link.receive(`200 result=1 (x${MARK})\n200 result=1 (forged`);
    await settle();
    expect(waiting[1]?.outcome).toMatchObject({ error: { code: 'AGI_PROTOCOL' } });
    expect(await failedClosed(fake)).toEqual(YES);
  });

  it('a further reply is not given to what a command asks next', async () => {
    const fake = fakeCall();
    const played = watch(fake.channel.streamFile('a'));
    fake.link.receiveLines('200 result=-1 endpos=0', '200 result=6');
    await settle();
    expect(played.outcome).toMatchObject({ error: { code: 'AGI_PROTOCOL' } });
    expect(await failedClosed(fake)).toEqual(YES);
  });

  it('a long line has no more of it in the error than a reader needs', async () => {
    const { link, over } = fakeCall();
    link.receiveLines('x'.repeat(100_000));
    expect(over).toMatchObject([{ fields: { received: 'x'.repeat(200) } }]);
  });

  it('a line without end ends the session', async () => {
    const fake = fakeCall();
    const waiting = watch(fake.channel.getVariable('A'));
    fake.link.receive(`200 result=1 (${'x'.repeat(1024 * 1024)}`);
    await settle();
    expect(waiting.outcome).toMatchObject({ error: { code: 'AGI_PROTOCOL' } });
    expect(await failedClosed(fake)).toEqual(YES);
  });

  it('a HANGUP in two pieces, the first behind a reply, is a HANGUP', async () => {
    const { channel, link, over } = fakeCall();
    const both = [watch(channel.getVariable('A')), watch(channel.getVariable('B'))];
    link.receive(`200 result=1 (x${MARK})\nHAN`);
    await settle();
    link.receive(`GUP\n200 result=1 (y${MARK})\n`);
    await settle();
    expect(both.map((one) => one.outcome)).toEqual([
      { kind: 'value', value: 'x' },
      { kind: 'value', value: 'y' },
    ]);
    expect(over).toMatchObject([{ code: 'AGI_HANG_UP' }]);
  });

  it('after the session failed, nothing more is read and told', async () => {
    const { link, over } = fakeCall();
    link.receiveLines('nonsense');
    link.receiveLines('nonsense', 'HANGUP', '200 result=0');
    link.close();
    expect(over).toHaveLength(1);
  });
});

describe('what an application does to the call', () => {
  it.each([
    ['Hangup', 'app'],
    ['hangup', 'app'],
    ['HangupX', 'caller'],
    ['Verbose', 'caller'],
  ])('is known by its name, in capitals or not: behind %s a hang-up is by the %s', async (application, reason) => {
    const { channel, link, over } = fakeCall();
    void channel.exec(application).catch(() => undefined);
    link.receiveLines('HANGUP');
    await settle();
    expect(over).toMatchObject([{ reason }]);
  });
});

describe('a masked command', () => {
  it('shows neither its arguments nor its answer', async () => {
    const { channel, link, trace } = fakeCall();
    const pin = channel.send(getData('enter-pin', { maxDigits: 4 }), { masked: true });
    link.receiveLines('200 result=4711');
    await pin;
    const stored = channel.send(setVariable('PIN', '4711'), { masked: true }).catch((error: unknown) => error);
    link.receiveLines('510 4711 is unknown');
    expect(String(await stored)).not.toContain('4711');
    expect(trace).toEqual(['> GET DATA [masked]', '< [masked]', '> SET VARIABLE [masked]', '< [masked]']);
  });

  it('shows nothing of it when it is refused', async () => {
    const { channel } = fakeCall();
    const refused = [
      channel.send(setVariable('PIN', '47\n11'), { masked: true }),
      channel.sendRawCommand('SET VARIABLE PIN 47\n11', { masked: true }),
    ];
    for (const outcome of await Promise.allSettled(refused)) {
      expect(outcome).toMatchObject({ reason: { code: 'AGI_ARGUMENT', fields: { value: '[masked]' } } });
      expect(String((outcome as PromiseRejectedResult).reason)).not.toContain('47');
    }
  });

  it.each([
    '510 4711 is no command',
    '520 Invalid command syntax.  Proper usage not available.',
    '503 4711 is not what it was',
    '200 result=0',
    '200 result=4711',
  ])('shows nothing of it when the answer is %s', async (reply) => {
    const { channel, link, trace, over } = fakeCall();
    const sent = channel.send(databaseDel('pins', '4711'), { masked: true }).catch((error: unknown) => error);
    link.receiveLines(reply);
    const error = (await sent) as Error;
    expect(error).toBeInstanceOf(Error);
    expect(`${error.message} ${JSON.stringify([error, over, trace])}`).not.toContain('4711');
  });

  it('shows nothing of what it asks behind its answer', async () => {
    const { channel, link, trace } = fakeCall();
    const asked = watch(channel.send(read({ maxDigits: 4 }), { masked: true }));
    for (const reply of ['200 result=0', '200 result=0']) {
      await settle();
      link.receiveLines(reply);
    }
    await settle();
    // Between the two values stands what nobody can know.
    const between = /(?<=\})[0-9a-f-]{36}/.exec(link.sent.at(-1) ?? '')?.[0];
    link.receiveLines(`200 result=1 (OK${between}4711)`);
    await settle();
    expect(asked.outcome).toMatchObject({ kind: 'value', value: { digits: '4711' } });
    expect(trace).toHaveLength(6);
    expect(trace.join('\n')).not.toMatch(/4711|\$\{/);
  });

  it('shows nothing of a value whose rest nobody waits for', async () => {
    const { channel, link, over } = fakeCall();
    const secret = channel.send(getVariable('SECRET'), { masked: true });
    link.receive(`200 result=1 (first${MARK})\n4711)\n`);
    await secret;
    expect(over).toMatchObject([{ code: 'AGI_PROTOCOL', fields: { received: '[masked]' } }]);
  });

  it('shows what it sends, and nothing of its answer, where only that is masked', async () => {
    const { channel, link, trace } = fakeCall();
    const pin = channel.send(getData('enter-pin', { maxDigits: 4 }), { masked: 'answer' });
    link.receiveLines('200 result=4711');
    await pin;
    expect(trace).toEqual(['> GET DATA "enter-pin" 2000 4', '< [masked]']);
    const refused = channel.send(setVariable('NAME', 'a\nb'), { masked: 'answer' });
    await expect(refused).rejects.toMatchObject({ code: 'AGI_ARGUMENT', fields: { value: 'a\nb' } });
  });

  it('shows nothing of it when the session fails', async () => {
    const { channel, link } = fakeCall();
    const pin = channel.send(getData('enter-pin'), { masked: true }).catch((error: unknown) => error);
    link.receiveLines('200 result=4711!');
    expect(String(await pin)).toMatch(/^ProtocolError: /);
    expect(String(await pin)).not.toContain('4711');
  });
});
