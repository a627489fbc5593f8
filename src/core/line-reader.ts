const LF = 10;
const NOTHING = Buffer.alloc(0);

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Cuts a byte stream into lines at LF, whatever the pieces it comes in. Bytes are decoded a whole line at a time, so a
 * UTF-8 character may be split anywhere; what is not UTF-8 becomes U+FFFD. A CR is data, as it is for Asterisk.
 */
export class LineReader {
  #rest: Buffer = NOTHING;
  /** Where the rest stands at the beginning, with room behind it; nothing while the rest is a part of a piece. */
  #room: Buffer = NOTHING;
  /** How much of the rest is known to hold no line feed. */
  #searched = 0;

  /** @param limitBytes - longest line accepted, its line feed not counted */
  constructor(private readonly limitBytes: number) {}

  /**
   * Takes a piece and calls back for each line that it completes, until the callback says `false`.
   *
   * @returns `'tooLong'` when a line passed the limit (the reader is then of no more use), else `'ok'`
   */
  push(chunk: Uint8Array, onLine: (line: string) => boolean | void): 'ok' | 'tooLong' {
    const bytes = this.#append(bufferOf(chunk));
    this.#rest = NOTHING;
    let start = 0;
    let hasStopped = false;
    for (let end = bytes.indexOf(LF, this.#searched); end >= 0; end = bytes.indexOf(LF, start)) {
      if (end - start > this.limitBytes) {
        // What an error quotes does not depend on how it was split.
        this.#rest = bytes.subarray(start);
        return 'tooLong';
      }
      const line = bytes.toString('utf8', start, end);
      start = end + 1;
      hasStopped = onLine(line) === false;
      if (hasStopped) break;
    }
    if (start > 0) this.#room = NOTHING;
    this.#rest = start < bytes.length ? bytes.subarray(start) : NOTHING;
    this.#searched = hasStopped ? 0 : this.#rest.length;
    return this.#rest.length > this.limitBytes && this.#rest.indexOf(LF) < 0 ? 'tooLong' : 'ok';
  }

  /** Gives up the bytes not yet made into lines: another reader goes on with them. */
  takeRest(): Buffer {
    const rest = this.#rest;
    this.#rest = NOTHING;
    this.#room = NOTHING;
    this.#searched = 0;
    return rest;
  }

  /** Puts a piece behind the rest. Room is doubled: a long line that comes byte by byte is not copied with each. */
  #append(piece: Buffer): Buffer {
    const from = this.#rest.length;
    if (from === 0) return piece;
    const length = from + piece.length;
    if (length > this.#room.length) {
      this.#room = Buffer.allocUnsafe(2 * length);
      this.#rest.copy(this.#room);
    }
    piece.copy(this.#room, from);
    return this.#room.subarray(0, length);
  }

  /** Nothing of an unfinished line has come. */
  get isEmpty(): boolean {
    return this.#rest.length === 0;
  }

  /** The beginning of an unfinished line, for an error message. */
  get unfinished(): string {
    return this.#rest.toString('utf8', 0, 200);
  }
}
