/** A timer of Node counts whole milliseconds and may be early by less than one. */
const EARLY_MS = 1;

/**
 * Tells when a command has not been answered for too long. It is begun with every command that Asterisk answers at once, so it
 * leaves its timer alone and looks, when that is over, how long there is still to wait. Real time, whatever the clock of the
 * call: this is about the peer.
 */
export class AnswerLimit {
  #dueAtMs = Infinity;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param limitMs - time for one answer, milliseconds
   * @param onLate - told once, unless a further command begins
   */
  constructor(
    private readonly limitMs: number,
    private readonly onLate: () => void,
  ) {}

  /** A command was sent, or its turn to be answered has come. */
  begin(): void {
    this.#dueAtMs = performance.now() + this.limitMs;
    this.#timer ??= this.#wakeAfter(this.limitMs);
  }

  /** Nothing has to be answered now. */
  end(): void {
    this.#dueAtMs = Infinity;
  }

  /** There will be no more commands. */
  close(): void {
    this.end();
    clearTimeout(this.#timer);
  }

  #wakeAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#wake(), ms).unref();
  }

  #wake(): void {
    this.#timer = undefined;
    // A process that stood still finds the answer in the socket: Node reads before it runs this.
    if (this.#isLate) setImmediate(() => this.#judge());
    else this.#judge();
  }

  #judge(): void {
    if (this.#isLate) this.onLate();
    else if (this.#dueAtMs !== Infinity) this.#timer ??= this.#wakeAfter(Math.ceil(this.#dueAtMs - performance.now()));
  }

  get #isLate(): boolean {
    return this.#dueAtMs - performance.now() < EARLY_MS;
  }
}
