import { printable } from '../printable.js';

/** What is wrong, and what to do about it; the second is empty where the first already says what is needed. */
export type ProblemText = readonly [message: string, fix: string];

/** For what is undefined where a class belongs. */
export const CIRCULAR_IMPORT = 'Look for a circular import: it leaves a class undefined.';

/** A value as far as it can be shown: text in quotes, a class by its name. */
export const quote = (value: unknown): string =>
  typeof value === 'string' ? `"${printable(value)}"` : printable(inWords(value));

const inWords = (value: unknown) => {
  if (typeof value === 'function') return value.name === '' ? 'a function' : value.name;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof RegExp) return String(value);
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

/** Text of others with its full stop, which many leave out. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Names, one after the other. */
export const list = (items: readonly (string | number)[]): string => items.map((item) => printable(item)).join(', ');
