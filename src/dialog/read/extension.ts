import { type KeyPattern, matchKeys, parseKeyPattern } from '../../core/key-pattern.js';
import { ALL_KEYS } from '../keys.js';
import { collect, DIGITS } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, understood } from './reading.js';
import { wrongOption } from './wrong-option.js';

/** The extensions there are: patterns as in the dialplan, or a list of numbers. */
export type ExtensionOptions =
  /** One or several: `201`, `_2XX`, `_[13-5]Z`, `_9.` */
  | { readonly pattern: string | readonly string[] }
  /** These and no others; `*` and `#` may be part of one. */
  | { readonly allow: readonly string[] };

/** Keys of the longest extension that a pattern with `.` or `!` takes. */
const MAX_KEYS = 32;

/**
 * An internal number, as text.
 *
 * An entry of the longest length is complete without a terminator; shorter ones end with it or after a silence.
 *
 * @param options - `pattern`: one or several in Asterisk's notation; or `allow`: the numbers themselves
 * @throws OffhookError AGI_OPTION
 * @example
 * read.extension({ pattern: ['_2XX', '_3XX'] })
 * read.extension({ allow: colleagues.map(({ extension }) => extension) })
 */
export function extension(options: ExtensionOptions): Reader<string> {
  const option = 'allow' in options ? 'allow' : 'pattern';
  const texts = textsOf(option, 'allow' in options ? options.allow : options.pattern);
  if (texts.length === 0) throw wrongOption('read.extension()', option, '[]', 'at least one extension is needed');
  const patterns = texts.map((text) => parse(option, text));
  const collection = collect({
    minDigits: Math.min(...patterns.map(fewestKeys)),
    maxDigits: Math.max(...patterns.map(mostKeys)),
    alphabet: Array.from(ALL_KEYS)
      .filter((key) => patterns.some((pattern) => takes(pattern, key)))
      .join(''),
  });
  return new Reader(collection, (digits) =>
    patterns.some((pattern) => matchKeys(pattern, digits).isExact)
      ? understood(digits)
      : notUnderstood('unknownExtension'),
  );
}

function textsOf(option: 'allow' | 'pattern', given: unknown): readonly string[] {
  const texts: readonly unknown[] = [given].flat();
  const isText = (value: unknown): value is string => typeof value === 'string';
  if (texts.every(isText)) return texts;
  throw wrongOption(
    'read.extension()',
    option,
    given,
    'texts are needed: pattern, such as _2XX, or allow, the numbers',
  );
}

function parse(option: 'allow' | 'pattern', text: string): KeyPattern {
  const pattern = option === 'allow' && text.startsWith('_') ? 'a pattern belongs in "pattern"' : parseKeyPattern(text);
  if (typeof pattern === 'string') throw wrongOption('read.extension()', option, text, pattern);
  if (fewestKeys(pattern) > MAX_KEYS) {
    throw wrongOption('read.extension()', option, text, `an extension has at most ${MAX_KEYS} keys`);
  }
  return pattern;
}

const fewestKeys = ({ positions, tail }: KeyPattern) => Math.max(1, positions.length + (tail === '.' ? 1 : 0));

const mostKeys = ({ positions, tail }: KeyPattern) => (tail === undefined ? positions.length : MAX_KEYS);

const takes = ({ positions, tail }: KeyPattern, key: string) =>
  positions.some((keys) => keys.includes(key)) || (tail !== undefined && DIGITS.includes(key));
