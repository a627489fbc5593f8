const LONGEST = 80;

// C0, DEL and C1 controls; line and paragraph separators; bidi marks, embeddings and isolates; BOM; lone surrogates.
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Makes text from outside safe to print: cut short, with control and bidi characters shown as `\xNN`.
 *
 * Every error, log line and transcript quotes foreign text (a caller's name, digits, a reply) through this one function,
 * so that no caller can forge a log line or move the cursor of the person who reads it.
 *
 * @param text - anything; what is not a string is converted first
 * @param longest - characters kept before the cut; default 80
 * @returns one line without control characters
 * @example
 * printable('Bob\n[12:00] INFO forged'); // 'Bob\\x0a[12:00] INFO forged'
 */
export function printable(text: unknown, longest: number = LONGEST): string {
  const whole = asText(text);
  const cut = whole.length > longest ? `${whole.slice(0, longest - 1)}…` : whole;
  return cut.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** An object need not have a text of its own, nor a proxy anything. */
function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return kindOf(value);
  }
}

function kindOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return '[unreadable]';
  }
}
