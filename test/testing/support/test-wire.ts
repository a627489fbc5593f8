import type { LinkReceiver } from '../../../src/core/link.js';
import type { Clock } from '../../../src/testing/clock.js';
import type { AsteriskWire } from '../../../src/testing/wire.js';

/** The app's end of a wire in the hand of a test: it sends bytes and collects the lines that come. */
export class TestWire implements AsteriskWire {
  /** Everything Asterisk wrote, one entry for each write. */
  readonly writes: Buffer[] = [];
  isEnded = false;
  /** When Asterisk last wrote, milliseconds since 1970. */
  lastWriteMs: number | undefined;
  readonly #clock: Clock;
  #receiver: LinkReceiver | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(receiver: LinkReceiver): void {
    this.#receiver = receiver;
  }

  sendBytes(bytes: Uint8Array): void {
    this.lastWriteMs = this.#clock.nowMs();
    this.writes.push(Buffer.from(bytes));
  }

  end(): void {
    this.isEnded = true;
  }

  destroy(): void {
    this.isEnded = true;
  }

  /** What the app writes, in one segment. */
  send(text: string | Buffer): void {
    this.#receiver?.received(Buffer.from(text as string));
  }

  /** The app closes its side. */
  close(error?: Error): void {
    this.#receiver?.closed(error);
  }

  /** The environment as it came. */
  get environment(): string {
    const all = Buffer.concat(this.writes).toString('utf8');
    return all.slice(0, all.indexOf('\n\n') + 2);
  }

  /** The lines after the environment, without their line feeds; what is not UTF-8 as the recordings write it. */
  get lines(): readonly string[] {
    const all = Buffer.concat(this.writes);
    const rest = all.subarray(all.indexOf('\n\n') + 2);
    return rest.length === 0 ? [] : rest.toString('latin1').replace(/\n$/, '').split('\n').map(readLine);
  }
}

function readLine(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? `latin1:${bytes}` : text;
}
