import { cpus } from 'node:os';
import { type Measured, measureHeld, measureRound } from './measure.js';
import { ServerProcess } from './server-process.js';
import { heldTable, roundsTable } from './table.js';

const ROUNDS = 7;
const ROUND_MS = 1_000;
const WARM_UP_MS = 1_500;
const AT_ONCE = [1, 50, 500];
const HELD = 5_000;
const HELD_ROUNDS = 3;

/** The first is what the others are compared with. */
const SERVERS = [
  { name: 'bare node:net', file: 'bare', args: [] },
  { name: 'offhook, logging at warn', file: 'offhook', args: ['warn'] },
  { name: 'offhook, one info line a call', file: 'offhook', args: ['info'] },
  { name: 'ding-dong', file: 'ding-dong', args: ['45731'] },
] as const;

const names = SERVERS.map(({ name }) => name);
const startAll = () => Promise.all(SERVERS.map(({ file, args }) => ServerProcess.start(file, args)));

/** Every server in turn, round after round, so that what else the machine does meets them all. */
async function interleaved<T>(
  rounds: number,
  measure: (server: ServerProcess) => Promise<T>,
  servers: ServerProcess[],
) {
  const results: T[][] = [];
  for (let round = 0; round < rounds; round++) {
    const measured: T[] = [];
    for (const server of servers) measured.push(await measure(server));
    results.push(measured);
  }
  return results;
}

const started = performance.now();
const servers = await startAll();
for (const server of servers) await measureRound(server, 50, WARM_UP_MS);
for (const atOnce of AT_ONCE) {
  const rounds: Measured[][] = await interleaved(ROUNDS, (server) => measureRound(server, atOnce, ROUND_MS), servers);
  console.log(roundsTable(atOnce, names, rounds));
}
await Promise.all(servers.map((server) => server.stop()));

// In fresh processes: what the calls before have left in their heaps would be filled first.
const held: number[][] = [];
for (let round = 0; round < HELD_ROUNDS; round++) {
  const kilobytes: number[] = [];
  for (const { file, args } of SERVERS) {
    const server = await ServerProcess.start(file, args);
    await measureRound(server, 50, WARM_UP_MS);
    kilobytes.push(await measureHeld(server, HELD));
    await server.stop();
  }
  held.push(kilobytes);
}
console.log(heldTable(HELD, names, held));
const cores = cpus();
const machine = `${cores.length} x ${cores[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
console.log(`${machine}, ${Math.round((performance.now() - started) / 1000)} s.`);
