import type { Random } from './random.js';

/** A second or more longer than any trial, so that what ends it is the cut or a key. */
export const LONG = 'demo-congrats';
export const SHORT = 'cuts/short';
export const SHORT_MS = 200;

/** The least that Asterisk plays. */
const TONE_MS = 100;

/** What happens in one trial: a hold, or a sound while the work runs; perhaps a key; then the work is done. */
export interface Trial {
  readonly what: string;
  readonly files: readonly string[];
  /** Keys pressed, one after the other, as soon as the trial begins and the tone before is over. */
  readonly keys: readonly string[];
  /** When the work is done, milliseconds after the last key began, or after the trial did; undefined: at once, in the same tick. */
  readonly doneAfterMs: number | undefined;
}

type Maker = (random: Random) => Trial;

const KEYS = '0123456789*#'.split('');
const someKeys = (random: Random, count: number) => Array.from({ length: count }, () => random.oneOf(KEYS));
const around = (random: Random, ms: number) => ms + random.between(-25, 25);

const makers: readonly Maker[] = [
  (random) => ({ what: 'cut at a random moment', files: [LONG], keys: [], doneAfterMs: random.between(0, 400) }),
  (random) => ({ what: 'cut within the first frames', files: [LONG], keys: [], doneAfterMs: random.between(0, 12) }),
  () => ({ what: 'cut at once', files: [LONG], keys: [], doneAfterMs: undefined }),
  (random) => ({ what: 'cut as the sound ends', files: [SHORT], keys: [], doneAfterMs: around(random, SHORT_MS) }),
  (random) => ({
    what: 'cut as a key comes',
    files: [LONG],
    keys: someKeys(random, 1),
    doneAfterMs: around(random, TONE_MS),
  }),
  (random) => ({
    what: 'cut after a key',
    files: [LONG],
    keys: someKeys(random, 1),
    doneAfterMs: random.between(150, 300),
  }),
  (random) => ({ what: 'release at a random moment', files: [], keys: [], doneAfterMs: random.between(0, 250) }),
  () => ({ what: 'release at once', files: [], keys: [], doneAfterMs: undefined }),
  (random) => ({
    what: 'release as a key comes',
    files: [],
    keys: someKeys(random, 1),
    doneAfterMs: around(random, TONE_MS),
  }),
  (random) => ({
    what: 'release after two keys',
    files: [],
    keys: someKeys(random, 2),
    doneAfterMs: random.between(120, 250),
  }),
  (random) => ({
    what: 'release while a key is held',
    files: [],
    keys: someKeys(random, 1),
    doneAfterMs: random.between(0, 60),
  }),
];

/** A number of trials, all kinds equally often on the average. */
export function makeTrials(random: Random, count: number): Trial[] {
  return Array.from({ length: count }, () => random.oneOf(makers)(random));
}
