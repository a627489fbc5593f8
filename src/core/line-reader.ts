const LF = 10;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts a byte stream into lines at LF, whatever the pieces it comes in. Bytes are decoded a whole line at a time, so a
 * UTF-8 character may be split anywhere; what is not UTF-8 becomes U+FFFD. A CR is data, as it is for Asterisk.
 */
export class LineReader {
  #rest: Buffer = NOTHING;

  /** @param limitBytes - longest line accepted, its line feed not counted */
  constructor(private readonly limitBytes: number) {}

  /**
   * Takes a piece and calls back for each line that it completes, until the callback says `false`.
   *
   * @returns `'tooLong'` when a line passed the limit (the reader is then of no more use), else `'ok'`
   */
  push(chunk: Uint8Array, onLine: (line: string) => boolean | void): 'ok' | 'tooLong' {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#rest.length > 0) {
      bytes = Buffer.concat([this.#rest, bytes]);
      this.#rest = NOTHING;
    }
    let start = 0;
    for (let end = bytes.indexOf(LF, start); end >= 0; end = bytes.indexOf(LF, start)) {
      if (end - start > this.limitBytes) return 'tooLong';
      const line = bytes.toString('utf8', start, end);
      start = end + 1;
      if (onLine(line) === false) break;
    }
    if (start < bytes.length) this.#rest = start === 0 ? bytes : bytes.subarray(start);
    return this.#rest.length > this.limitBytes && this.#rest.indexOf(LF) < 0 ? 'tooLong' : 'ok';
  }

  /** Gives up the bytes not yet made into lines: another reader goes on with them. */
  takeRest(): Buffer {
    const rest = this.#rest;
    this.#rest = NOTHING;
    return rest;
  }

  /** The beginning of an unfinished line, for an error message. */
  get unfinished(): string {
    return this.#rest.toString('utf8', 0, 200);
  }
}
