import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AgiServer, AppOptions } from 'offhook';
import { environmentBlock } from '../support/environment-block.js';
import { DirectedCall, NO_KEYS } from '../support/directed-call.js';
import { RawPeer } from '../support/raw-peer.js';
import { seeded } from './random-line.js';
import { soakApp } from './soak-app.js';

const MEGABYTE = 1024 * 1024;
const LIMIT = 500;

// The suite's processes are started with --expose-gc.
const collect = globalThis.gc as () => void;
const accidents: unknown[] = [];
const note = (error: unknown) => void accidents.push(error);

let app: AgiServer;
let port: number;

beforeEach(() => void process.on('unhandledRejection', note).on('uncaughtException', note));

async function start(options: AppOptions): Promise<void> {
  app = await soakApp({ maxCalls: LIMIT, ...options });
  ({ port } = await app.listen({ port: 0 }));
}

afterEach(async () => {
  await expect.poll(() => app.callsInFlight, { timeout: 20_000 }).toBe(0);
  // It still answers.
  const asterisk = await DirectedCall.dial(port, 'sales', NO_KEYS);
  await asterisk.closed;
  expect(asterisk.variables['OFFHOOK_STATUS']).toBe('OK');
  await app.close();
  process.off('unhandledRejection', note).off('uncaughtException', note);
  expect(accidents.splice(0)).toEqual([]);
});

/** Heap and what is outside of it, after everything that can be collected was. */
async function memory(): Promise<number> {
  for (let i = 0; i < 5; i++) {
    collect();
    await sleep(20);
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

const BLOCK = environmentBlock();

/** Peers at their worst. Each ends by itself, or is sent away. */
const STORM: readonly ((peer: RawPeer) => Promise<void> | void)[] = [
  (peer) => peer.reset(),
  (peer) => peer.end(),
  async (peer) => {
    await peer.pour(Buffer.from(BLOCK));
    peer.reset();
  },
  // Half open: it never says anything, and closes when it is closed.
  () => undefined,
  // Says its block a byte at a time, too slowly.
  async (peer) => {
    for (const byte of BLOCK.slice(0, 40)) {
      peer.send(byte);
      if ((await Promise.race([sleep(40, 'slow'), peer.closed])) !== 'slow') return;
    }
  },
  (peer) => peer.pour(Buffer.alloc(2 * MEGABYTE, 'x')),
  (peer) => peer.send(Uint8Array.from({ length: 1_000 }, (_, i) => (i * 7) % 256)),
  (peer) => peer.send('GET / HTTP/1.1\r\n\r\n'),
  async (peer) => {
    peer.send(BLOCK);
    await peer.sees('ANSWER').catch(() => undefined);
    await peer.pour(Buffer.alloc(2 * MEGABYTE, 'x'));
  },
  async (peer) => {
    peer.send(BLOCK);
    await peer.sees('ANSWER').catch(() => undefined);
    peer.send('200 result=0\n200 result=0\n200 result=0\n');
  },
];

async function storm(peers: number, seed: number): Promise<void> {
  const random = seeded(seed);
  await Promise.all(
    Array.from({ length: peers }, async () => {
      const act = STORM[random(STORM.length)];
      const peer = await RawPeer.connect(port);
      await act?.(peer);
      await peer.closed;
    }),
  );
}

test('resets, half-open peers, slow ones, garbage and giant lines: the app lives, and the memory comes back', async () => {
  await start({ handshakeTimeoutMs: 1_000 });
  await storm(200, 1);
  const before = await memory();
  for (const seed of [2, 3, 4]) {
    await storm(300, seed);
  }
  const after = await memory();
  console.log(`after 200 bad peers ${mb(before)}, after 1,100 ${mb(after)}`);
  expect(after - before).toBeLessThan(2 * MEGABYTE);
});

test('two thousand connections at once against a limit of 500: as many are taken, the others are told so', async () => {
  // They share one process with their callers: nobody is sent away for being slow.
  // All of them come from one peer, and are connections before the first is a call.
  await start({
    handshakeTimeoutMs: 30_000,
    cleanUpLimitMs: 30_000,
    maxHandshakes: 3_000,
    maxHandshakesPerPeer: 3_000,
  });
  const before = await memory();
  const calls: StormCall[] = [];
  // More at a time than the kernel queues for a server would be lost before it; all of them are open before the first speaks.
  while (calls.length < 2_000)
    calls.push(...(await Promise.all(Array.from({ length: 200 }, () => StormCall.dial(port)))));
  for (const call of calls) call.begin();
  await expect.poll(() => calls.filter(({ isOver }) => isOver).length, { timeout: 20_000 }).toBe(1_500);
  expect(app.callsInFlight).toBe(LIMIT);
  const refused = calls.filter(({ isOver }) => isOver);
  expect(refused.every(({ text }) => text.includes('"OFFHOOK_STATUS" "REFUSED"') && text.endsWith('failure\n'))).toBe(
    true,
  );
  const taken = calls.filter(({ isOver }) => !isOver);
  expect(taken.every(({ text }) => text === 'ANSWER\n')).toBe(true);
  const during = refused.map(({ refusedAfterMs }) => refusedAfterMs).toSorted((a, b) => a - b);
  console.log(`block to refusal: median ${during[750]} ms, p99 ${during[1_485]} ms, in the process of the callers`);
  for (const call of taken) call.hangUp();
  await expect.poll(() => app.callsInFlight, { timeout: 20_000 }).toBe(0);
  calls.length = 0;
  refused.length = 0;
  taken.length = 0;
  const after = await memory();
  console.log(`before ${mb(before)}, after 2,000 connections ${mb(after)}`);
  expect(after - before).toBeLessThan(3 * MEGABYTE);
}, 60_000);

const mb = (bytes: number) => `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** A call that answers what a refusal asks for, and leaves ANSWER waiting. */
class StormCall {
  text = '';
  isOver = false;
  refusedAfterMs = 0;
  #begunAtMs = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      this.isOver = true;
    });
    socket.on('data', (chunk) => {
      this.text += chunk.toString();
      // The first command asks for a mark, and is no part of what a test looks at.
      const [opening, mark] = /^GET FULL VARIABLE "([\da-f-]{36})"\n/.exec(this.text) ?? [];
      if (opening !== undefined) {
        this.text = this.text.slice(opening.length);
        socket.write(`200 result=1 (${mark})\n`);
      } else if (this.text.endsWith('failure\n')) {
        this.refusedAfterMs = Math.round(performance.now() - this.#begunAtMs);
        socket.end('HANGUP\n');
      } else if (/(SET VARIABLE|VERBOSE)[^\n]*\n$/.test(this.text)) socket.write('200 result=1\n');
    });
  }

  begin(): void {
    this.#begunAtMs = performance.now();
    this.socket.write(BLOCK);
  }

  static async dial(to: number): Promise<StormCall> {
    const socket = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    await once(socket, 'connect');
    return new StormCall(socket);
  }

  hangUp(): void {
    this.socket.destroy();
  }
}
