import type { AgiChannel } from '../core/channel.js';
import { ALL_KEYS, type Key } from './keys.js';
import type { PromptItem } from './prompt.js';

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

/** Keys typed ahead of a question that are kept; more are dropped. */
const MOST_TYPED_AHEAD = 32;

/**
 * Plays to the caller and listens to his keys, so that no key is lost and none counts twice: every key that stops a sound is
 * queued, whoever asks next takes it from the queue first, and between two commands there is nothing but the socket.
 */
export class Conversation {
  readonly #channel: AgiChannel;
  readonly #options: ConversationOptions;
  readonly #typedAhead: Key[] = [];

  constructor(channel: AgiChannel, options: ConversationOptions) {
    this.#channel = channel;
    this.#options = options;
  }

  /** Plays without asking anything. Keys that stop it, or were typed before, wait for the next question. */
  async play(items: readonly PromptItem[]): Promise<PlayResult> {
    for (const item of items) await this.#hear(item);
    const key = this.#typedAhead[0];
    return key === undefined ? { kind: 'finished' } : { kind: 'key', key };
  }

  /**
   * Plays a prompt and waits for the first key.
   *
   * @param timeoutMs - silence after the prompt
   */
  async listen(items: readonly PromptItem[], timeoutMs: number): Promise<'key' | 'silence'> {
    const last = items.at(-1);
    for (const item of items) if (item !== last) await this.#hear(item);
    if (last?.kind === 'file' && this.#typedAhead.length === 0) {
      if ((await this.#hearAndWait(last.name, timeoutMs)) === 'waited') return this.#state;
    } else if (last !== undefined) {
      await this.#hear(last);
    }
    if (this.#typedAhead.length === 0) this.#keep(await this.#waitForKey(timeoutMs));
    return this.#state;
  }

  /** The next key: one typed ahead, else what is pressed within the time. */
  async nextKey(timeoutMs: number): Promise<Key | undefined> {
    return this.#typedAhead.shift() ?? (await this.#waitForKey(timeoutMs));
  }

  /** Forgets the keys typed ahead: they were meant for something that is over. */
  forgetKeys(): void {
    this.#typedAhead.length = 0;
  }

  get #state(): 'key' | 'silence' {
    return this.#typedAhead.length > 0 ? 'key' : 'silence';
  }

  async #hear(item: PromptItem): Promise<void> {
    if (item.kind === 'withoutBargeIn') {
      this.forgetKeys();
      for (const inner of item.items) await this.#sound(inner, '');
    } else if (this.#typedAhead.length === 0) {
      this.#keep(await this.#sound(item, ALL_KEYS));
    }
  }

  /** GET DATA plays and waits in one command: no gap between the sound and the wait in which a key could fall. */
  async #hearAndWait(file: string, timeoutMs: number): Promise<'waited' | 'notPlayed'> {
    const heard = await this.#channel.getData(file, { timeoutMs, maxDigits: 1 });
    if (heard.kind === 'notPlayed') {
      this.#options.onMissingSound(file);
      return 'notPlayed';
    }
    if (heard.kind === 'timeout') return 'waited';
    // `#` alone ends GET DATA with no digits. A to D, which voices can fake, cut the sound but answer nothing.
    const key = heard.digits === '' ? '#' : heard.digits;
    if (!ALL_KEYS.includes(key)) return 'notPlayed';
    // GET DATA gives one key here, and it is one of the twelve.
    this.#keep(key as Key);
    return 'waited';
  }

  async #sound(item: PromptItem, escapeDigits: string): Promise<Key | undefined> {
    const result = await this.#command(item, escapeDigits);
    if (result.kind === 'notPlayed') this.#options.onMissingSound(item.kind === 'file' ? item.name : item.kind);
    return result.kind === 'key' ? result.key : undefined;
  }

  async #command(item: PromptItem, escapeDigits: string): Promise<{ kind: 'finished' | 'notPlayed' } | { kind: 'key'; key: Key }> {
    switch (item.kind) {
      case 'file':
        return this.#channel.streamFile(item.name, escapeDigits);
      case 'digits':
        return this.#channel.sayDigits(item.text, escapeDigits);
      case 'number':
        return this.#channel.sayNumber(item.value, escapeDigits, item.gender);
      case 'spelled':
        return this.#channel.sayAlpha(item.text, escapeDigits);
      case 'phonetic':
        return this.#channel.sayPhonetic(item.text, escapeDigits);
      case 'date':
        return this.#channel.sayDateTime(item.epochSeconds, escapeDigits, item.format, item.zone);
      case 'silence':
        return this.#beSilent(item.durationMs, escapeDigits !== '');
      case 'withoutBargeIn':
        for (const inner of item.items) await this.#sound(inner, '');
        return { kind: 'finished' };
    }
  }

  async #beSilent(durationMs: number, stopsAtKey: boolean): Promise<{ kind: 'finished' } | { kind: 'key'; key: Key }> {
    const end = this.#options.nowMs() + durationMs;
    for (let rest = durationMs; rest >= 1; rest = Math.round(end - this.#options.nowMs())) {
      const key = await this.#waitForKey(rest);
      if (key === undefined) break;
      if (stopsAtKey) return { kind: 'key', key };
    }
    return { kind: 'finished' };
  }

  async #waitForKey(timeoutMs: number): Promise<Key | undefined> {
    const end = this.#options.nowMs() + timeoutMs;
    for (let rest = timeoutMs; rest >= 1; rest = Math.round(end - this.#options.nowMs())) {
      const pressed = await this.#channel.waitForDigit(rest);
      if (pressed.kind === 'key' && ALL_KEYS.includes(pressed.key)) return pressed.key;
      if (pressed.kind === 'timeout') return undefined;
    }
    return undefined;
  }

  #keep(key: Key | undefined): void {
    if (key !== undefined && this.#typedAhead.length < MOST_TYPED_AHEAD) this.#typedAhead.push(key);
  }
}
