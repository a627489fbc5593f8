import { afterEach, describe, expect, test } from 'vitest';
import { type AgiServer, AgiController, type AppOptions, Call, createAgiApp, leave, OnCall } from 'offhook';
import type { FastAgiOptions } from 'offhook/core';
import { AwaitedLogger } from '../support/awaited-logger.js';
import { environmentBlock } from '../support/environment-block.js';
import { RawPeer } from '../support/raw-peer.js';

/** Waits for the caller to be answered, which takes as long as the peer likes. */
@AgiController('/line')
class LineController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave })
  async talk() {
    await this.call.answer();
  }
}

const PROXY = '127.0.0.2';
const BLOCK = environmentBlock({ agi_network_script: 'line' });
const header = (address: string) => `PROXY TCP4 ${address} 10.0.0.5 40000 4573\r\n`;

let logger: AwaitedLogger;
let app: AgiServer;
let port: number;

async function start(
  options: AppOptions = {},
  listening: FastAgiOptions = { proxyProtocol: { from: [PROXY] } },
): Promise<void> {
  logger = new AwaitedLogger();
  app = await createAgiApp({ controllers: [LineController], logger, handshakeTimeoutMs: 100, ...options }).start();
  ({ port } = await app.listen({ port: 0, ...listening }));
}

/** They leave commands unanswered: one by one they would be waited for. */
const peers: RawPeer[] = [];

afterEach(async () => {
  for (const peer of peers.splice(0)) peer.reset();
  await app.close();
});

/** A connection, and what is sent first. */
async function connecting(from: string, text: string): Promise<RawPeer> {
  const peer = await RawPeer.connect(port, true, from);
  peers.push(peer);
  peer.send(text);
  return peer;
}

const throughProxy = (text: string) => connecting(PROXY, text);
const directly = (text: string) => connecting('127.0.0.1', text);

async function isRefused(peer: RawPeer): Promise<void> {
  await peer.sees('"OFFHOOK_STATUS" "REFUSED"');
  expect(peer.text).not.toContain('ANSWER');
}

const warnings = () => logger.at('warn').map(({ message }) => message);

describe('a call through a proxy', () => {
  test('comes from the one whom the proxy names: in the log of the call too', async () => {
    await start();
    const peer = await throughProxy(`${header('10.1.2.3')}${BLOCK}`);
    await peer.sees('ANSWER');
    peer.end();
    await logger.ended(1);
    expect(logger.at('info')[0]?.fields['peer']).toBe('10.1.2.3:40000');
  });

  test.each([
    ['PROXY TCP6 ::ffff:10.1.2.3 fd00::5 40001 4573\r\n', 'IPv4 within IPv6'],
    ['PROXY TCP6 0:0:0:0:0:FFFF:a01:203 fd00::5 40001 4573\r\n', 'the same in hexadecimal'],
  ])('counts for the one peer, whichever way its address is written: %j', async (otherHeader) => {
    await start({ maxCallsPerPeer: 1 });
    const first = await throughProxy(`${header('10.1.2.3')}${BLOCK}`);
    await first.sees('ANSWER');
    await isRefused(await throughProxy(`${otherHeader}${BLOCK}`));
  });

  test('counts for that one, not for the proxy', async () => {
    await start({ maxCallsPerPeer: 1 });
    const one = await throughProxy(`${header('10.1.2.3')}${BLOCK}`);
    await one.sees('ANSWER');
    const other = await throughProxy(`${header('10.1.2.4')}${BLOCK}`);
    await other.sees('ANSWER');
    await isRefused(await throughProxy(`${header('10.1.2.4')}${BLOCK}`));
  });

  test('is dropped when that one is not in `peers`, among which the proxy need not be', async () => {
    await start({}, { peers: ['10.1.0.0/16'], proxyProtocol: { from: [PROXY] } });
    const stranger = await throughProxy(`${header('10.2.2.3')}${BLOCK}`);
    await stranger.closed;
    expect(stranger.text).toBe('');
    expect(logger.at('warn').map(({ fields, message }) => [message, fields['address']])).toEqual([
      ['a connection was dropped: its peer is not in `peers`', '10.2.2.3'],
    ]);
    await (await throughProxy(`${header('10.1.2.3')}${BLOCK}`)).sees('ANSWER');
  });

  test('without a header is refused, and the log says so', async () => {
    await start();
    const peer = await throughProxy(BLOCK);
    await peer.closed;
    expect(peer.text).toBe('');
    expect(warnings()).toEqual([
      expect.stringMatching(
        /^127\.0\.0\.2:\d+ is not an Asterisk calling: it sent no PROXY header, as everybody in `proxyProtocol\.from` has to\. Received "agi_network: yes\\x0a/,
      ),
    ]);
  });
});

describe('a proxy that looks whether the server is there', () => {
  test.each([
    ['says nothing', ''],
    ['says UNKNOWN', 'PROXY UNKNOWN\r\n'],
    ['names itself', header(PROXY)],
    ['says LOCAL', '\r\n\r\n\0\r\nQUIT\n\x20\0\0\0'],
    ['is cut in the middle of its header', 'PROXY TC'],
  ])('%s, goes, and is no line of the log above debug', async (_name, text) => {
    await start({}, { peers: ['10.1.0.0/16'], proxyProtocol: { from: [PROXY] } });
    (await throughProxy(text)).end();
    (await throughProxy(text)).reset();
    await logger.ended(2);
    expect(new Set(logger.lines.map(({ level }) => level))).toEqual(new Set(['debug']));
  });
});

describe('whoever is not known as a proxy', () => {
  test('calls as ever, and is refused when it sends a header: the log says where proxies are named', async () => {
    await start();
    await (await directly(BLOCK)).sees('ANSWER');
    await (
      await directly(`${header('10.1.2.3')}${BLOCK}`)
    ).closed;
    expect(warnings()).toEqual([
      expect.stringMatching(
        /^127\.0\.0\.1:\d+ is not .*; PROXY headers are read from those in `proxyProtocol\.from`\. Received "PROXY TCP4 10\.1\.2\.3 /,
      ),
    ]);
  });

  test('is anybody, unless the option is given', async () => {
    await start({}, {});
    const peer = await throughProxy(`\r\n\r\n\0\r\nQUIT\n\x20\0\0\0${BLOCK}`);
    await peer.closed;
    expect(warnings()).toEqual([expect.stringContaining('PROXY headers are read from')]);
  });
});

describe('a header that never ends', () => {
  test('is cut off by the time limit of the handshake, however slowly it grows', async () => {
    await start();
    const startedMs = performance.now();
    const peer = await throughProxy('P');
    const timer = setInterval(() => peer.send('R'), 20);
    peer.send('ROXY TCP4 ');
    await peer.closed;
    clearInterval(timer);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(warnings()).toEqual([expect.stringContaining('it sent no whole agi_ block within 100 ms')]);
  });

  test('is cut off by its size, in both versions', async () => {
    await start({ handshakeTimeoutMs: 10_000 });
    const line = await throughProxy(`PROXY TCP4 ${'1'.repeat(100)}`);
    const bytes = await throughProxy('\r\n\r\n\0\r\nQUIT\n\x21\x11\x7f\x7f');
    await Promise.all([line.closed, bytes.closed]);
    const sizes = warnings().map((message) => /its PROXY (line|header) pass[a-z]+ \d+ bytes/.exec(message)?.[0]);
    expect(new Set(sizes)).toEqual(new Set(['its PROXY header passes 4096 bytes', 'its PROXY line passed 107 bytes']));
  });
});

describe('proxies that are no addresses', () => {
  test.each([
    [{ from: ['haproxy.example'] }, /Option proxyProtocol\.from is "haproxy\.example", but an address or a CIDR block/],
    // What those who write without types may give.
    [
      true as unknown as { from: string[] },
      /Option proxyProtocol\.from is "undefined", but a list of addresses is needed/,
    ],
  ])('are refused: %j', async (proxyProtocol, sentence) => {
    await start();
    await expect(async () => app.listen({ port: 0, proxyProtocol })).rejects.toThrow(sentence);
  });
});
