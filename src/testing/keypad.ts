import type { Clock } from './clock.js';

/** Asterisk emits a key again so long after its tone ended between two commands. */
const EMITTED_AGAIN_MS = 100;
/** Least time between two keys that Asterisk emits itself. */
const APART_MS = 60;

/** Who reads the channel. */
export interface KeyReader {
  /** Whether a command is reading it now. */
  isReading(): boolean;
  key(key: string): void;
  lost(key: string): void;
}

/**
 * Turns tones into keys as Asterisk was measured to do. A key is known at the *end* of its tone. When no command reads at
 * that moment, the key comes again 100 ms later, provided that a command read the tone's beginning; a tone that lies wholly
 * between two commands is lost, and so is a key that comes again while still nobody reads.
 *
 * @internal
 */
export class Keypad {
  readonly #clock: Clock;
  readonly #reader: KeyReader;
  /** Keys that come again, and those that must wait behind them. */
  readonly #delayed: string[] = [];
  #down: { readonly key: string; readonly wasReading: boolean } | undefined;
  #cancel: () => void = () => {};

  constructor(clock: Clock, reader: KeyReader) {
    this.#clock = clock;
    this.#reader = reader;
  }

  /** The tone begins. */
  down(key: string): void {
    this.#down = { key, wasReading: this.#reader.isReading() };
  }

  /** The tone ends. */
  up(): void {
    const tone = this.#down;
    this.#down = undefined;
    if (tone === undefined) return;
    if (this.#delayed.length > 0) this.#delayed.push(tone.key);
    else if (this.#reader.isReading()) this.#reader.key(tone.key);
    else if (tone.wasReading) this.#delay(tone.key);
    else this.#reader.lost(tone.key);
  }

  /** Nobody is on the line any more. */
  stop(): void {
    this.#cancel();
    this.#delayed.length = 0;
    this.#down = undefined;
  }

  #delay(key: string): void {
    this.#delayed.push(key);
    this.#cancel = this.#clock.after(EMITTED_AGAIN_MS, this.#emit);
  }

  readonly #emit = (): void => {
    const key = this.#delayed.shift();
    if (key === undefined) return;
    if (this.#delayed.length > 0) this.#cancel = this.#clock.after(APART_MS, this.#emit);
    if (this.#reader.isReading()) this.#reader.key(key);
    else this.#reader.lost(key);
  };
}
