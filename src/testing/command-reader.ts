import { decodeBytes } from './text.js';

/** What Asterisk's buffered stream takes from the socket at a time. */
const BLOCK_BYTES = 4096;
/** Longest line; the rest of a longer one is read as the next line. */
const LINE_BYTES = 8191;
const LF = 10;

/** What reading gave: a line, only part of one so far, or the end of the connection. */
export type LineRead =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'end' };

/**
 * Reads command lines with the two levels that Asterisk has: it is woken by bytes in the *socket*, but reads through a
 * *stream* that takes whole blocks. Lines that came in one piece with an earlier one are in the stream, where nothing wakes
 * it: they stay there until another byte arrives.
 *
 * @internal
 */
export class CommandReader {
  #socket: Buffer = Buffer.alloc(0);
  #stream: Buffer = Buffer.alloc(0);
  #line: Buffer = Buffer.alloc(0);
  #isEnded = false;
  #isInsideLine = false;

  push(chunk: Uint8Array): void {
    this.#socket = Buffer.concat([this.#socket, chunk]);
  }

  end(): void {
    this.#isEnded = true;
  }

  /** Whether Asterisk's poll of the socket would return. */
  get isReady(): boolean {
    return this.#socket.length > 0 || this.#isEnded;
  }

  /** Half a line has come: Asterisk does nothing but wait for its end. */
  get isInsideLine(): boolean {
    return this.#isInsideLine;
  }

  read(): LineRead {
    for (;;) {
      const isWhole = this.#takePiece();
      if (isWhole || this.#line.length === LINE_BYTES) return this.#finish();
      if (this.#stream.length > 0) continue;
      if (this.#socket.length > 0) this.#fill();
      else if (!this.#isEnded) {
        this.#isInsideLine = true;
        return { kind: 'unfinished' };
      } else return this.#line.length > 0 ? this.#finish() : { kind: 'end' };
    }
  }

  #fill(): void {
    this.#stream = this.#socket.subarray(0, BLOCK_BYTES);
    this.#socket = this.#socket.subarray(BLOCK_BYTES);
  }

  /** Moves bytes of the stream to the line, up to a line feed. True when the line is whole. */
  #takePiece(): boolean {
    const feed = this.#stream.indexOf(LF);
    const room = LINE_BYTES - this.#line.length;
    const length = Math.min(room, feed < 0 ? this.#stream.length : feed + 1);
    const piece = this.#stream.subarray(0, length);
    this.#stream = this.#stream.subarray(length);
    // A NUL ends what C sees of the piece; its line feed is lost with it, and the next line is joined on.
    const nul = piece.indexOf(0);
    const seen = nul < 0 ? piece : piece.subarray(0, nul);
    this.#line = Buffer.concat([this.#line, seen]);
    return seen.at(-1) === LF;
  }

  #finish(): LineRead {
    const bytes = this.#line.at(-1) === LF ? this.#line.subarray(0, -1) : this.#line;
    this.#line = Buffer.alloc(0);
    this.#isInsideLine = false;
    return { kind: 'line', line: decodeBytes(bytes) };
  }
}
