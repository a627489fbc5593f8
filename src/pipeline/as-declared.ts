const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;
/** What Asterisk takes for true and for false. */
const TRUE = new Set(['yes', 'true', 'y', 't', '1', 'on']);
const FALSE = new Set(['no', 'false', 'n', 'f', '0', 'off']);

/** A value as its parameter declares it, or what is wrong with it. */
export type DeclaredValue = { readonly value: unknown } | { readonly problem: string };

/**
 * Text as the type that a parameter declares: a number, a boolean, else the text. What is no text, because it is missing or a
 * pipe has seen to it, stays as it is.
 *
 * @param type - as it is known at run time
 */
export function asDeclared(value: unknown, type: unknown): DeclaredValue {
  if (typeof value !== 'string') return { value };
  if (type === Number) return NUMBER.test(value) ? { value: Number(value) } : { problem: 'a number is needed' };
  if (type !== Boolean) return { value };
  const word = value.toLowerCase();
  if (TRUE.has(word) || FALSE.has(word)) return { value: TRUE.has(word) };
  return { problem: 'true or false (yes, no, 1, 0, on, off) is needed' };
}
