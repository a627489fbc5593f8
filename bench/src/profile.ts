import 'reflect-metadata';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type HeapProfiler, type Profiler, type Runtime, Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgiLink } from '../../src/core/link.js';
import { AnsweringLink } from './answering-link.js';
import { measureRound } from './measure.js';
import { ServerProcess } from './server-process.js';
import { createBenchApp } from './servers/bench-app.js';
import { markdown, spread } from './table.js';

const AT_ONCE = 50;
const WARM_UP_CALLS = 5_000;
const CALLS = 2_000;
const ROUNDS = 9;
const WARM_UP_MS = 3_000;
const SOCKETS_MS = 5_000;
const ROWS = 16;

type Frame = Runtime.CallFrame;

/** How much belongs to each function, the most first. */
function byFunction(parts: Iterable<readonly [frame: Frame, amount: number]>): [name: string, amount: number][] {
  const amounts = new Map<string, number>();
  for (const [{ functionName, url }, amount] of parts) {
    const name = `${functionName || '(anonymous)'} ${url.replace(/^.*\/(dist|node_modules)\//, '')}`.trim();
    amounts.set(name, (amounts.get(name) ?? 0) + amount);
  }
  return [...amounts].toSorted(([, a], [, b]) => b - a);
}

/** Calls one server without sockets. */
async function openInMemory(): Promise<(calls: number) => Promise<void>> {
  let onLink: ((link: AgiLink) => void) | undefined;
  const app = await createBenchApp('warn');
  await app.serve({
    async listen(listener) {
      onLink = listener;
      return { host: 'memory', port: 1 };
    },
    async close() {},
  });
  const call = () => new Promise<void>((resolve) => onLink?.(new AnsweringLink(resolve)));
  return async (calls) => {
    let left = calls;
    const line = async () => {
      while (left-- > 0) await call();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
  };
}

async function profileInMemory(): Promise<string> {
  const run = await openInMemory();
  await run(WARM_UP_CALLS);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = performance.now();
    await run(CALLS);
    rounds.push(((performance.now() - startMs) * 1000) / CALLS);
  }
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.enable');
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 4096,
    // What is collected by then counts too.
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await run(CALLS);
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  const sizes = byFunction(sizesOf(profile.head));
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const rows = sizes.slice(0, ROWS).map(([name, size]) => [name, (size / CALLS).toFixed(0)]);
  return `### In memory, ${AT_ONCE} calls at once\n\nA call takes ${spread(rounds, 0)} µs and allocates ${(total / CALLS).toFixed(0)} bytes.\n\n${markdown([['function', 'bytes a call'], ...rows])}\n`;
}

function* sizesOf(node: HeapProfiler.SamplingHeapProfileNode): Iterable<readonly [Frame, number]> {
  yield [node.callFrame, node.selfSize];
  for (const child of node.children) yield* sizesOf(child);
}

async function profileWithSockets(file: string, args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-bench-'));
  try {
    const server = await ServerProcess.start(file, args, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    await measureRound(server, AT_ONCE, WARM_UP_MS);
    const { callsPerSecond } = await measureRound(server, AT_ONCE, SOCKETS_MS);
    await server.stop();
    const [name = ''] = await readdir(folder);
    // What Node wrote there just now.
    const profile = JSON.parse(await readFile(join(folder, name), 'utf8')) as Profiler.Profile;
    const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
    const { samples = [], timeDeltas = [] } = profile;
    const spent = samples.map((id, i): readonly [Frame, number] => [frames.get(id) as Frame, timeDeltas[i] ?? 0]);
    const functions = byFunction(spent);
    const idle = functions.find(([each]) => each === '(idle)')?.[1] ?? 0;
    const total = functions.reduce((sum, [, us]) => sum + us, 0);
    const rows = functions
      .filter(([each]) => each !== '(idle)')
      .slice(0, ROWS)
      .map(([each, us]) => [each, `${((100 * us) / (total - idle)).toFixed(1)} %`]);
    return `### ${file} with sockets, ${AT_ONCE} calls at once\n\n${callsPerSecond.toFixed(0)} calls a second while it is watched.\n\n${markdown([['function', 'of the time it works'], ...rows])}\n`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

console.log(await profileInMemory());
console.log(await profileWithSockets('bare', []));
console.log(await profileWithSockets('offhook', ['warn']));
process.exit();
