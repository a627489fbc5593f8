import type { AgiChannel } from '../core/channel.js';
import { getData, waitForDigit } from '../core/commands/input.js';
import { ALL_KEYS, type Key } from './keys.js';
import type { PromptItem, SimpleItem } from './prompt.js';
import { soundOf, type Sounded } from './sound-of.js';

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
}

/** How a question listens. */
export interface Listening {
  /** Silence after the prompt. */
  readonly timeoutMs: number;
  /** Keeps the keys out of errors and the trace. */
  readonly masked: boolean;
}

/** Keys typed ahead of a question that are kept; more are dropped. */
const MOST_TYPED_AHEAD = 32;
/** A key typed longer ago was meant for something that is forgotten. */
const OLDEST_TYPED_AHEAD_MS = 10_000;
/** How long after a complete entry its terminator is habit and not an answer. */
const TRAILING_TERMINATOR_MS = 2_000;

/**
 * Plays to the caller and listens to his keys, so that no key is lost and none counts twice: every key that stops a sound is
 * queued, whoever asks next takes it from the queue first, and between two commands there is nothing but the socket.
 */
export class Conversation {
  readonly #channel: AgiChannel;
  readonly #options: ConversationOptions;
  readonly #typedAhead: { readonly key: Key; readonly atMs: number }[] = [];
  #trailing: { readonly key: Key; readonly untilMs: number } | undefined;

  constructor(channel: AgiChannel, options: ConversationOptions) {
    this.#channel = channel;
    this.#options = options;
  }

  /** Plays without asking anything. Keys that stop it, or were typed before, wait for the next question. */
  async play(items: readonly PromptItem[]): Promise<PlayResult> {
    for (const item of items) await this.#hear(item);
    const first = this.#typedAhead[0];
    return first === undefined ? { kind: 'finished' } : { kind: 'key', key: first.key };
  }

  /** Plays a prompt and waits for the first key, which stays in the queue. */
  async listen(items: readonly PromptItem[], listening: Listening): Promise<'key' | 'silence'> {
    const last = items.at(-1);
    for (const item of items) if (item !== last) await this.#hear(item);
    let hasWaited = false;
    if (last?.kind === 'file' && this.#isOpen) hasWaited = await this.#hearAndWait(last.name, listening);
    else if (last !== undefined) await this.#hear(last);
    if (this.#isOpen && !hasWaited) this.#keep(await this.#waitForKey(listening.timeoutMs, listening.masked));
    return this.#isOpen ? 'silence' : 'key';
  }

  /** The next key: one typed ahead, else what is pressed within the time. */
  async nextKey({ timeoutMs, masked }: Listening): Promise<Key | undefined> {
    for (let typed = this.#typedAhead.shift(); typed !== undefined; typed = this.#typedAhead.shift()) {
      if (this.#nowMs() - typed.atMs <= OLDEST_TYPED_AHEAD_MS) return typed.key;
    }
    return timeoutMs < 1 ? undefined : this.#waitForKey(timeoutMs, masked);
  }

  /** Forgets the keys typed ahead: they were meant for something that is over. */
  forgetKeys(): void {
    this.#typedAhead.length = 0;
  }

  /** An entry was complete without its terminator: callers press it all the same, and it must not answer the next question. */
  expectTrailing(terminator: Key | undefined): void {
    this.#trailing = terminator && { key: terminator, untilMs: this.#nowMs() + TRAILING_TERMINATOR_MS };
  }

  /** No key waits: what comes next is heard. */
  get #isOpen(): boolean {
    return this.#typedAhead.length === 0;
  }

  #nowMs(): number {
    return this.#options.nowMs();
  }

  async #hear(item: PromptItem): Promise<void> {
    if (item.kind !== 'withoutBargeIn') return this.#isOpen ? this.#playUntilKey(item) : undefined;
    if (!item.keepsKeys) this.forgetKeys();
    for (const inner of item.items) await this.#playWhole(inner, item.keepsKeys);
  }

  /** A key stops the item and is kept. A trailing terminator is dropped, and the item goes on where it was. */
  async #playUntilKey(item: SimpleItem): Promise<void> {
    let sounded = await this.#sound(item, ALL_KEYS);
    while (sounded.kind === 'key' && !this.#keep(sounded.key)) sounded = await this.#sound(item, ALL_KEYS, sounded.endSamples);
  }

  /** Nothing stops the item. Keys are dropped by Asterisk, or kept at the price of a click. */
  async #playWhole(item: SimpleItem, keepsKeys: boolean): Promise<void> {
    let sounded = await this.#sound(item, keepsKeys ? ALL_KEYS : '');
    while (sounded.kind === 'key') {
      this.#keep(sounded.key);
      sounded = await this.#sound(item, ALL_KEYS, sounded.endSamples);
    }
  }

  /** GET DATA plays and waits in one command: no gap between the sound and the wait in which a key could fall. */
  async #hearAndWait(file: string, { timeoutMs, masked }: Listening): Promise<boolean> {
    const heard = await this.#channel.send(getData(file, { timeoutMs, maxDigits: 1 }), { masked });
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
        return this.#keep(key) || this.#hearAndWait(file, { timeoutMs, masked });
      }
    }
  }

  async #sound(item: SimpleItem, keys: string, offsetSamples?: number): Promise<Sounded> {
    if (item.kind === 'silence') return this.#beSilent(item.durationMs, keys !== '');
    const sounded = await soundOf(item, this.#channel, keys, offsetSamples);
    if (sounded.kind === 'notPlayed') this.#options.onMissingSound(item.kind === 'file' ? item.name : item.kind);
    return sounded;
  }

  async #beSilent(durationMs: number, stopsAtKey: boolean): Promise<Sounded> {
    const end = this.#nowMs() + durationMs;
    for (let rest = durationMs; rest >= 1; rest = Math.round(end - this.#nowMs())) {
      const key = await this.#waitForKey(rest, false);
      if (key === undefined) break;
      if (stopsAtKey) return { kind: 'key', key, endSamples: undefined };
    }
    return { kind: 'finished' };
  }

  async #waitForKey(timeoutMs: number, masked: boolean): Promise<Key | undefined> {
    const end = this.#nowMs() + timeoutMs;
    for (let rest = timeoutMs; rest >= 1; rest = Math.round(end - this.#nowMs())) {
      const pressed = await this.#channel.send(waitForDigit(rest), { masked });
      if (pressed.kind === 'timeout') return undefined;
      if (pressed.kind === 'key' && ALL_KEYS.includes(pressed.key) && !this.#isTrailing(pressed.key)) return pressed.key;
    }
    return undefined;
  }

  /** Queues a key, if it is one that counts. */
  #keep(key: Key | undefined): boolean {
    if (key === undefined || !ALL_KEYS.includes(key) || this.#isTrailing(key)) return false;
    if (this.#typedAhead.length < MOST_TYPED_AHEAD) this.#typedAhead.push({ key, atMs: this.#nowMs() });
    return true;
  }

  /** Whether this is the terminator of an entry that was complete without it; only the first key after the entry can be. */
  #isTrailing(key: Key): boolean {
    const trailing = this.#trailing;
    this.#trailing = undefined;
    return trailing?.key === key && this.#nowMs() <= trailing.untilMs;
  }
}
