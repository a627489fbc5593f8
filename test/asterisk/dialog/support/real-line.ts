import type { AgiChannel } from '../../../../src/core/channel.js';
import { type MonotonicClock, processClock } from '../../../../src/core/clock.js';
import type { CallSession } from '../../../../src/session/call-session.js';
import type { CallEvent } from '../../../../src/testing/call-event.js';
import type { FlowLine } from '../../../dialog/support/flow-line.js';
import type { LineOptions } from '../../../dialog/support/line.js';
import type { Deed } from '../../../dialog/support/timeline.js';
import type { PlacedCall } from '../../support/placed-call.js';
import type { TappedLink } from './tapped-link.js';

export interface RealLineOptions extends Pick<LineOptions, 'variables' | 'gaps'> {
  /** What is added before every line, milliseconds. */
  readonly delayMs?: number;
}

/** What a line is made of. */
interface RealLineParts {
  readonly placed: PlacedCall;
  readonly session: CallSession;
  readonly link: TappedLink;
  readonly trace: readonly string[];
}

/** Asterisk says HANGUP up to 45 ms after it has answered the command. */
const HANGUP_WITHIN_MS = 300;
/** Longer than the longest scenario. */
const LIMIT_MS = 90_000;

/** A call on a real Asterisk: keys are tones, times are those of the wall. */
export class RealLine implements FlowLine {
  readonly clock: MonotonicClock = processClock;
  readonly startMs: number;
  readonly lostKeys = undefined;
  readonly #parts: RealLineParts;
  readonly #planned: NodeJS.Timeout[] = [];
  readonly #pressed: Promise<void>[] = [];

  constructor(parts: RealLineParts, { gaps = [], delayMs = 0 }: RealLineOptions) {
    this.#parts = parts;
    this.startMs = processClock.nowMs();
    parts.link.delay = (nowMs) => {
      const at = nowMs - this.startMs;
      const gap = gaps.find(([from, to]) => from <= at && at < to);
      return gap === undefined ? delayMs : gap[1] - at;
    };
  }

  get channel(): AgiChannel {
    return this.#parts.session.channel;
  }

  get signal(): AbortSignal {
    return this.#parts.session.signal;
  }

  get liveCommands(): number {
    return this.#parts.session.liveCommands;
  }

  get events(): readonly CallEvent[] {
    return this.#parts.link.events;
  }

  get trace(): readonly string[] {
    return this.#parts.trace;
  }

  get prompts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const event of this.events) {
      if (event.kind !== 'command') continue;
      // One with an offset goes on with what has begun.
      const [, name] = /^(?:STREAM FILE "([^"]+)" "[^"]*"$|GET DATA "([^"]+)")/.exec(event.line)?.filter(Boolean) ?? [];
      if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  plan(deed: Deed): void {
    const { placed } = this.#parts;
    if ('hangsUp' in deed) return this.#at(deed.atMs, () => placed.hangUp());
    if ('stopsPlayback' in deed) return this.#at(deed.atMs, () => placed.controlPlayback('stop'));
    this.#at(deed.atMs - deed.toneMs, () => placed.press(deed.key, { durationMs: deed.toneMs }));
  }

  async until<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      const said = () => `the dialog has not ended after ${LIMIT_MS} ms:\n${this.trace.join('\n')}`;
      timer = setTimeout(() => reject(new Error(said())), LIMIT_MS);
    });
    try {
      return await Promise.race([work, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  async settle(): Promise<void> {
    for (const timer of this.#planned) clearTimeout(timer);
    await Promise.all(this.#pressed);
    await pause(this.signal.aborted ? HANGUP_WITHIN_MS : 0);
    // A hold that was released when the dialog ended has its answer still to come.
    while (!this.channel.isIdle && !this.signal.aborted) await pause(5);
  }

  close(): void {
    void this.#parts.session.end().then(() => this.#parts.placed.hangUp().catch(() => undefined));
  }

  /** Whether the tone of the first key ended while no command ran, as Asterisk tells it. */
  get didKeyEndInGap(): boolean {
    const { events, uniqueId } = this.#parts.placed;
    const end = events.findIndex(({ name, fields }) => name === 'DTMFEnd' && fields.Uniqueid === uniqueId);
    return events.slice(0, Math.max(0, end)).findLast(({ name }) => name.startsWith('AGIExec'))?.name === 'AGIExecEnd';
  }

  /** Waits until Asterisk has forgotten the call. */
  get ended(): Promise<unknown> {
    return this.#parts.placed.ended;
  }

  #at(atMs: number, run: () => Promise<void>): void {
    const timer = setTimeout(() => void this.#pressed.push(run()), this.startMs + atMs - processClock.nowMs());
    this.#planned.push(timer);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
