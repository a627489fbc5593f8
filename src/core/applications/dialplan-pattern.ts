import { refusal } from '../line.js';

const KEYS = '[0-9*#A-D]';
const CLASSES: Readonly<Record<string, string>> = {
  X: '[0-9]',
  Z: '[1-9]',
  N: '[2-9]',
  '.': `${KEYS}+`,
  '!': `${KEYS}*`,
  '-': '',
};

const PATTERN = /^_(?:[0-9*#+A-DXZN-]|\[(?:[0-9]-[0-9]|[0-9*#])+\])*[.!]?$/i;
const RANGE = /([0-9])-([0-9])/g;

/**
 * Whether digits fit an extension as the dialplan writes it: `201`, or a pattern such as `_2XX`, `_0[1-9].`.
 *
 * @param pattern - after `_`: `X` 0-9, `Z` 1-9, `N` 2-9, `[13-5]`, and at the end `.` (one or more keys) or `!` (any number)
 * @throws ArgumentError when it is no such pattern
 * @internal
 */
export function fitsPattern(pattern: string, digits: string): boolean {
  if (!pattern.startsWith('_')) return pattern === digits;
  if (!PATTERN.test(pattern) || pattern.length < 2 || hasBackwardRange(pattern)) {
    throw refusal('extension', 'allow', pattern, 'it is no pattern of the dialplan, such as _2XX, _9[1-5]X or _0.');
  }
  const expression = pattern
    .slice(1)
    .replace(
      /\[[^\]]+\]|[*+.!XZN-]/gi,
      (part) => CLASSES[part.toUpperCase()] ?? (part.length > 1 ? part : `\\${part}`),
    );
  return new RegExp(`^${expression}$`).test(digits);
}

/** `[5-1]`: nothing fits it. */
const hasBackwardRange = (pattern: string) =>
  [...pattern.matchAll(/\[[^\]]+\]/g)].some(([set]) =>
    [...set.matchAll(RANGE)].some(([, from = '', to = '']) => from > to),
  );
