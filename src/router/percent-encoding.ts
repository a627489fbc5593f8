const ESCAPED_RUN = /(?:%[\da-f]{2})+/gi;
// What a path holds almost always, and what needs neither decoding nor encoding.
const PLAIN = /^[\w./-]*$/;
// encodeURIComponent leaves these as they are; in a rou3 pattern they mean something.
const PATTERN_SYNTAX = /[()*]/g;

/**
 * Percent-decodes text as far as it can be decoded: `%41` is `A`; `%zz`, a lone `%` and bytes that are not UTF-8 stay.
 *
 * @internal
 */
export function decodeLeniently(text: string): string {
  return text.includes('%') ? text.replace(ESCAPED_RUN, decodeRun) : text;
}

/**
 * Writes a path so that spellings of the same text are equal: `my script`, `my%20script` and `m%79 script` become
 * `my%20script`. Slashes stay, so an escaped one (`%2F`) never becomes a separator.
 *
 * @param path - a path, or one part of it
 * @returns only what `decodeURIComponent` reads without throwing
 * @internal
 */
export function canonicalPath(path: string): string {
  return PLAIN.test(path) ? path : path.split('/').map(canonicalPart).join('/');
}

function canonicalPart(part: string): string {
  // A lone surrogate would make encodeURIComponent throw.
  return encodeURIComponent(decodeLeniently(part).toWellFormed()).replace(
    PATTERN_SYNTAX,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
