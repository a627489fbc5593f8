import { type KeyPattern, matchKeys, parseKeyPattern } from '../../core/key-pattern.js';
import { OffhookError } from '../../errors/offhook-error.js';

/** A number as it is written, or a pattern of the dialplan. */
export type NumberPattern = string | KeyPattern;

/** Reads numbers and patterns. Only what begins with `_` is a pattern; `+` and letters are no keys, but may be in a number. */
export function readNumbers(numbers: readonly string[], option: string): NumberPattern[] {
  return numbers.map((text) => {
    if (typeof text === 'string' && !text.startsWith('_')) return text;
    const pattern = parseKeyPattern(String(text));
    if (typeof pattern !== 'string') return pattern;
    throw new OffhookError('AGI_OPTION', {
      option,
      value: text,
      problem: `it is no pattern of the dialplan: ${pattern}`,
    });
  });
}

/** Whether a number is one of those. */
export const fitsAny = (patterns: readonly NumberPattern[], number: string): boolean =>
  patterns.some((pattern) => (typeof pattern === 'string' ? pattern === number : matchKeys(pattern, number).isExact));
