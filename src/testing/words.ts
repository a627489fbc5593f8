/** Words of one line; what comes after is dropped, as Asterisk does. */
const MAX_WORDS = 127;

/**
 * Splits a command line as Asterisk does: blanks and tabs separate, double quotes group and vanish, a backslash makes the
 * next character literal, a quote that was not closed runs to the end.
 *
 * @param line - without its line feed
 * @internal
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (!isQuoted && (character === ' ' || character === '\t')) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\\') {
      // At the end of the line it stands for nothing and begins no word.
      if (++i < line.length) word = (word ?? '') + line.charAt(i);
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words.slice(0, MAX_WORDS);
}

/** @internal Reads a number like C's `%d`: leading digits count, the rest does not; nothing when there is no digit. */
export function readInteger(text: string | undefined): number | undefined {
  const digits = /^[ \t]*[+-]?\d+/.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** @internal The same for `%lf`. */
export function readDecimal(text: string | undefined): number | undefined {
  const digits = /^[ \t]*[+-]?(\d+\.?\d*|\.\d+)/.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}
