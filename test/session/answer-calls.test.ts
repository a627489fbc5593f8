import {
  type AgiLink,
  type AgiTransport,
  answerCalls,
  type CallAnswerer,
  CallSession,
  FastAgiTransport,
} from 'offhook/core';
import { connectTcp, linkedPair, openTestPhone } from 'offhook/testing';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { settle } from '../core/support/fake-link.js';
import { environmentBlock } from '../support/environment-block.js';

/** A transport without a network, and what calls it. */
class MemoryTransport implements AgiTransport {
  #onLink: (link: AgiLink) => void = () => expect.unreachable('nobody listens');

  async listen(onLink: (link: AgiLink) => void) {
    this.#onLink = onLink;
    return { host: 'memory', port: 1 };
  }

  async close() {}

  /** @returns Asterisk's end of a new connection */
  connect() {
    const [asterisk, ours] = linkedPair();
    this.#onLink(ours);
    return asterisk;
  }
}

async function answering(answerer: CallAnswerer) {
  const transport = new MemoryTransport();
  expect(await answerCalls(transport, answerer)).toEqual({ host: 'memory', port: 1 });
  return { transport, phone: openTestPhone({ connect: () => transport.connect() }) };
}

afterEach(() => void vi.restoreAllMocks());

describe('a call without the framework', () => {
  test('is handed over with who calls, and goes back to the dialplan when the function is done', async () => {
    const told: unknown[] = [];
    const onError = vi.fn();
    const { phone } = await answering({
      onError,
      async onCall(session) {
        told.push(session instanceof CallSession, session.environment.callerNumber, session.signal.aborted);
        await session.channel.answer();
        await session.channel.streamFile('hello-world');
      },
    });
    await using line = phone;
    await line.dial('/sales', { callerId: '5550100' }).hears('hello-world').ends({ by: 'dialplan' });
    await line.dial('/sales', { callerId: '5550101' }).hears('hello-world').ends({ by: 'dialplan' });
    expect(told).toEqual([true, '5550100', false, true, '5550101', false]);
    expect(onError).not.toHaveBeenCalled();
  });

  test('goes back when the function throws, which tells why, and the next call is answered', async () => {
    const error = new Error('no database');
    const onError = vi.fn();
    const onCall = vi.fn<CallAnswerer['onCall']>(async ({ channel }) => void (await channel.streamFile('hello-world')));
    onCall.mockRejectedValueOnce(error);
    const { phone } = await answering({ onCall, onError });
    await using line = phone;
    await line.dial('/sales').ends({ by: 'dialplan' });
    await line.dial('/sales').hears('hello-world').ends({ by: 'dialplan' });
    expect(onError.mock.calls).toEqual([[error]]);
  });

  test('that is hung up is no error', async () => {
    const onError = vi.fn();
    const ended: unknown[] = [];
    const { phone } = await answering({
      onError,
      async onCall({ channel, signal }) {
        try {
          await channel.streamFile('hello-world');
          await channel.waitForDigit(60_000);
        } finally {
          ended.push(signal.aborted);
        }
      },
    });
    await using line = phone;
    await line.dial('/sales').hears('hello-world').hangsUp({ afterMs: 100 }).ends({ by: 'caller' });
    await settle();
    expect(ended).toEqual([true]);
    expect(onError).not.toHaveBeenCalled();
  });
});

describe('a connection that is no call', () => {
  test('is told when somebody else speaks there, and no function is called', async () => {
    const onCall = vi.fn<CallAnswerer['onCall']>();
    const onError = vi.fn();
    const { transport } = await answering({ onCall, onError });
    transport.connect().send('GET / HTTP/1.1\r\n\r\n');
    await settle();
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'AGI_HANDSHAKE' })]]);
    expect(onCall).not.toHaveBeenCalled();
  });

  test('is no error when it goes away first, as a probe does', async () => {
    const [onCall, onError] = [vi.fn<CallAnswerer['onCall']>(), vi.fn()];
    const { transport } = await answering({ onCall, onError });
    transport.connect().destroy();
    await settle();
    expect([onCall.mock.calls, onError.mock.calls]).toEqual([[], []]);
  });
});

describe('a peer may take', () => {
  test('ten seconds to say who calls', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const onError = vi.fn();
    const { transport } = await answering({ onCall: vi.fn<CallAnswerer['onCall']>(), onError });
    transport.connect().send('agi_network: yes\n');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(onError).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'AGI_HANDSHAKE' })]]);
  });

  test.each([
    [65_536, 'is heard', []],
    [65_537, 'is sent away', [[expect.objectContaining({ code: 'AGI_HANDSHAKE' })]]],
  ])('65,536 bytes for it: whoever sends %d %s', async (bytes, _, errors) => {
    const onError = vi.fn();
    const { transport } = await answering({ onCall: vi.fn<CallAnswerer['onCall']>(), onError });
    const asterisk = transport.connect();
    const shortest = environmentBlock({ agi_arg_1: '' });
    asterisk.send(environmentBlock({ agi_arg_1: 'x'.repeat(bytes - shortest.length) }));
    await settle();
    expect(onError.mock.calls).toEqual(errors);
    asterisk.destroy();
  });
});

test.each([0, 2 ** 31, 1.5, '5'])('no timer can wait for %j ms, so that it is refused', async (commandTimeoutMs) => {
  const answerer = { onCall: () => Promise.resolve(), commandTimeoutMs: commandTimeoutMs as number };
  await expect(answerCalls(new MemoryTransport(), answerer)).rejects.toMatchObject({
    code: 'AGI_OPTION',
    fields: { option: 'commandTimeoutMs', value: commandTimeoutMs },
  });
});

test('what goes wrong is written to the console where nobody else is named', async () => {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const error = new Error('no database');
  const { phone } = await answering({ onCall: () => Promise.reject(error) });
  await using line = phone;
  await line.dial('/sales').ends({ by: 'dialplan' });
  expect(written.mock.calls).toEqual([[error]]);
});

test('calls are taken over TCP, at the address that is told', async () => {
  const transport = new FastAgiTransport({ port: 0 });
  onTestFinished(() => transport.close());
  const { host, port } = await answerCalls(transport, {
    onCall: async ({ channel }) => void (await channel.streamFile('hello-world')),
  });
  await using line = openTestPhone({ connect: () => connectTcp(`agi://${host}:${port}`) });
  await line.dial('/sales').hears('hello-world').ends({ by: 'dialplan' });
});
