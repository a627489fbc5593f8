import { printable } from '../errors/printable.js';
import type { HeardItem } from './call-event.js';

/** Something heard that is no sound file of a name; made with {@link heard}. */
export interface Heard {
  readonly heard: HeardItem['kind'] | 'silence';
  /** Its text; nothing when any will do. */
  readonly text?: string;
}

/** What a caller expects to hear: the name of a sound file, a pattern for it, or an item made with {@link heard}. */
export type ExpectedSound = string | RegExp | Heard;

/**
 * What a caller hears that is no sound file.
 *
 * @example
 * await caller.hears('order-is', heard.digits('0012'), heard.silence);
 */
export const heard = {
  /** Digits said one by one (SAY DIGITS). */
  digits: (text: string): Heard => ({ heard: 'digits', text }),
  /** A whole number (SAY NUMBER). */
  number: (value: number): Heard => ({ heard: 'number', text: String(value) }),
  /** Letters said one by one (SAY ALPHA). */
  spelled: (text: string): Heard => ({ heard: 'spelled', text }),
  /** The spelling alphabet (SAY PHONETIC). */
  phonetic: (text: string): Heard => ({ heard: 'phonetic', text }),
  /** A day, or a day and a time (SAY DATE, SAY DATETIME). */
  date: (date: Date): Heard => ({ heard: 'date', text: String(Math.floor(date.getTime() / 1000)) }),
  /** The tone that asks to speak. */
  beep: { heard: 'file', text: 'beep' } satisfies Heard,
  /** Music on hold. */
  music: { heard: 'music' } satisfies Heard,
  /** Nothing more is played: the app waits for a key. */
  silence: { heard: 'silence' } satisfies Heard,
} as const;

/** @internal */
export function isHeard(expected: ExpectedSound, item: HeardItem): boolean {
  if (typeof expected === 'string') return item.kind === 'file' && item.text === expected;
  if (expected instanceof RegExp) return item.text.search(expected) >= 0;
  return item.kind === expected.heard && (expected.text === undefined || item.text === expected.text);
}

/** @internal An expectation as a person reads it. */
export function describeExpected(expected: ExpectedSound): string {
  if (typeof expected === 'string') return printable(expected);
  if (expected instanceof RegExp) return String(expected);
  if (expected.heard === 'silence') return 'silence';
  return expected.text === undefined ? expected.heard : describeItem({ kind: expected.heard, text: expected.text });
}

/** What is heard, as a person reads it: `sales/welcome`, `number 4`, `spelled "ann"`. */
export function describeItem({ kind, text }: HeardItem): string {
  switch (kind) {
    case 'file':
      return printable(text);
    case 'spelled':
    case 'phonetic':
      return `${kind} "${printable(text)}"`;
    case 'date':
    case 'time':
      return `${kind} ${describeMoment(Number(text))}`;
    case 'digits':
    case 'number':
    case 'music':
    case 'tone':
      return `${kind} ${printable(text)}`;
  }
}

function describeMoment(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  return Number.isNaN(date.getTime())
    ? String(epochSeconds)
    : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
