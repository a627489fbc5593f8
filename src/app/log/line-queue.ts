/** Takes bytes without ever waiting. */
export interface Sink {
  /**
   * @returns how many bytes it took
   * @throws an error with code EAGAIN when it can take none now, another one when it cannot take any
   */
  write(pieces: readonly Uint8Array[]): number;
}

/** The time, and a sleep that blocks: what a queue needs of the world to wait for room when the process ends. */
export interface BlockingClock {
  nowMs(): number;
  /** Blocks. */
  sleep(milliseconds: number): void;
}

/** How soon it tries again when the reader is slow, at first and at last. */
const BUSY_MS = { first: 5, last: 100 };
/** How soon it tries again when something is wrong: a full disk, a reader that is gone. */
const BROKEN_MS = 1_000;
/** How long the end of the process may take. */
const END_MS = 1_000;
/** What the kernel takes at once. */
const MAX_PIECES = 512;

/**
 * Lines on their way to a sink. They are written before `write()` returns while the sink takes them. When it does not, they wait,
 * up to a number of bytes; nothing waits for them until the process ends.
 */
export class LineQueue {
  readonly #sink: Sink;
  readonly #clock: BlockingClock;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #retry: NodeJS.Timeout | undefined;
  #busyMs = BUSY_MS.first;
  #isBroken = false;
  #triedAtMs = 0;
  #whenRoom: (() => void)[] = [];
  /** Once the process ends. */
  #deadlineMs: number | undefined;

  constructor(sink: Sink, clock: BlockingClock) {
    this.#sink = sink;
    this.#clock = clock;
  }

  /**
   * Writes a line, or keeps it until there is room.
   *
   * @param mostWaitingBytes - how much may wait, this line included
   * @returns whether it was taken
   */
  write(line: string, mostWaitingBytes: number): boolean {
    const bytes = Buffer.from(line);
    if (!this.#hasRoomFor(bytes, mostWaitingBytes)) {
      // The reader may have gone on while this process was busy.
      if (this.#mayTryAgain()) this.#flush();
      if (!this.#hasRoomFor(bytes, mostWaitingBytes)) return false;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#deadlineMs !== undefined) this.end();
    else if (this.#retry === undefined) this.#flush();
    return true;
  }

  /** Calls back once, when nothing waits any more. */
  whenRoom(callback: () => void): void {
    this.#whenRoom.push(callback);
  }

  /** The process ends: waits for a slow reader, a second at most, also for lines that are written meanwhile. */
  end(): void {
    this.#deadlineMs ??= this.#clock.nowMs() + END_MS;
    for (;;) {
      this.#flush();
      if (this.#waitingBytes === 0 || this.#isBroken || this.#clock.nowMs() >= this.#deadlineMs) return;
      this.#clock.sleep(BUSY_MS.first);
    }
  }

  #hasRoomFor({ length }: Uint8Array, mostWaitingBytes: number): boolean {
    return this.#waitingBytes === 0 || this.#waitingBytes + length <= mostWaitingBytes;
  }

  #mayTryAgain(): boolean {
    return this.#clock.nowMs() - this.#triedAtMs >= (this.#isBroken ? BROKEN_MS : 1);
  }

  #flush(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#triedAtMs = this.#clock.nowMs();
    try {
      while (this.#waitingBytes > 0) {
        const taken = this.#sink.write(this.#waiting.slice(0, MAX_PIECES));
        if (taken === 0) return this.#tryLater(false);
        this.#took(taken);
      }
    } catch (error) {
      return this.#tryLater((error as NodeJS.ErrnoException).code !== 'EAGAIN');
    }
    this.#isBroken = false;
    const callbacks = this.#whenRoom;
    this.#whenRoom = [];
    for (const callback of callbacks) callback();
  }

  #tryLater(isBroken: boolean): void {
    this.#isBroken = isBroken;
    this.#retry = setTimeout(() => this.#flush(), isBroken ? BROKEN_MS : this.#busyMs).unref();
    this.#busyMs = Math.min(2 * this.#busyMs, BUSY_MS.last);
  }

  #took(bytes: number): void {
    this.#busyMs = BUSY_MS.first;
    this.#waitingBytes -= bytes;
    let rest = bytes;
    let whole = 0;
    while (rest > 0) {
      const piece = this.#waiting[whole];
      if (piece === undefined) break;
      if (piece.length > rest) {
        this.#waiting[whole] = piece.subarray(rest);
        break;
      }
      rest -= piece.length;
      whole++;
    }
    this.#waiting.splice(0, whole);
  }
}
