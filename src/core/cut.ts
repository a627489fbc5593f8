import { randomUUID } from 'node:crypto';
import { getFullVariable } from './commands/variables.js';
import { noop } from './commands/log.js';
import type { Clock } from './clock.js';
import type { AgiCommand } from './commands/define-command.js';
import type { Turn } from './turn.js';

/** Asterisk has read a line by then; one sent sooner may share its segment and would not be seen (the pipelining stall). */
const YOUNGEST_MS = 5;
/** How long the token's answer may take beyond two round trips before Asterisk is nudged. */
const PATIENCE_MS = 150;

/** What cutting needs of the wire. */
export interface CutHost {
  readonly clock: Clock;
  readonly roundTripMs: number;
  isRunning(turn: Turn): boolean;
  withdraw(turn: Turn): void;
  interrupt<R>(command: AgiCommand<R>): Promise<R>;
}

/**
 * Ends a running STREAM FILE, GET DATA, GET OPTION or WAIT FOR DIGIT before its time, and keeps in step: whether Asterisk
 * answers an interrupted command depends on the moment, so a token is sent whose answer cannot be mistaken for the
 * command's. A command that has ended meanwhile keeps its own answer, and one that is being cut is not cut again.
 */
export function cut(wire: CutHost, turn: Turn): Promise<void> {
  return (turn.cutting ??= cutOnce(wire, turn));
}

async function cutOnce(wire: CutHost, turn: Turn): Promise<void> {
  const { clock } = wire;
  if (turn.sentAtMs === undefined) return wire.withdraw(turn);
  await sleep(clock, Math.max(YOUNGEST_MS, 2 * wire.roundTripMs) - (clock.nowMs() - turn.sentAtMs));
  if (!wire.isRunning(turn)) return;
  const token = randomUUID();
  turn.expectCut(token);
  const answer = wire.interrupt(getFullVariable(token));
  // A stalled token is released by one further line; its own answer comes behind the token's.
  const stopWaiting = clock.after(
    PATIENCE_MS + 2 * wire.roundTripMs,
    () => void wire.interrupt(noop()).catch(() => undefined),
  );
  try {
    await answer;
  } finally {
    stopWaiting();
  }
}

const sleep = (clock: Clock, ms: number) =>
  ms <= 0 ? undefined : new Promise<void>((resolve) => void clock.after(ms, resolve));
