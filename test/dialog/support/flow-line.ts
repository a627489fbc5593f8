import type { AgiChannel } from '../../../src/core/channel.js';
import type { MonotonicClock } from '../../../src/core/clock.js';
import type { CallEvent } from '../../../src/testing/call-event.js';
import type { Deed } from './timeline.js';

/** An answered call that a flow is taken through, on a virtual Asterisk or a real one. */
export interface FlowLine {
  readonly channel: AgiChannel;
  readonly clock: MonotonicClock;
  /** Aborted when the call is over. */
  readonly signal: AbortSignal;
  readonly liveCommands: number;
  /** When the first command may be sent. */
  readonly startMs: number;
  /** Commands, replies, and what else is known. */
  readonly events: readonly CallEvent[];
  /** Every line as a log would show it. */
  readonly trace: readonly string[];
  /** How often each sound began; one that went on after a click began once. */
  readonly prompts: Readonly<Record<string, number>>;
  /** Keys that Asterisk lost, where that is known. */
  readonly lostKeys: readonly string[] | undefined;
  /** The caller does it when its time has come. */
  plan(deed: Deed): void;
  /** Waits for the work while the call goes on. */
  until<T>(work: Promise<T>): Promise<T>;
  /** Afterwards everything that Asterisk has to say about what happened is among the events. */
  settle(): Promise<void>;
  close(): void;
}
