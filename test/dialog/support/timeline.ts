import type { Key } from '../../../src/dialog/keys.js';

/** What the caller does, and when: milliseconds after the first command. */
export type Deed =
  /** A key is *released* then; its tone began `toneMs` before. */
  | { readonly atMs: number; readonly key: Key; readonly toneMs: number }
  | { readonly atMs: number; readonly hangsUp: true }
  /** Somebody stops what is played, by AMI's ControlPlayback. */
  | { readonly atMs: number; readonly stopsPlayback: true };

export type Timeline = readonly Deed[];

const TONE_MS = 100;

/** One key. */
export const key = (pressed: Key, atMs: number, toneMs = TONE_MS): Deed => ({ atMs, key: pressed, toneMs });

/** Several keys, the first one released at `atMs`, the others 200 ms apart. */
export const keys = (pressed: string, atMs: number, everyMs = 200): Deed[] =>
  // A text of keys, by its use.
  Array.from(pressed as Iterable<Key>, (one, i) => key(one, atMs + i * everyMs));

export const hangsUp = (atMs: number): Deed => ({ atMs, hangsUp: true });

export const stopsPlayback = (atMs: number): Deed => ({ atMs, stopsPlayback: true });
