import { randomUUID } from 'node:crypto';
import { getFullVariable } from './commands/variables.js';
import type { MonotonicClock } from './clock.js';
import { type AgiCommand, defineCommand } from './commands/define-command.js';
import type { Turn } from './turn.js';

/** Asterisk has read a line by then; one sent sooner may share its segment and would not be seen (the pipelining stall). */
const YOUNGEST_MS = 5;
/** How long the answer of an interrupted wait may take beyond two round trips before it is taken for stalled. */
const PATIENCE_MS = 150;

/** How long a token may go unanswered beyond its round trips before Asterisk is woken; doubled each time. */
const UNHEARD_MS = 200;

/** Asks for nothing. The time to its answer is no round trip, so it is not among the instant ones. */
const WAKE = defineCommand('GET FULL VARIABLE', {
  encode: () => ({ expression: '' }),
  decode: () => undefined,
  afterHangup: true,
  text: 'marked',
})();

/** What cutting needs of the wire. */
export interface CutHost {
  readonly clock: MonotonicClock;
  /** Smoothed. */
  readonly roundTripMs: number;
  isRunning(turn: Turn): boolean;
  withdraw(turn: Turn): void;
  interrupt<R>(command: AgiCommand<R>, running: Turn): { readonly done: Promise<R>; readonly finish: () => void };
  /** Sends a command whatever runs. */
  sendNow<R>(command: AgiCommand<R>): Promise<R>;
}

/**
 * Ends a running STREAM FILE, GET DATA, GET OPTION or WAIT FOR DIGIT before its time, and keeps in step: whether Asterisk
 * answers an interrupted command depends on the moment, so a token is sent whose answer cannot be mistaken for the
 * command's. A command that has ended meanwhile keeps its own answer, and one that is being cut is not cut again.
 *
 * The token's line is sent in two pieces. The first interrupts; the second follows the command's answer, where there is one,
 * and with it goes the acknowledgement without which Asterisk's side would hold the token's answer back for 40 ms, in which
 * nothing listens for keys. Where the first piece was not seen (it shared the command's segment), the second one is.
 *
 * An Asterisk that stood still meanwhile has read the command and both pieces in one go. The token then waits in its buffer,
 * where nothing interrupts and nothing is looked for until further bytes come: so they do.
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
  const { done, finish } = wire.interrupt(getFullVariable(token), turn);
  const stopWaiting = startTimer(finish, answerMs(turn) + 2 * wire.roundTripMs);
  wakeUntilAnswered(wire, done, answerMs(turn) + UNHEARD_MS + 4 * wire.roundTripMs);
  try {
    await done;
  } finally {
    stopWaiting();
  }
}

/** Each line that wakes is answered too; the last one stands alone in the socket, so that it is heard. */
function wakeUntilAnswered(wire: CutHost, token: Promise<unknown>, firstAfterMs: number): void {
  let unanswered = 0;
  let afterMs = firstAfterMs;
  let timer: NodeJS.Timeout | undefined;
  const waitFor = (answer: Promise<unknown>) => {
    unanswered++;
    const settle = () => {
      if (--unanswered === 0) clearTimeout(timer);
    };
    answer.then(settle, settle);
  };
  const wakeLater = () => {
    timer = setTimeout(() => {
      afterMs *= 2;
      waitFor(wire.sendNow(WAKE));
      wakeLater();
    }, afterMs);
  };
  waitFor(token);
  wakeLater();
}

/** What the command's own answer may take beyond two round trips: a wait has one for certain, a sound only if it ended by itself. */
const answerMs = ({ command }: Turn) => (command.row.interrupted === 'withReply' ? PATIENCE_MS : 0);

/** Real time, whatever the clock of the call: this is about the network. */
function startTimer(run: () => void, ms: number): () => void {
  if (ms === 0) {
    run();
    return () => undefined;
  }
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

const sleep = (clock: MonotonicClock, ms: number) =>
  ms <= 0 ? undefined : new Promise<void>((resolve) => void clock.after(ms, resolve));
