import type { FileName } from '../../core/checked-file.js';
import type { AgiChannel } from '../../core/channel.js';
import { type MonotonicClock, processClock } from '../../core/clock.js';
import { ChannelState } from '../../core/commands/call.js';
import { getData, waitForDigit } from '../../core/commands/input.js';
import type { RecordFileOptions, RecordFileResult } from '../../core/commands/media.js';
import { MASKED_KEY, type TellHappening } from '../../session/journal.js';
import { Hold, type HoldOwner } from './hold.js';
import { ALL_KEYS, type Key } from '../keys.js';
import type { WaitResult, WaitSettings } from '../wait-settings.js';
import { type OnKey, type PlaylistEntry, playlistOf, unskippable } from './playlist.js';
import { fileOf, type PromptItem, type SimpleItem } from '../prompt.js';
import { commandForItem, type Masking } from './command-for-item.js';
import { TypedAhead } from './typed-ahead.js';

type ToneItem = Extract<SimpleItem, { kind: 'tone' }>;

/** How playing ended. */
export type PlayResult =
  | { readonly kind: 'finished' }
  /** A key stopped it, or was typed before, or while it could not stop it; the key is kept for the next question. */
  | { readonly kind: 'key'; readonly key: Key };

/** What a conversation needs besides the channel. */
export interface ConversationOptions {
  /** Told the keys, each sound that Asterisk could not play (it is skipped), and each long gap in which nobody listened. */
  readonly tell: TellHappening;
  /** Told each key that a question took, and whether it masks them, and each that nothing takes any more. */
  onKey?(key: Key, isMasked: boolean): void;
  /** The language in which Asterisk speaks to the caller now; default `en`. */
  readonly language?: () => string;
  /** Default the time of the process. */
  readonly clock?: MonotonicClock;
  /** Whether a call that still rings is answered before the first sound. Default no. */
  readonly answersFirst?: boolean;
}

/** Telephones cut off the first syllable. */
const AFTER_ANSWER_MS = 300;

/** How a question listens. */
export interface Listening {
  /** Silence after the prompt. */
  readonly timeoutMs: number;
  /** Keeps the keys out of errors and the trace. */
  readonly masked: boolean;
}

/** How a prompt is heard. */
export interface ListenOptions extends Listening {
  /** The keys that stop it; the others are lost while it is heard. Default every key. */
  readonly stopKeys?: string;
}

/**
 * Plays to the caller and listens to their keys, so that no key is lost and none counts twice: every key that stops a sound is
 * queued, whoever asks next takes it from the queue first, between two commands there is nothing but the socket, and while
 * the app works on something else the line is held.
 */
export class Conversation implements HoldOwner {
  readonly #channel: AgiChannel;
  readonly #options: ConversationOptions;
  readonly #clock: MonotonicClock;
  readonly #typedAhead: TypedAhead;
  readonly #hold: Hold;
  /** Whether keys skip and stop what the handler plays that runs now. */
  isSkippable = true;
  /** Whether the call is to be answered before the next sound, if it still rings. */
  #answersFirst: boolean;
  /** What Asterisk speaks for the length of an item. */
  #foreign: string | undefined;

  constructor(channel: AgiChannel, options: ConversationOptions) {
    const { clock = processClock, tell } = options;
    this.#channel = channel;
    this.#options = options;
    this.#clock = clock;
    this.#answersFirst = options.answersFirst ?? false;
    this.#typedAhead = new TypedAhead(clock, tell, options);
    this.#hold = new Hold(channel, clock, this);
  }

  /** Answers the call, and is silent for a while; keys pressed meanwhile are kept. */
  async answer(afterAnswerMs = AFTER_ANSWER_MS): Promise<void> {
    this.#answersFirst = false;
    await this.#channel.answer();
    // Nobody knows yet what the keys are for.
    await this.#beSilent(afterAnswerMs, 'keep', 'answer');
  }

  /** Decides for what `work` plays whether a key skips it. A dialog may be run in one of another kind. */
  async letSkip<T>(isSkippable: boolean, work: () => Promise<T> | T): Promise<T> {
    const before = this.isSkippable;
    this.isSkippable = isSkippable;
    try {
      return await work();
    } finally {
      this.isSkippable = before;
    }
  }

  /** Keeps the caller's keys whenever `work` leaves the line alone. */
  holdDuring<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold.during(work);
  }

  /** Lets the caller wait for work as `settings` say. At the limit the work is no longer waited for. */
  wait<T>(work: () => Promise<T>, settings: WaitSettings): Promise<WaitResult<T>> {
    return this.#hold.wait(work, settings);
  }

  /**
   * Plays without asking anything. Keys that stop it, or were typed before, wait for the next question: it may be a secret
   * one, so they are shown nowhere.
   *
   * @param isSkippable - whether keys stop it, and skip it when they were typed before
   */
  async play(items: readonly PromptItem[], isSkippable = true): Promise<PlayResult> {
    if (items.length > 0) await this.#takeLine();
    const playlist = this.#playlistOf(items);
    await this.#hear(isSkippable ? playlist : unskippable(playlist), ALL_KEYS, 'answer');
    if (this.#foreign !== undefined) await this.#speak(undefined);
    const key = this.#typedAhead.first;
    return key === undefined ? { kind: 'finished' } : { kind: 'key', key };
  }

  /** Plays a prompt and waits for the first key, which stays in the queue. */
  async listen(items: readonly PromptItem[], options: ListenOptions): Promise<'key' | 'silence'> {
    const { masked, stopKeys = ALL_KEYS } = options;
    await this.#takeLine();
    const playlist = this.#playlistOf(items);
    const last = playlist.at(-1);
    // GET DATA is stopped by every key.
    const file = last?.item.kind === 'file' && last.onKey === 'stop' && stopKeys === ALL_KEYS ? last.item : undefined;
    if (file !== undefined) playlist.pop();
    await this.#hear(playlist, stopKeys, masked);
    let hasWaited = false;
    if (file !== undefined && this.#isOpen) {
      if (last?.language !== this.#foreign) await this.#speak(last?.language);
      hasWaited = await this.#hearAndWait(fileOf(file), options);
    }
    if (!hasWaited && this.#isOpen) await this.#waitAndKeep(options);
    if (this.#foreign !== undefined) await this.#speak(undefined);
    return this.#isOpen ? 'silence' : 'key';
  }

  /** The next key: one typed ahead, else what is pressed within the time. */
  async nextKey({ timeoutMs, masked }: Listening): Promise<Key | undefined> {
    await this.#takeLine();
    if (!this.#isOpen) return this.#typedAhead.take(masked);
    const key = timeoutMs < 1 ? undefined : await this.#waitForKey(timeoutMs, masked);
    if (key === undefined) return undefined;
    this.#options.onKey?.(key, masked);
    this.#options.tell({ kind: 'key', key: masked ? MASKED_KEY : key });
    return key;
  }

  /** Records what the caller says; what they typed before ends no recording. */
  async recordFile(file: FileName, options: RecordFileOptions): Promise<RecordFileResult> {
    await this.#takeLine();
    this.forgetKeys();
    return this.#channel.recordFile(file, options);
  }

  /** Forgets the keys typed ahead: they were meant for something that is over. */
  forgetKeys(): void {
    this.#typedAhead.clear();
  }

  /** An entry was complete without its terminator: callers press it all the same, and it must not answer the next question. */
  expectTrailing(terminator: Key | undefined): void {
    this.#typedAhead.expectTrailing(terminator);
  }

  /** Frees the line for something that is heard, and answers a call that still rings; every key of the hold is known then. */
  #takeLine(): Promise<void> | undefined {
    return this.#answersFirst ? this.#answerIfItRings() : this.#hold.release();
  }

  /** No key waits: what comes next is heard. */
  get #isOpen(): boolean {
    return this.#typedAhead.first === undefined;
  }

  async #answerIfItRings(): Promise<void> {
    this.#answersFirst = false;
    if ((await this.#channel.channelStatus()) !== ChannelState.up) await this.answer();
    await this.#hold.release();
  }

  #playlistOf(items: readonly PromptItem[]): PlaylistEntry[] {
    return playlistOf(items, this.#language);
  }

  async #hear(playlist: readonly PlaylistEntry[], stopKeys: string, masked: Masking): Promise<void> {
    for (const { item, onKey, language } of playlist) {
      if (onKey === 'stop' && !this.#isOpen) continue;
      if (onKey === 'drop') this.forgetKeys();
      if (language !== this.#foreign) await this.#speak(language);
      // Kept keys may answer a later question than this one.
      const masking = onKey === 'keep' ? masked || 'answer' : masked;
      if (item.kind === 'silence') await this.#beSilent(item.durationMs, onKey, masking);
      else if (item.kind === 'tone') await this.#soundTone(item, onKey, masking);
      else {
        const keys = onKey === 'stop' ? stopKeys : onKey === 'keep' ? ALL_KEYS : '';
        // The name of a file is no secret, what is said may be one.
        const options = { masked: item.kind === 'file' ? masking && 'answer' : masking };
        let sounded = await this.#channel.send(commandForItem(item, keys), options);
        // A key is dropped by Asterisk, or kept: then it ends the item, or the item goes on where it was, at the price of a
        // click. So it does behind a trailing terminator.
        while (sounded.kind === 'key' && !(this.#typedAhead.add(sounded.key) && onKey === 'stop'))
          sounded = await this.#channel.send(commandForItem(item, keys, sounded.endSamples), options);
        if (sounded.kind === 'notPlayed') this.onMissingSound(item.kind === 'file' ? item.name : item.kind);
      }
    }
  }

  /** Speaks another language from here on; `undefined` is the caller's own again. */
  async #speak(language: string | undefined): Promise<void> {
    this.#foreign = language;
    await this.#channel.setFunction('CHANNEL', 'language', language ?? this.#language);
  }

  async #soundTone({ tone, durationMs }: ToneItem, onKey: OnKey, masked: Masking): Promise<void> {
    if ((await this.#channel.exec('Playtones', tone)) !== 0) return this.onMissingSound(tone);
    await this.#beSilent(durationMs, onKey, masked);
    await this.#channel.exec('StopPlaytones');
  }

  /** GET DATA plays and waits in one command: no gap between the sound and the wait in which a key could fall. */
  async #hearAndWait(file: FileName, { timeoutMs, masked }: Listening): Promise<boolean> {
    const heard = await this.#channel.send(getData(file, { timeoutMs, maxDigits: 1 }), { masked: masked && 'answer' });
    switch (heard.kind) {
      case 'notPlayed':
        this.onMissingSound(String(file));
        return false;
      case 'timeout':
        return true;
      case 'control':
        // AMI acts on the channel, and nobody pressed a key: the wait goes on.
        return false;
      case 'complete': {
        // `#` alone ends GET DATA with no digits; it gives one key here. A to D, which voices can fake, are no keys of ours:
        // they have cut the sound, and the wait goes on.
        const key = (heard.digits === '' ? '#' : heard.digits) as Key;
        if (!ALL_KEYS.includes(key)) return false;
        return this.#typedAhead.add(key) || this.#hearAndWait(file, { timeoutMs, masked });
      }
    }
  }

  get #language(): string {
    return this.#options.language?.() ?? 'en';
  }

  /** Asterisk does not have a sound; it is skipped. */
  onMissingSound(sound: string): void {
    this.#options.tell({ kind: 'soundMissing', sound });
  }

  /** Keeps a key that came while the line was held. */
  keep(key: Key): void {
    this.#typedAhead.add(key);
  }

  /** A filler is a sound like any other. */
  answerFirst(): Promise<void> | undefined {
    return this.#answersFirst ? this.answer() : undefined;
  }

  /** Nobody listened to the caller for so long. */
  onGap(durationMs: number): void {
    this.#options.tell({ kind: 'gap', durationMs });
  }

  async #beSilent(durationMs: number, onKey: OnKey, masked: Masking): Promise<void> {
    const end = this.#clock.nowMs() + durationMs;
    for (let rest = durationMs; rest >= 1; rest = Math.round(end - this.#clock.nowMs())) {
      const key = await this.#waitForKey(rest, masked);
      if (key === undefined) return;
      if (onKey === 'stop' || onKey === 'keep') this.#typedAhead.add(key);
      if (onKey === 'stop') return;
    }
  }

  async #waitAndKeep({ timeoutMs, masked }: Listening): Promise<void> {
    const key = await this.#waitForKey(timeoutMs, masked);
    if (key !== undefined) this.#typedAhead.add(key);
  }

  async #waitForKey(timeoutMs: number, masked: Masking): Promise<Key | undefined> {
    const end = this.#clock.nowMs() + timeoutMs;
    for (let rest = timeoutMs; rest >= 1; rest = Math.round(end - this.#clock.nowMs())) {
      const pressed = await this.#channel.send(waitForDigit(rest), { masked: masked && 'answer' });
      if (pressed.kind === 'timeout') return undefined;
      if (pressed.kind === 'key' && this.#typedAhead.counts(pressed.key)) return pressed.key;
    }
    return undefined;
  }
}
