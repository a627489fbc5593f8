import type { AgiChannel } from '../core/channel.js';
import { processClock } from '../core/clock.js';
import { getData, waitForDigit } from '../core/commands/input.js';
import { Hold } from './hold.js';
import { ALL_KEYS, type Key } from './keys.js';
import type { Patience, Waited } from './patience.js';
import type { PromptItem, SimpleItem } from './prompt.js';
import { type Masking, soundOf, type Sounded, type SpokenItem } from './sound-of.js';
import { TypedAhead } from './typed-ahead.js';

/** How playing ended. */
export type PlayResult =
  | { readonly kind: 'finished' }
  /** A key stopped it, or was typed before; the key is kept for the next question. */
  | { readonly kind: 'key'; readonly key: Key };

/** What a conversation needs besides the channel. */
export interface ConversationOptions {
  /** Told each sound that Asterisk could not play; it is skipped. */
  readonly onMissingSound: (name: string) => void;
  /** Monotonic time in milliseconds. */
  readonly nowMs: () => number;
  /** Calls `run` once, so many milliseconds from now, unless what it returns is called; default a timer of the process. */
  readonly after?: (delayMs: number, run: () => void) => () => void;
}

/** How a question listens. */
export interface Listening {
  /** Silence after the prompt. */
  readonly timeoutMs: number;
  /** Keeps the keys out of errors and the trace. */
  readonly masked: boolean;
}

/** What the keys do that come in a sound or a pause. */
type OnKey = 'stop' | 'keep' | 'drop';

/**
 * Plays to the caller and listens to his keys, so that no key is lost and none counts twice: every key that stops a sound is
 * queued, whoever asks next takes it from the queue first, between two commands there is nothing but the socket, and while
 * the app works on something else the line is held.
 */
export class Conversation {
  readonly #channel: AgiChannel;
  readonly #options: ConversationOptions;
  readonly #typedAhead: TypedAhead;
  readonly #hold: Hold;

  constructor(channel: AgiChannel, options: ConversationOptions) {
    const { nowMs, after = (delayMs, run) => processClock.after(delayMs, run), onMissingSound } = options;
    this.#channel = channel;
    this.#options = options;
    this.#typedAhead = new TypedAhead(nowMs);
    const keep = (key: Key) => void this.#typedAhead.add(key);
    this.#hold = new Hold(channel, { nowMs, after }, { keep, onMissingSound });
  }

  /** Keeps the caller's keys whenever `work` leaves the line alone. */
  holdDuring<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold.during(work);
  }

  /** Lets the caller wait for work as `patience` says. At the limit the work is no longer waited for. */
  wait<T>(work: () => Promise<T>, patience: Patience): Promise<Waited<T>> {
    return this.#hold.wait(work, patience);
  }

  /** Plays without asking anything. Keys that stop it, or were typed before, wait for the next question. */
  async play(items: readonly PromptItem[]): Promise<PlayResult> {
    for (const item of items) await this.#hear(item, false);
    const key = this.#typedAhead.first;
    return key === undefined ? { kind: 'finished' } : { kind: 'key', key };
  }

  /** Plays a prompt and waits for the first key, which stays in the queue. */
  async listen(items: readonly PromptItem[], listening: Listening): Promise<'key' | 'silence'> {
    const last = items.at(-1);
    for (const item of items.slice(0, -1)) await this.#hear(item, listening.masked);
    let hasWaited = false;
    if (last?.kind === 'file' && (await this.#isOpen())) hasWaited = await this.#hearAndWait(last.name, listening);
    else if (last !== undefined) await this.#hear(last, listening.masked);
    if (!hasWaited && (await this.#isOpen())) await this.#waitAndKeep(listening);
    return this.#typedAhead.first === undefined ? 'silence' : 'key';
  }

  /** The next key: one typed ahead, else what is pressed within the time. */
  async nextKey({ timeoutMs, masked }: Listening): Promise<Key | undefined> {
    if (await this.#isOpen()) return timeoutMs < 1 ? undefined : this.#waitForKey(timeoutMs, masked);
    return this.#typedAhead.take();
  }

  /** Forgets the keys typed ahead: they were meant for something that is over. */
  forgetKeys(): void {
    this.#typedAhead.clear();
  }

  /** An entry was complete without its terminator: callers press it all the same, and it must not answer the next question. */
  expectTrailing(terminator: Key | undefined): void {
    this.#typedAhead.expectTrailing(terminator);
  }

  /** No key waits, in the hold neither: what comes next is heard. */
  async #isOpen(): Promise<boolean> {
    await this.#hold.release();
    return this.#typedAhead.first === undefined;
  }

  async #hear(item: PromptItem, masked: Masking): Promise<void> {
    const isOpen = await this.#isOpen();
    if (item.kind !== 'withoutBargeIn') return isOpen ? this.#playUntilKey(item, masked) : undefined;
    if (!item.keepsKeys) this.forgetKeys();
    for (const inner of item.items) await this.#playWhole(inner, item.keepsKeys ? 'keep' : 'drop', masked);
  }

  /** A key stops the item and is kept. A trailing terminator is dropped, and the item goes on where it was. */
  async #playUntilKey(item: SimpleItem, masked: Masking): Promise<void> {
    if (item.kind === 'silence') return this.#beSilent(item.durationMs, 'stop', masked);
    let sounded = await this.#sound(item, ALL_KEYS, masked);
    while (sounded.kind === 'key' && !this.#typedAhead.add(sounded.key)) {
      sounded = await this.#sound(item, ALL_KEYS, masked, sounded.endSamples);
    }
  }

  /** Nothing stops the item. Keys are dropped by Asterisk, or kept at the price of a click. */
  async #playWhole(item: SimpleItem, onKey: OnKey, masked: Masking): Promise<void> {
    if (item.kind === 'silence') return this.#beSilent(item.durationMs, onKey, masked);
    let sounded = await this.#sound(item, onKey === 'drop' ? '' : ALL_KEYS, masked);
    while (sounded.kind === 'key') {
      this.#typedAhead.add(sounded.key);
      sounded = await this.#sound(item, ALL_KEYS, masked, sounded.endSamples);
    }
  }

  /** GET DATA plays and waits in one command: no gap between the sound and the wait in which a key could fall. */
  async #hearAndWait(file: string, { timeoutMs, masked }: Listening): Promise<boolean> {
    const heard = await this.#channel.send(getData(file, { timeoutMs, maxDigits: 1 }), { masked: masked && 'answer' });
    switch (heard.kind) {
      case 'notPlayed':
        this.#options.onMissingSound(file);
        return false;
      case 'timeout':
        return true;
      case 'complete': {
        // `#` alone ends GET DATA with no digits; it gives one key here. A to D, which voices can fake, are no keys of ours:
        // they have cut the sound, and the wait goes on.
        const key = (heard.digits === '' ? '#' : heard.digits) as Key;
        if (!ALL_KEYS.includes(key)) return false;
        return this.#typedAhead.add(key) || this.#hearAndWait(file, { timeoutMs, masked });
      }
    }
  }

  async #sound(item: SpokenItem, keys: string, masked: Masking, offsetSamples?: number): Promise<Sounded> {
    const sounded = await soundOf(item, this.#channel, keys, masked, offsetSamples);
    if (sounded.kind === 'notPlayed') this.#options.onMissingSound(item.kind === 'file' ? item.name : item.kind);
    return sounded;
  }

  async #beSilent(durationMs: number, onKey: OnKey, masked: Masking): Promise<void> {
    const end = this.#options.nowMs() + durationMs;
    for (let rest = durationMs; rest >= 1; rest = Math.round(end - this.#options.nowMs())) {
      const key = await this.#waitForKey(rest, masked);
      if (key === undefined) return;
      if (onKey !== 'drop') this.#typedAhead.add(key);
      if (onKey === 'stop') return;
    }
  }

  async #waitAndKeep({ timeoutMs, masked }: Listening): Promise<void> {
    const key = await this.#waitForKey(timeoutMs, masked);
    if (key !== undefined) this.#typedAhead.add(key);
  }

  async #waitForKey(timeoutMs: number, masked: Masking): Promise<Key | undefined> {
    const end = this.#options.nowMs() + timeoutMs;
    for (let rest = timeoutMs; rest >= 1; rest = Math.round(end - this.#options.nowMs())) {
      const pressed = await this.#channel.send(waitForDigit(rest), { masked: masked && 'answer' });
      if (pressed.kind === 'timeout') return undefined;
      if (pressed.kind === 'key' && this.#typedAhead.counts(pressed.key)) return pressed.key;
    }
    return undefined;
  }
}
