/**
 * Asterisk passes bytes and never asks whether they are UTF-8. Here they are text, and a byte that is not UTF-8 becomes a
 * lone surrogate (U+DC80 to U+DCFF), so that it comes out again as the same byte.
 */
const FIRST_ESCAPE = 0xdc00;

/** @internal Bytes → text, without loss. */
export function decodeBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  return text.includes('\ufffd') ? decodeSlowly(buffer) : text;
}

/** @internal Text → bytes, the ones it came from. */
export function encodeText(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text);
  return Buffer.concat(
    [...text].map((character) => {
      const escaped = character.charCodeAt(0) - FIRST_ESCAPE;
      return character.length === 1 && escaped >= 0x80 && escaped <= 0xff ? Buffer.of(escaped) : Buffer.from(character);
    }),
  );
}

/** @internal The first bytes of a text, as Asterisk's fixed buffers cut it: also in the middle of a character. */
export function cutBytes(text: string, longest: number): string {
  const bytes = encodeText(text);
  return bytes.length <= longest ? text : decodeBytes(bytes.subarray(0, longest));
}

function decodeSlowly(buffer: Buffer): string {
  let text = '';
  for (let i = 0; i < buffer.length;) {
    const length = characterLength(buffer, i);
    text +=
      length === 0 ? String.fromCharCode(FIRST_ESCAPE + buffer.readUInt8(i)) : buffer.toString('utf8', i, i + length);
    i += Math.max(length, 1);
  }
  return text;
}

/** How many bytes the UTF-8 character at this place has; 0 when there is none. */
function characterLength(buffer: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= buffer.length; length++) {
    const piece = buffer.subarray(at, at + length);
    if (Buffer.from(piece.toString('utf8')).equals(piece)) return length;
  }
  return 0;
}
