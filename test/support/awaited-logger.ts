import { type LogLine, RecordingLogger } from './recording-logger.js';

/** Log lines that can be waited for. */
class AwaitedLines extends Array<LogLine> {
  readonly #waiting = new Set<() => void>();

  override push(...lines: LogLine[]): number {
    const length = super.push(...lines);
    for (const look of this.#waiting) look();
    return length;
  }

  /** Waits until so many lines match. */
  until(isIt: (line: LogLine) => boolean, count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.reduce((sum, line) => sum + Number(isIt(line)), 0) < count) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** What is logged once for each connection, when nothing more will be done with it. */
const LAST_WORDS =
  /^(the call is over|the call failed|a connection was closed|.*is not an Asterisk calling|A call of .* was refused|No controller answers|.* was refused:)/;

/** A logger that keeps its lines and lets a test wait for the end of calls. */
export class AwaitedLogger extends RecordingLogger {
  readonly #lines: AwaitedLines;

  constructor() {
    const lines = new AwaitedLines();
    super(lines);
    this.#lines = lines;
  }

  /** Waits until so many connections, calls or not, have come to their end. */
  async ended(count: number): Promise<void> {
    await this.#lines.until(({ message }) => LAST_WORDS.test(message), count);
  }
}
