import { type AgiChannel, openChannel } from '../../../src/core/channel.js';
import { LINE_LIMIT } from '../../../src/core/line.js';
import type { LinkReceiver } from '../../../src/core/link.js';
import type { Wire } from '../../../src/core/wire.js';
import type { CallEvent } from '../../../src/testing/call-event.js';
import { VirtualClock } from '../../../src/testing/clock.js';
import { soundTable } from '../../../src/testing/sounds/sounds.js';
import { VirtualAsterisk } from '../../../src/testing/virtual-asterisk.js';
import type { VirtualCall } from '../../../src/testing/virtual-call.js';
import { wireOfLink } from '../../../src/testing/wire.js';
import { linkedPair, type MemoryLink } from '../../../src/transport/memory.js';
import type { FlowLine } from './flow-line.js';
import { SOUNDS } from './sounds.js';
import type { Deed } from './timeline.js';

/** How a line is unlike others. */
export interface LineOptions {
  readonly clock?: VirtualClock;
  /** Channel variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Stretches in which nothing that the app sends arrives, milliseconds after the first command: `[from, to]`. */
  readonly gaps?: readonly (readonly [fromMs: number, toMs: number])[];
}

const END_OF_ENVIRONMENT = '\n\n';

/** A call on the virtual Asterisk, answered, with the real wire at its other end, on a clock that only moves when nothing else can happen. */
export class Line implements FlowLine {
  readonly clock: VirtualClock;
  readonly call: VirtualCall;
  readonly channel: AgiChannel;
  readonly wire: Wire;
  /** Aborted when the call is over. */
  readonly signal: AbortSignal;
  /** Every line as a log would show it. */
  readonly trace: string[] = [];
  /** When the first command was sent. */
  startMs = Infinity;
  readonly #link: MemoryLink;
  /** Lines that a gap holds back. */
  #delayed = 0;

  constructor({ clock = new VirtualClock(), variables = {}, gaps = [] }: LineOptions = {}) {
    this.clock = clock;
    const over = new AbortController();
    this.signal = over.signal;
    const asterisk = new VirtualAsterisk({ clock, sounds: soundTable(SOUNDS) });
    const [theirs, ours] = linkedPair();
    this.#link = ours;
    this.call = asterisk.call(wireOfLink(theirs), { request: 'agi://localhost/test', script: 'test' }, { variables });
    const slow = delaying(ours, (line) => {
      const now = clock.nowMs() - this.startMs;
      const gap = gaps.find(([from, to]) => from <= now && now < to);
      if (gap === undefined) return ours.send(line);
      this.#delayed++;
      clock.after(gap[1] - now, () => {
        this.#delayed--;
        ours.send(line);
      });
    });
    const { channel, wire } = openChannel(slow, {
      // Nobody forges anything here, and tests look at the lines.
      mark: '',
      roundTripMs: 2,
      lineLimitBytes: LINE_LIMIT,
      clock,
      onOver: (error) => over.abort(error),
      trace: (direction, text) => this.trace.push(`${direction === 'sent' ? '>' : '<'} ${text}`),
    });
    this.channel = channel;
    this.wire = wire;
    ours.open(behindEnvironment(wire));
    this.call.begin();
  }

  /** Lets time pass until the work is done: it moves on only when the app can do nothing more at this moment. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const watched = work.finally(() => (isDone = true));
    // What it throws is thrown below.
    watched.catch(() => undefined);
    for (;;) {
      await new Promise((resolve) => void setImmediate(resolve));
      if (isDone) return watched;
      if (this.#isHalfALineUnderWay) continue;
      if (!this.clock.next())
        throw new Error(`nothing more happens, but the dialog has not ended:\n${this.trace.join('\n')}`);
    }
  }

  /** A command is cut in two pieces, with a moment of real time between them. */
  get #isHalfALineUnderWay(): boolean {
    return this.call.isAppsTurn && !this.wire.isIdle && this.wire.over === undefined && this.#delayed === 0;
  }

  /** Answers; times count from now. */
  async answer(): Promise<void> {
    await this.until(this.channel.answer());
    this.startMs = this.clock.nowMs();
  }

  get liveCommands(): number {
    return this.wire.liveCommands;
  }

  get events(): readonly CallEvent[] {
    return this.call.events;
  }

  get prompts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const event of this.events) {
      if (event.kind === 'soundStarted' && !event.continues)
        counts[event.item.text] = (counts[event.item.text] ?? 0) + 1;
    }
    return counts;
  }

  get lostKeys(): readonly string[] {
    return this.events.flatMap((event) => (event.kind === 'keyLost' ? [event.key] : []));
  }

  plan(deed: Deed): void {
    if ('hangsUp' in deed) return this.#at(deed.atMs, () => this.call.hangUp());
    if ('stopsPlayback' in deed) return this.#at(deed.atMs, () => this.call.stopPlayback());
    this.#at(deed.atMs - deed.toneMs, () => this.call.keyDown(deed.key));
    this.#at(deed.atMs, () => this.call.keyUp());
  }

  /** Here everything is there at once. */
  async settle(): Promise<void> {}

  close(): void {
    this.#link.end();
  }

  /** So long after the first command. */
  #at(atMs: number, run: () => void): void {
    this.clock.after(this.startMs + atMs - this.clock.nowMs(), run);
  }
}

const delaying = (link: MemoryLink, send: (line: string) => void) => ({
  peer: link.peer,
  open: (receiver: LinkReceiver) => link.open(receiver),
  send,
  end: () => link.end(),
  destroy: () => link.destroy(),
});

/** Passes on what comes behind the environment. */
function behindEnvironment(receiver: LinkReceiver): LinkReceiver {
  let before = '';
  let isBehind = false;
  return {
    received(chunk) {
      if (isBehind) return receiver.received(chunk);
      before += Buffer.from(chunk).toString();
      const end = before.indexOf(END_OF_ENVIRONMENT);
      if (end < 0) return;
      isBehind = true;
      const rest = before.slice(end + END_OF_ENVIRONMENT.length);
      if (rest !== '') receiver.received(Buffer.from(rest));
    },
    closed: (error) => receiver.closed(error),
  };
}
