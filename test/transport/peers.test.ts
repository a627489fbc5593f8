import { once } from 'node:events';
import { connect, Server, Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AgiLink } from '../../src/core/link.js';
import { FastAgiTransport } from '../../src/transport/fastagi.js';
import { readPeers } from '../../src/transport/peer-list.js';

const opened: FastAgiTransport[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

/** What a server with this list does with a connection from 127.0.0.1. */
async function connecting(peers: readonly string[], host = '127.0.0.1'): Promise<string> {
  let onTold: (what: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => (onTold = resolve));
  const transport = new FastAgiTransport({ host, port: 0, peers }, { onStranger: (address) => onTold(address) });
  opened.push(transport);
  const { port } = await transport.listen((link) => {
    link.open({ received: () => undefined, closed: () => undefined });
    onTold('taken');
  });
  const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined);
  const what = await told;
  if (what !== 'taken' && !socket.closed) await once(socket, 'close');
  socket.destroy();
  return what;
}

describe('peers', () => {
  test('in the list are taken, others are dropped before they say anything', async () => {
    expect(await connecting(['127.0.0.0/8'])).toBe('taken');
    expect(await connecting(['10.0.0.0/8', 'fd00::/8'])).toBe('127.0.0.1');
    expect(await connecting([])).toBe('127.0.0.1');
  });

  test('of IPv4 are found when the server listens on both families', async () => {
    expect(await connecting(['127.0.0.1'], '::')).toBe('taken');
    expect(await connecting(['10.0.0.1'], '::')).toBe('127.0.0.1');
  });

  test('beyond `maxConnections` are dropped, and told by the one name that they have', async () => {
    const dropped: string[] = [];
    const options = { host: '::', port: 0, maxConnections: 1 };
    const transport = new FastAgiTransport(options, { onFull: (address) => dropped.push(address) });
    opened.push(transport);
    const { port } = await transport.listen((link) =>
      link.open({ received: () => undefined, closed: () => undefined }),
    );
    const [first, second] = [connect({ port, host: '127.0.0.1' }), connect({ port, host: '127.0.0.1' })];
    await Promise.race(
      [first, second].map((socket) =>
        once(
          socket.resume().on('error', () => undefined),
          'close',
        ),
      ),
    );
    expect(dropped).toEqual(['127.0.0.1']);
    first.destroy();
    second.destroy();
  });

  test.each([0, 1.5, Number.NaN, -1])('are not limited to %s', (maxConnections) => {
    expect(() => new FastAgiTransport({ maxConnections })).toThrow(
      /^Option maxConnections is ".*" ?, but a whole number/,
    );
  });

  test('that reset before we look are no strangers: a load balancer asked whether we are there', async () => {
    const strangers: string[] = [];
    const transport = new FastAgiTransport(
      { port: 0, peers: [] },
      { onStranger: (address) => strangers.push(address) },
    );
    opened.push(transport);
    const server = vi.spyOn(Server.prototype, 'listen');
    const link = new Promise<AgiLink>((resolve) => void transport.listen(resolve));
    // As node:net gives one whose other end is gone.
    (server.mock.contexts[0] as Server).emit('connection', new Socket());
    server.mockRestore();
    const error = await link.then(
      (given) => new Promise((closed) => given.open({ received: () => undefined, closed })),
    );
    expect(error).toBeInstanceOf(Error);
    expect(strangers).toEqual([]);
  });

  test.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '::ffff:10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3/32', '10.1.2.3', true],
    ['0.0.0.0/0', '192.0.2.1', true],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', 'fe80::1', false],
    ['::1', '::1', true],
    ['::1', '127.0.0.1', false],
  ])('%s and %s: %s', (entry, address, isIn) => {
    expect(readPeers('peers', [entry]).has(address)).toBe(isIn);
  });

  test.each([
    'asterisk.example',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0',
    'fd00::/129',
    '',
    '10.0.0.0/-1',
  ])('that are no addresses are refused: %j', (entry) => {
    expect(() => new FastAgiTransport({ peers: [entry] })).toThrow(
      /Option peers is ".*", but an address or a CIDR block is needed: 10\.1\.2\.3, 10\.0\.0\.0\/8, fd00::\/8\. \[AGI_OPTION\]/,
    );
  });
});
