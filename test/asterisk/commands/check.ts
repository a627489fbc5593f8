import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import type * as table from '../../../src/core/commands/index.js';
import type { AgiChannel } from '../../../src/core/channel.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import type { CommandLab, LabCall, LabCallOptions } from '../support/command-lab.js';
import type { PlacedCall } from '../support/placed-call.js';
import type { SpeechEngine } from '../support/speech-engine.js';

/** The commands by the name of their row, which is the name of the channel's method. */
export type RowName = keyof typeof table;

/** How a command can end, as far as the caller and Asterisk decide it. */
export const OUTCOMES = ['success', 'failure', 'key', 'timeout', 'hangUp'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a check has to work with. */
export interface CheckContext {
  readonly channel: AgiChannel;
  readonly call: LabCall;
  readonly placed: PlacedCall;
  /** 22 or 16. */
  readonly release: number;
  /** Undefined on a release that has none to connect to. */
  readonly engine: SpeechEngine | undefined;
}

/** One fact about a command, shown on a call of its own. */
export interface Check {
  /** What the command does, as the end of a sentence that begins with its name. */
  readonly says: string;
  readonly show: (context: CheckContext) => Promise<unknown>;
  readonly options: CheckOptions;
}

export interface CheckOptions extends LabCallOptions {
  /** Runs on an instance without the sounds of digits and letters. */
  readonly isMute?: boolean;
  /** Not run on Asterisk 16; the row of `differences.ts` that says what happens there instead. */
  readonly differsOn16?: string;
  /**
   * Where the machine has much to do, Asterisk's AEAP now and then never answers again in a call that uses it: 5 of 26 runs of
   * these checks beside busy processes, none of 14 without. Such a call is made once more; any other failure counts.
   */
  readonly isStuckAtTimes?: boolean;
}

/** An outcome that a command cannot have here, with the reason. */
export interface Impossible {
  readonly cannot: string;
}

/** Every outcome of a row: shown, or impossible for a reason. */
export type RowChecks = Readonly<Record<Outcome, readonly [Check, ...Check[]] | Impossible>>;
/** The rows of one family. */
export type FamilyChecks<Rows extends RowName> = Readonly<Record<Rows, RowChecks>>;

export const check = (says: string, show: Check['show'], options: CheckOptions = {}): Check => ({
  says,
  show,
  options,
});
export const cannot = (reason: string): Impossible => ({ cannot: reason });

export const ANSWERS_AT_ONCE = cannot('it answers at once: nothing can happen meanwhile');
export const TAKES_NO_KEYS = cannot('it takes no keys');
export const NEVER_FAILS = cannot('Asterisk answers the same whatever happens');
export const WAITS_FOR_NOTHING = cannot('it waits for nothing but its own end');

/** The instances that checks run on. */
export interface Labs {
  readonly speaking: CommandLab;
  readonly mute: CommandLab;
  readonly engine: SpeechEngine | undefined;
}

/** Runs a check on a call of its own, and requires that Asterisk executed the command and that nothing came out of step. */
export async function run(labs: Labs, verb: string, { show, options }: Check): Promise<void> {
  const { isMute = false, differsOn16: _, isStuckAtTimes: __, ...callOptions } = options;
  const lab = isMute ? labs.mute : labs.speaking;
  const call = await lab.call(callOptions);
  const { channel, placed, release } = call;
  try {
    await show({ channel, call, placed, release, engine: labs.engine });
    if (call.session.signal.aborted) expect(call.session.signal.reason).toBeInstanceOf(HangUpError);
  } finally {
    await call.end();
  }
  expect(call.executed.filter((line) => line.startsWith(verb))).not.toEqual([]);
}

/** Expects a command to end by a hang-up while it runs, `afterMs` after its beginning, and the call to be over. */
export async function hangsUpDuring(
  { call, placed }: CheckContext,
  verb: string,
  command: Promise<unknown>,
  afterMs = 0,
): Promise<void> {
  const ends = expect(command).rejects.toThrow(HangUpError);
  ends.catch(() => {}); // awaited below, perhaps after something else has failed
  await placed.executing(verb);
  if (afterMs > 0) await pause(afterMs);
  await call.hangUp();
  await ends;
  expect(call.session.signal.aborted).toBe(true);
  expect(call.session.signal.reason).toMatchObject({ name: 'HangUpError', reason: 'caller' });
}

/** Presses a key while a command runs and returns what the command gives. */
export async function pressedDuring<R>(
  { placed }: CheckContext,
  verb: string,
  command: Promise<R>,
  ...keys: string[]
): Promise<R> {
  command.catch(() => {}); // the caller awaits it, perhaps after something else has failed
  await placed.executing(verb);
  for (const key of keys) await placed.press(key);
  return command;
}

/** How long something takes, milliseconds. */
export async function timeOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}
