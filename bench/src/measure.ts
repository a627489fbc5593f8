import type { Socket } from 'node:net';
import { type PlayedCall, holdCall, playCall } from './play-asterisk.js';
import type { ServerProcess } from './server-process.js';

/** What one server did in one round. */
export interface Measured {
  readonly callsPerSecond: number;
  readonly commandsPerSecond: number;
  readonly cpuUsPerCall: number;
  /** Median and 99th percentile of the round. */
  readonly firstCommandMs: number;
  readonly firstCommandP99Ms: number;
}

const CONNECTIONS_AT_ONCE = 100;

/** Keeps so many calls going until the time is over, and lets them end. */
export async function measureRound(server: ServerProcess, atOnce: number, forMs: number): Promise<Measured> {
  const before = await server.usage();
  const startMs = performance.now();
  const calls: PlayedCall[] = [];
  const line = async () => {
    do calls.push(await playCall(server.port));
    while (performance.now() - startMs < forMs);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  const seconds = (performance.now() - startMs) / 1000;
  const after = await server.usage();
  const waits = calls.map(({ firstCommandMs }) => firstCommandMs).toSorted((a, b) => a - b);
  return {
    callsPerSecond: calls.length / seconds,
    commandsPerSecond: calls.reduce((sum, { commands }) => sum + commands, 0) / seconds,
    cpuUsPerCall: (after.cpuUs - before.cpuUs) / calls.length,
    firstCommandMs: waits[Math.floor(waits.length / 2)] ?? 0,
    firstCommandP99Ms: waits[Math.floor(waits.length * 0.99)] ?? 0,
  };
}

/** What one held call costs in memory of the server's process, KB. */
export async function measureHeld(server: ServerProcess, calls: number): Promise<number> {
  const before = await server.usage({ collect: true });
  const held: Socket[] = [];
  while (held.length < calls) {
    const missing = Math.min(CONNECTIONS_AT_ONCE, calls - held.length);
    // So many at once, or the backlog of the listening socket is full.
    held.push(...(await Promise.all(Array.from({ length: missing }, () => holdCall(server.port)))));
  }
  const during = await server.usage({ collect: true });
  await Promise.all(
    held.map(
      (socket) =>
        new Promise((resolve) => {
          socket.once('close', resolve);
          socket.resetAndDestroy();
        }),
    ),
  );
  return (during.residentBytes - before.residentBytes) / 1024 / calls;
}
