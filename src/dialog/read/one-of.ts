import { collect } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, type Reading, understood } from './reading.js';
import type { TelephoneKey } from '../keys.js';
import { keyOption, wrongOption } from './wrong-option.js';

/** Refuses names that are no key; `1` and `'1'` name the same. A table whose names are known only at run time is checked then. */
type OnlyKeys<Choices> = {
  readonly [Name in keyof Choices]: string extends Name
    ? unknown
    : `${Name & (string | number)}` extends TelephoneKey
      ? unknown
      : never;
};

/**
 * One key for each value, of any types. Keys that stand for nothing stay free for links.
 *
 * @param choices - key → value
 * @throws OffhookError AGI_OPTION without a choice, or for a key that no telephone has
 * @example
 * read.oneOf({ '1': 'morning', '2': 'afternoon' }) // Reader<'morning' | 'afternoon'>
 */
export function oneOf<const Choices extends Readonly<Record<string, unknown>>>(
  choices: Choices & OnlyKeys<Choices>,
): Reader<Choices[keyof Choices]> {
  // Object.entries forgets the type of the values.
  const entries = Object.entries(choices) as [string, Choices[keyof Choices]][];
  if (entries.length === 0) throw wrongOption('read.oneOf()', 'choices', '{}', 'at least one key is needed');
  const byKey = new Map<string, Reading<Choices[keyof Choices]>>(
    entries.map(([key, value]) => [keyOption('read.oneOf()', 'choices', key), understood(value)]),
  );
  const collection = collect({ minDigits: 1, maxDigits: 1, alphabet: [...byKey.keys()].join('') });
  return new Reader(collection, (key) => byKey.get(key) ?? notUnderstood('notAChoice'));
}
