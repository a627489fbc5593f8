import { ALL_KEYS, type Key } from '../core/values.js';

export { ALL_KEYS, type Key };

/** One of the twelve keys that every telephone has. A to D are no choice: callers' voices can fake them. */
export type TelephoneKey = Exclude<Key, 'A' | 'B' | 'C' | 'D'>;
