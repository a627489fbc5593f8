import type { CallEvent } from '../testing/call-event.js';
import type { Clock } from '../testing/clock.js';
import { describeItem } from '../testing/heard.js';
import { Transcript, type TranscriptOptions } from '../testing/transcript.js';
import type { VirtualCall } from '../testing/virtual-call.js';
import type { ColourLine } from './colour.js';
import { StatusLine, timeBar } from './status-line.js';
import type { Keyboard, Screen } from './cli-environment.js';

const TONE_MS = 100;
/** Between two keys that were typed faster than tones can follow each other. */
const GAP_MS = 50;
const REDRAW_MS = 100;
/** How long the app may take to end a call that the caller has left. */
const END_LIMIT_MS = 10_000;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** What the caller hears now, and since when. */
interface Now {
  readonly text: string;
  readonly sinceMs: number;
  readonly forMs: number | undefined;
}

/** How the person left it. */
export type PhoneEnd = 'over' | 'interrupted' | 'appStays';

/** A telephone in a terminal: shows what is heard as time passes, takes keys as they are typed. */
export class InteractivePhone {
  readonly #call: VirtualCall;
  readonly #clock: Clock;
  readonly #keyboard: Keyboard;
  readonly #line: StatusLine;
  readonly #transcript: Transcript;
  readonly #keys: string[] = [];
  #isKeyDown = false;
  #now: Now | undefined;
  #cancelRedraw: () => void = () => {};
  #cancelLimit: () => void = () => {};
  #finish: (end: PhoneEnd) => void = () => {};

  readonly #colourLine: ColourLine;

  constructor(
    call: VirtualCall,
    clock: Clock,
    keyboard: Keyboard,
    screen: Screen,
    options: TranscriptOptions = {},
    colourLine: ColourLine = (line) => line,
  ) {
    this.#colourLine = colourLine;
    this.#call = call;
    this.#clock = clock;
    this.#keyboard = keyboard;
    this.#line = new StatusLine(screen);
    this.#transcript = new Transcript(options);
  }

  /** Makes the call. The terminal is as it was afterwards, whatever happens. */
  async run(): Promise<PhoneEnd> {
    const end = new Promise<PhoneEnd>((resolve) => (this.#finish = resolve));
    const stopListening = this.#call.onEvent((event) => this.#onEvent(event));
    this.#keyboard.setRawMode?.(true);
    this.#keyboard.on('data', this.#onTyped);
    this.#keyboard.resume();
    try {
      this.#line.print('Keys: 0-9 * #   h hangs up   Ctrl-C hangs up and leaves');
      this.#call.begin();
      this.#redraw();
      return await end;
    } finally {
      this.#cancelRedraw();
      this.#cancelLimit();
      stopListening();
      this.#keyboard.off('data', this.#onTyped);
      this.#keyboard.setRawMode?.(false);
      this.#keyboard.pause();
      this.#line.end();
      for (const line of this.#transcript.takeLines()) this.print(line);
    }
  }

  /** Writes a line that stays. */
  print(line: string): void {
    this.#line.print(this.#colourLine(line));
  }

  /** The person leaves: the caller hangs up, and nobody waits for the app. */
  interrupt(): void {
    this.#call.hangUp();
    this.#finish('interrupted');
  }

  readonly #onTyped = (chunk: Uint8Array): void => {
    for (const character of Buffer.from(chunk).toString('latin1')) {
      if (character === CTRL_C || character === CTRL_D) return this.interrupt();
      if (character === 'h' || character === 'H') this.#hangUp();
      else if (/[0-9*#]/.test(character)) this.#press(character);
    }
  };

  #hangUp(): void {
    this.#call.hangUp();
    this.#now = { text: 'waits for the app to end the call', sinceMs: this.#clock.nowMs(), forMs: undefined };
    this.#cancelLimit();
    this.#cancelLimit = this.#clock.after(END_LIMIT_MS, () => this.#finish('appStays'));
  }

  #press(key: string): void {
    this.#keys.push(key);
    if (!this.#isKeyDown) this.#nextKey();
  }

  #nextKey(): void {
    const key = this.#keys.shift();
    this.#isKeyDown = key !== undefined;
    if (key === undefined) return;
    this.#call.keyDown(key);
    this.#clock.after(TONE_MS, () => {
      this.#call.keyUp();
      this.#clock.after(GAP_MS, () => this.#nextKey());
    });
  }

  #onEvent(event: CallEvent): void {
    this.#transcript.push(event);
    for (const line of this.#transcript.takeLines()) this.print(line);
    this.#now = nowAfter(event, this.#now);
    if (event.kind === 'ended') this.#finish('over');
  }

  #redraw(): void {
    const { text, sinceMs, forMs } = this.#now ?? {
      text: 'the app works',
      sinceMs: this.#clock.nowMs(),
      forMs: undefined,
    };
    const passedMs = this.#clock.nowMs() - sinceMs;
    this.#line.show(forMs === undefined || !Number.isFinite(forMs) ? text : `${text}  ${timeBar(passedMs, forMs)}`);
    this.#cancelRedraw = this.#clock.after(REDRAW_MS, () => this.#redraw());
  }
}

function nowAfter(event: CallEvent, before: Now | undefined): Now | undefined {
  switch (event.kind) {
    case 'soundStarted':
      return { text: `hears ${describeItem(event.item)}`, sinceMs: event.atMs, forMs: event.durationMs };
    case 'listening':
      return { text: 'your key?', sinceMs: event.atMs, forMs: event.forMs };
    case 'connected':
      return {
        text: `talks to ${describeItem({ kind: 'file', text: event.target })}`,
        sinceMs: event.atMs,
        forMs: undefined,
      };
    case 'soundEnded':
    case 'silence':
    case 'disconnected':
    case 'reply':
      return undefined;
    default:
      return before;
  }
}
