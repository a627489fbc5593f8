import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT } from './one-call.js';
import type { Refusal } from './servers/limited.js';
import type { StormPeer } from './storm-peers.js';

/** As many as the server takes. */
const CALLS = 500;
const PEERS = 2_000;
const ROUNDS = 7;
/** A sound lasts so long: two thousand commands a second in all. */
const SOUND_MS = 250;
const CALM_MS = 2_000;
const DIALLED_AT_ONCE = 100;

const start = (file: string) => fork(fileURLToPath(new URL(file, import.meta.url)));

async function answer<T>(child: ChildProcess, question: readonly number[]): Promise<T> {
  const message = once(child, 'message') as Promise<[T]>;
  child.send(question);
  return (await message)[0];
}

/** How long the server took from the end of a sound to the next one, milliseconds. */
let waits: number[] = [];

/** A caller who listens to one sound after the other. */
async function talk(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.write(ENVIRONMENT);
  let repliedAtMs = performance.now();
  const reply = (text: string) => {
    repliedAtMs = performance.now();
    socket.write(text);
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    waits.push(performance.now() - repliedAtMs);
    const isSound = chunk.toString('latin1').startsWith('STREAM FILE');
    // Not all at the same moment.
    if (isSound) setTimeout(reply, SOUND_MS * (0.5 + Math.random()), '200 result=0 endpos=8160\n');
    else reply('200 result=0\n');
  });
  await once(socket, 'data');
  return socket;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

/** Median and 99th percentile of a round. */
const pair = (values: readonly number[]) => [percentile(values, 0.5), percentile(values, 0.99)];

/** Its work, and what callers waited meanwhile. */
async function meanwhile<T>(work: () => Promise<T>): Promise<[waited: readonly number[], result: T]> {
  waits = [];
  const result = await work();
  return [waits, result];
}

async function round(port: number, server: ChildProcess, peers: ChildProcess) {
  const [calm] = await meanwhile(() => new Promise((resolve) => void setTimeout(resolve, CALM_MS)));
  const [stormy, fared] = await meanwhile(() => answer<StormPeer[]>(peers, [port, PEERS]));
  const refusals = await answer<Refusal[]>(server, []);
  if (refusals.length !== PEERS) throw new Error(`${refusals.length} of ${PEERS} were refused.`);
  const [calmPair, stormyPair] = [pair(calm), pair(stormy)];
  return {
    'next command of an accepted call, without the storm, ms': calmPair,
    'the same in the storm, ms': stormyPair,
    ratio: stormyPair.map((value, i) => value / (calmPair[i] ?? 1)),
    'accept to REFUSED, ms': pair(refusals.map(({ toldAfterMs }) => toldAfterMs)),
    'accept to the last word, ms': pair(refusals.map(({ overAfterMs }) => overAfterMs)),
    'connect, with what the kernel turns away at first, ms': pair(
      fared.map(({ connectedAfterMs }) => connectedAfterMs),
    ),
  };
}

const server = start('servers/limited.js');
const [{ port }] = (await once(server, 'message')) as [{ readonly port: number }];
const peers = start('storm-peers.js');
const calls: Socket[] = [];
while (calls.length < CALLS)
  calls.push(...(await Promise.all(Array.from({ length: DIALLED_AT_ONCE }, () => talk(port)))));

// The first is for the compilers.
await round(port, server, peers);
const rounds: Awaited<ReturnType<typeof round>>[] = [];
while (rounds.length < ROUNDS) rounds.push(await round(port, server, peers));

/** The middle round, and in parentheses the lowest and the highest. */
function spread(values: readonly number[]): string {
  const [middle, lowest, highest] = [0.5, 0, 1].map((share) => percentile(values, share).toFixed(1));
  return `${middle} (${lowest} to ${highest})`;
}

console.log(`### ${PEERS} connections at once, ${CALLS} calls going on and no more taken\n`);
console.log('| | median | p99 |\n|---|---|---|');
for (const row of Object.keys(rounds[0] ?? {}) as (keyof (typeof rounds)[number])[]) {
  const cells = [0, 1].map((i) => spread(rounds.map((measured) => measured[row][i] ?? 0)));
  console.log(`| ${row} | ${cells.join(' | ')} |`);
}
console.log(`\nNode ${process.version}.`);
for (const call of calls) call.destroy();
server.disconnect();
peers.disconnect();
