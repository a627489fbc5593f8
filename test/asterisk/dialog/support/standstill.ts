/** How often it is looked whether this process is served in time. */
const EVERY_MS = 5;

/** Watches how long the machine lets this process wait for its turn: what is measured meanwhile is late by as much. */
export class Standstill {
  #worstMs = 0;
  #lastMs = performance.now();
  readonly #timer = setInterval(() => this.#look(), EVERY_MS);

  /** The longest so far, milliseconds. */
  get worstMs(): number {
    return this.#worstMs;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const nowMs = performance.now();
    this.#worstMs = Math.max(this.#worstMs, nowMs - this.#lastMs - EVERY_MS);
    this.#lastMs = nowMs;
  }
}
