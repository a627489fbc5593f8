import { type AgiChannel, openChannel } from '../../../src/core/channel.js';
import type { HangUpError } from '../../../src/errors/hang-up-error.js';
import type { ProtocolError } from '../../../src/errors/offhook-error.js';
import type { AgiLink, LinkReceiver } from '../../../src/core/link.js';
import { LINE_LIMIT } from '../../../src/core/line.js';
import type { Wire } from '../../../src/core/wire.js';

/** What shows where text ends in every fake call; tests neither see it in what is sent nor write it into what is received. */
export const MARK = '<mark>';
const PROOF = `GET FULL VARIABLE "${MARK}"`;

/** Stands for the connection: what the core sends is kept, what Asterisk answers is written by the test. */
export class FakeLink implements AgiLink {
  readonly peer = 'fake';
  /** Lines sent and not yet looked at, without their line feeds. */
  readonly sent: string[] = [];
  isEnded = false;
  isDestroyed = false;
  #receiver: LinkReceiver | undefined;
  /** Commands whose answer holds the mark, and proofs that were asked for. */
  #marked = 0;
  #proofs = 0;

  /** Called for each line, at once; a test may answer here. */
  onLine: (line: string) => void = (line) => this.sent.push(line);

  open(receiver: LinkReceiver): void {
    this.#receiver = receiver;
  }

  send(line: string): void {
    if (!line.endsWith('\n') || line.indexOf('\n') !== line.length - 1)
      throw new Error(`not one line: ${JSON.stringify(line)}`);
    const command = line.slice(0, -1);
    if (command === PROOF) return void this.#proofs++;
    if (command.includes(MARK)) this.#marked++;
    this.onLine(command.replace(MARK, ''));
  }

  end(): void {
    this.isEnded = true;
  }

  destroy(): void {
    this.isDestroyed = true;
  }

  /** Asterisk sends bytes. */
  receive(bytes: string | Uint8Array): void {
    this.#receiver?.received(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  }

  /** Asterisk sends whole lines, in one piece. */
  receiveLines(...lines: string[]): void {
    this.receive(
      this.#withMark(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
    this.prove();
  }

  /** Answers a proof that was asked for: Asterisk does it behind all that it has written. */
  prove(): void {
    if (this.#proofs === 0) return;
    this.#proofs--;
    this.receive(`200 result=1 (${MARK})\n`);
  }

  #withMark(lines: readonly string[]): readonly string[] {
    if (this.#marked === 0 || !lines.some((line) => /^(?:200 result=|5\d\d )/.test(line))) return lines;
    this.#marked--;
    const end = lines.findLastIndex((line) => line.endsWith(')'));
    return lines.some((line) => line.startsWith('200 result=1 ('))
      ? lines.map((line, i) => (i === end ? `${line.slice(0, -1)}${MARK})` : line))
      : lines;
  }

  /** The connection ends. */
  close(error?: Error): void {
    this.#receiver?.closed(error);
  }
}

/** A channel on a fake link. */
export interface FakeCall {
  readonly channel: AgiChannel;
  readonly wire: Wire;
  readonly link: FakeLink;
  /** What the core told its owner about the end of the call. */
  readonly over: (HangUpError | ProtocolError)[];
  /** What it showed of the lines in both directions. */
  readonly trace: string[];
}

/** Opens a channel on a fake link, past the environment. */
export function fakeCall(open: typeof openChannel = openChannel): FakeCall {
  const link = new FakeLink();
  const over: (HangUpError | ProtocolError)[] = [];
  const trace: string[] = [];
  const { channel, wire } = open(link, {
    mark: MARK,
    roundTripMs: 2,
    lineLimitBytes: LINE_LIMIT,
    onOver: (error) => over.push(error),
    trace: (direction, text) => trace.push(`${direction === 'sent' ? '>' : '<'} ${text}`),
  });
  link.open(wire);
  return { channel, wire, link, over, trace };
}

/** Lets everything run that waits for nothing but its turn. */
export const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** How a promise ended, without waiting for it to. */
export type Outcome =
  | { readonly kind: 'pending' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: unknown };

/** Watches a promise. */
export function watch(promise: Promise<unknown>): { outcome: Outcome } {
  const watched: { outcome: Outcome } = { outcome: { kind: 'pending' } };
  promise.then(
    (value) => (watched.outcome = { kind: 'value', value }),
    (error: unknown) => (watched.outcome = { kind: 'error', error }),
  );
  return watched;
}
