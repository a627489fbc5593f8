import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpectedSound, ExpectedEnd, Heard, StepTiming, PressOptions } from 'offhook/testing';
import { expect } from 'vitest';
import type { Talker } from '../../../example-app/test/scenarios/scenario.js';
import type { PlacedCall } from './placed-call.js';

/** How long something may take to be heard; a sound before it may have to end. */
const LIMIT_MS = 40_000;
/** From the keypad to the hook: a key that was pressed is read before. */
const HAND_MS = 200;

/** What a command lets the caller hear, by how its line begins. */
const SOUNDS: readonly (readonly [command: RegExp, kind: string])[] = [
  [/^(?:STREAM FILE|GET DATA|GET OPTION|CONTROL STREAM FILE) "([^"]*)"/, 'file'],
  [/^SAY DIGITS "([^"]*)"/, 'digits'],
  [/^SAY NUMBER "?(-?\d+)/, 'number'],
  [/^SAY ALPHA "([^"]*)"/, 'spelled'],
  [/^SAY DATETIME "?(\d+)/, 'date'],
  [/^RECORD FILE .*?(BEEP)/, 'beep'],
];

/** Something else was heard than what a scenario says. */
export class OtherHeard extends Error {}

/** Plays a scenario on a real Asterisk: what it executes is what is heard, and keys are tones of the other leg. */
export class RealTalker implements Talker {
  readonly #placed: PlacedCall;
  readonly #steps: (() => Promise<void>)[] = [];
  /** Commands that were looked at. */
  #seen = 0;
  #pressedAtMs = -Infinity;

  constructor(placed: PlacedCall) {
    this.#placed = placed;
  }

  hears(...all: ExpectedSound[]): this {
    return this.#add(async () => {
      for (const expected of all) {
        const heard = await this.#nextSound(expected);
        if (!fits(expected, heard))
          throw new OtherHeard(`expected ${JSON.stringify(expected)}, heard ${heard.kind} ${heard.text}`);
      }
    });
  }

  presses(keys: string, _options?: PressOptions): this {
    return this.#add(async () => {
      for (const key of keys) await this.#placed.press(key);
      this.#pressedAtMs = performance.now();
    });
  }

  /** What follows says what ends it. */
  staysSilent(): this {
    return this;
  }

  /** The caller's leg sends a tone all the time; it counts while it is recorded. */
  speaks({ forMs }: { readonly forMs: number }): this {
    return this.#add(() => sleep(forMs));
  }

  hangsUp(_moment?: StepTiming): this {
    return this.#add(async () => {
      await sleep(Math.max(0, this.#pressedAtMs + HAND_MS - performance.now()));
      await this.#placed.hangUp();
    });
  }

  isConnectedTo(target: string): this {
    const [, extension, context] = /^Local\/(\w+)@(\w+)$/.exec(target) ?? [];
    return this.#add(async () => {
      const end = await this.#placed.waitFor('DialEnd', undefined, LIMIT_MS);
      expect(end.fields['DialStatus']).toBe('ANSWER');
      expect(end.fields['DestChannel']).toContain(`Local/${extension}@${context}`);
    });
  }

  ends(expected: ExpectedEnd): this {
    return this.#add(async () => {
      if (expected.by === 'dialplan') {
        await this.#placed.waitFor('Newexten', ({ fields }) => fields['Context'] === expected.context, LIMIT_MS);
        expect(await this.#placed.agiStatus(LIMIT_MS)).toBe('SUCCESS');
        await this.#placed.hangUp();
      } else {
        expect(await this.#placed.agiStatus(LIMIT_MS)).toBe('HANGUP');
        expect(await this.#placed.variable('OFFHOOK_REASON')).toBe(expected.by);
      }
      await this.#placed.ended;
    });
  }

  /** Runs the steps. */
  async run(): Promise<void> {
    for (const step of this.#steps) await step();
  }

  #add(step: () => Promise<void>): this {
    this.#steps.push(step);
    return this;
  }

  async #nextSound(expected: ExpectedSound): Promise<{ readonly kind: string; readonly text: string }> {
    for (;;) {
      const nth = ++this.#seen;
      const event = await this.#placed.executing('', nth, LIMIT_MS).catch(() => {
        throw new Error(`waited for ${JSON.stringify(expected)}, but nothing more was executed`);
      });
      const heard = soundOf(event.fields['Command'] ?? '');
      if (heard !== undefined) return heard;
    }
  }
}

function soundOf(command: string) {
  for (const [pattern, kind] of SOUNDS) {
    const text = pattern.exec(command)?.[1];
    if (text !== undefined && text !== '') return { kind, text };
  }
  return undefined;
}

function fits(expected: ExpectedSound, heard: { readonly kind: string; readonly text: string }): boolean {
  if (typeof expected === 'string') return heard.kind === 'file' && heard.text === expected;
  if (expected instanceof RegExp) return expected.test(heard.text);
  const { heard: kind, text }: Heard = expected;
  if (kind === 'file' && text === 'beep') return heard.kind === 'beep';
  return heard.kind === kind && (text === undefined || heard.text === text);
}
