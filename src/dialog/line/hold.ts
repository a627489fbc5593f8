import type { AgiChannel } from '../../core/channel.js';
import type { MonotonicClock } from '../../core/clock.js';
import { ChannelState } from '../../core/commands/call.js';
import { KeptLine, type KeptLineOwner } from './kept-line.js';
import type { WaitResult, WaitSettings } from '../wait-settings.js';
import { SilenceTimer } from './silence-timer.js';

/** Between two commands this loses no key; what takes longer needs a hold. */
const HOLD_AFTER_MS = 30;
/** From about 80 ms on a gap may lose a key: told before that. */
const LONG_GAP_MS = 60;
const FILLER_AFTER_MS = 1_500;

/** Whom a hold tells. */
export interface HoldOwner extends KeptLineOwner {
  onGap(durationMs: number): void;
  /** A call that still rings is to hear a sound: answers it, if it is to be answered before the first sound. */
  answerFirst(): Promise<void> | undefined;
}

/** Work that somebody waits for: what the caller is to hear, and whom to tell when it takes too long. */
interface Wait {
  readonly settings: WaitSettings;
  onLimit?: () => void;
}

/**
 * Keeps the line while the app works on something that is no command. Nobody has to say that such work begins: it has begun
 * when nothing was sent for a while.
 */
export class Hold {
  readonly #channel: AgiChannel;
  readonly #clock: MonotonicClock;
  readonly #line: KeptLine;
  /** The innermost last: a handler, and in it what it waits for. */
  readonly #waits: Wait[] = [];
  readonly #owner: HoldOwner;
  /** Since when nothing listens, while a dialog runs. */
  #idleSinceMs: number | undefined;
  readonly #keepTimer: SilenceTimer;
  /** Made for the first wait that has a filler, or a limit: most have none. */
  #fillTimer: SilenceTimer | undefined;
  #limitTimer: SilenceTimer | undefined;
  /** Commands that had needed the caller when the line fell silent. */
  #liveAtIdle = 0;
  #isOn = false;
  /** No keys are kept before the call is answered. Unknown until it matters. */
  #isUp: boolean | undefined;
  /** Commands that had needed the caller when that was asked. */
  #liveWhenAsked = 0;

  constructor(channel: AgiChannel, clock: MonotonicClock, owner: HoldOwner) {
    this.#channel = channel;
    this.#clock = clock;
    this.#owner = owner;
    this.#line = new KeptLine(channel, owner);
    this.#keepTimer = this.#timer(() => this.#keepLine());
  }

  /** Holds the line whenever `work` leaves it alone. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isOn) return work();
    this.#isOn = true;
    this.#channel.onIdle(this.#onIdle);
    this.#startTimers();
    try {
      return await work();
    } finally {
      this.#isOn = false;
      this.#channel.onIdle(undefined);
      this.#startTimers();
      await this.#line.end();
    }
  }

  /**
   * Lets the caller wait for work.
   *
   * @returns `tooLong` at the limit; the work is then not waited for
   * @throws whatever the work throws until then
   */
  async wait<T>(work: () => Promise<T>, settings: WaitSettings): Promise<WaitResult<T>> {
    const wait: Wait = { settings };
    this.#waits.push(wait);
    this.#startTimers();
    try {
      if (settings.limitMs === undefined) return { kind: 'done', value: await work() };
      const worked = work().then((value) => ({ kind: 'done', value }) as const);
      const tooLong = new Promise<WaitResult<T>>((resolve) => (wait.onLimit = () => resolve({ kind: 'tooLong' })));
      return await Promise.race([worked, tooLong]);
    } finally {
      this.#waits.splice(this.#waits.indexOf(wait), 1);
      this.#startTimers();
      this.#line.endFiller();
    }
  }

  /** Frees the line for the caller to hear something; afterwards every key of the hold is known. */
  release(): Promise<void> | undefined {
    this.#endGap();
    this.#isUp = true;
    return this.#line.release();
  }

  readonly #onIdle = (): void => {
    if (this.#line.isKept) return this.#line.keep();
    // The app may have answered the call itself.
    if (this.#isUp === false && this.#channel.liveCommands !== this.#liveWhenAsked) this.#isUp = undefined;
    // Nobody listens during a command that does not need the caller: the gap goes on.
    if (this.#idleSinceMs === undefined || this.#hasListened) this.#idleSinceMs = this.#clock.nowMs();
    this.#liveAtIdle = this.#channel.liveCommands;
    this.#startTimers();
  };

  /** Whether anything has needed the caller since the line fell silent. */
  get #hasListened(): boolean {
    return this.#channel.liveCommands !== this.#liveAtIdle;
  }

  /** Something listens again. Before the call is answered there is nobody to hear. */
  #endGap(): void {
    const gapMs = this.#idleSinceMs === undefined ? 0 : this.#clock.nowMs() - this.#idleSinceMs;
    this.#idleSinceMs = undefined;
    if (this.#isUp && gapMs >= LONG_GAP_MS) this.#owner.onGap(Math.round(gapMs));
  }

  /** They count from the moment the line fell silent, and mean nothing when a command of the app runs at their end. */
  #startTimers(): void {
    const { fillerAfterMs = FILLER_AFTER_MS, filler, music, limitMs, hold } = this.#waits.at(-1)?.settings ?? {};
    const keeps = this.#isOn && hold !== false;
    const fills = keeps && (filler?.length || music);
    if (limitMs !== undefined) this.#limitTimer ??= this.#timer(() => this.#waits.at(-1)?.onLimit?.());
    if (fills) this.#fillTimer ??= this.#timer(() => this.#fillLine());
    this.#limitTimer?.restart(limitMs);
    this.#keepTimer.restart(keeps ? HOLD_AFTER_MS : undefined);
    this.#fillTimer?.restart(fills ? fillerAfterMs : undefined);
    // Nobody listens, and that is wanted.
    if (!keeps) this.#idleSinceMs = undefined;
  }

  #timer(run: () => void): SilenceTimer {
    return new SilenceTimer(this.#clock, () => {
      if (this.#line.isKept || this.#channel.isIdle) return run();
      // A sound or an application runs that came around the conversation: nothing is known of a gap.
      if (this.#hasListened) this.#idleSinceMs = undefined;
    });
  }

  #fillLine(): void {
    if (this.#isUp === undefined) return this.#askWhetherUp();
    const wait = this.#waits.at(-1);
    const fill = (): void => this.#line.fill(wait?.settings ?? {});
    const answering = this.#isUp ? undefined : this.#owner.answerFirst();
    // Whatever is heard on a call that rings, early media, needs the line as on one that is answered.
    this.#isUp = true;
    if (answering === undefined) return fill();
    answering.then(
      () => {
        // Unless the work is done, or uses the channel itself.
        if (!this.#isOn || this.#waits.at(-1) !== wait || !(this.#line.isKept || this.#channel.isIdle)) return;
        // It began anew when the line fell idle behind the answer.
        this.#fillTimer?.restart(undefined);
        fill();
      },
      // What went wrong is told to whoever uses the channel next.
      () => undefined,
    );
  }

  #keepLine(): void {
    if (this.#isUp === undefined) return this.#askWhetherUp();
    this.#endGap();
    if (this.#isUp && !this.#line.isKept) this.#line.keep();
  }

  /** Its answer leaves the line idle again, so that the hold begins when it is a yes. */
  #askWhetherUp(): void {
    this.#isUp = false;
    const asked = this.#channel.channelStatus();
    this.#liveWhenAsked = this.#channel.liveCommands;
    asked.then(
      (state) => (this.#isUp = state === ChannelState.up),
      // A hang-up is told to whoever uses the channel next.
      () => undefined,
    );
  }
}
