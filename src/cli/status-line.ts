import type { Screen } from './cli-environment.js';

/** For a terminal that does not say, or says 0. */
const DEFAULT_COLUMNS = 80;

/** Lines that stay, and below them one that is written over and over. Plain text: carriage returns and blanks. */
export class StatusLine {
  readonly #screen: Screen;
  #shown = '';

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Writes a line that stays. */
  print(line: string): void {
    this.#clear();
    this.#screen.write(`${line}\n`);
  }

  /** Writes the line that is written over next time. */
  show(text: string): void {
    const line = text.slice(0, (this.#screen.columns || DEFAULT_COLUMNS) - 1);
    if (line === this.#shown) return;
    this.#clear();
    this.#screen.write(line);
    this.#shown = line;
  }

  /** Leaves nothing behind. */
  end(): void {
    this.#clear();
  }

  #clear(): void {
    if (this.#shown !== '') this.#screen.write(`\r${' '.repeat(this.#shown.length)}\r`);
    this.#shown = '';
  }
}

const BAR_WIDTH = 20;

/** `[#####---------------] 1.2 of 4.8 s` */
export function timeBar(passedMs: number, wholeMs: number): string {
  const part = Math.min(1, Math.max(0, passedMs / wholeMs));
  const filled = Math.round(part * BAR_WIDTH);
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ${seconds(passedMs)} of ${seconds(wholeMs)} s`;
}

const seconds = (ms: number) => (ms / 1000).toFixed(1);
