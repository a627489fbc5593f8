import { MASKED } from '../errors/masked.js';
import { randomUUID } from 'node:crypto';
import { HangUpError } from '../errors/hang-up-error.js';
import { ProtocolError } from '../errors/offhook-error.js';
import { type AgiCommand, lineOf } from '../core/commands/define-command.js';
import { type MonotonicClock, processClock } from '../core/clock.js';
import { LineReader } from '../core/line-reader.js';
import { encodeLine, LINE_LIMIT, LINE_LIMIT_16 } from '../core/line.js';
import type { AgiLink, LinkReceiver } from '../core/link.js';
import type { WireOptions } from '../core/wire.js';
import { CallSession, CLOSE_TIMEOUT_MS } from './call-session.js';
import { AgiEnvironment } from './environment.js';
import { readBlock } from './environment-block.js';
import { failureLines } from './failure-lines.js';

/** What a peer may take before it is sent away. */
export interface HandshakeLimits {
  /** Time for the whole block and for the answer that proves it, milliseconds. */
  readonly timeoutMs: number;
  /** Bytes of both. */
  readonly bytes: number;
}

/** Whom a session tells every line behind the opening, in both directions, its clock, and how long Asterisk may take for an answer. */
export interface SessionOptions extends Pick<WireOptions, 'trace' | 'clock' | 'commandTimeoutMs'> {
  /** Commands that Asterisk carries out before a refused call goes back to the dialplan. */
  readonly finalCommands?: (refused: ProtocolError) => readonly AgiCommand[];
}

/** A session, or why there is none. */
type Opened = CallSession | ProtocolError | HangUpError;

/** Characters of a refused block that its error keeps: whoever prints its fields prints no more. */
const QUOTED = 200;
/** Every FastAGI block begins with this line. */
const FIRST_LINE = 'agi_network: yes';
/** The first line of a proxy that is not known as one, in both versions of the protocol. */
const PROXY_HEADER = /^(PROXY .*)?\r$/;

/**
 * Reads the `agi_*` block of a new connection and makes a session of it, once the block is proved to be Asterisk's own.
 *
 * A value of the block may hold line feeds, and so other fields, even the whole rest of a block, its empty line and answers
 * behind it. So Asterisk is sent a mark that nobody can guess, and nothing acts on the block before it has come back: it comes
 * behind all that Asterisk wrote before. What stands between the empty line and the mark was written into the block. With
 * arguments Asterisk is asked for the data of `AGI()` too: a line feed in the last argument leaves no other trace.
 *
 * @param link - a connection that was just accepted
 * @param limits - how long and how large the block may be
 * @param wire - whom to tell every line behind the opening, and the clock
 * @returns the session, or the reason why there is none: a {@link ProtocolError} for a peer that is no Asterisk, a
 *   {@link HangUpError} when it went away first (a probe, a caller who gave up). A call whose block was written into is given
 *   back to the dialplan with AGISTATUS=FAILURE, after its last words
 */
export function openSession(link: AgiLink, limits: HandshakeLimits, wire: SessionOptions = {}): Promise<Opened> {
  return new Promise((resolve) => {
    const delivery = new Delivery();
    delivery.to = new Handshake(link, limits, wire, (result) => {
      // The link keeps what it was opened with as long as it lasts: of the handshake nothing is left.
      if (result instanceof CallSession) delivery.to = result;
      resolve(result);
    });
    link.open(delivery);
  });
}

/** Hands on what comes to whoever is to hear it now. */
class Delivery implements LinkReceiver {
  to: LinkReceiver | undefined;

  received(chunk: Uint8Array): void {
    this.to?.received(chunk);
  }

  closed(error?: Error): void {
    this.to?.closed(error);
  }
}

const ANSWER = '200 result=1 (';
const HANGUP = Buffer.from('HANGUP\n');
const unasked = (received: string) => ({
  problem:
    'a line came behind its agi_ block that nobody asked for, so that a value with line feeds wrote into the block',
  received,
});
const WRITTEN_INTO = {
  problem: 'an argument of AGI() holds a line feed, which may have made further arguments',
  received: MASKED,
};
/** Asterisk shows so many bytes of a function's value; what stands behind them could be anything. */
const LONGEST_DATA_BYTES = 4_095;

/** What is wrong with one line of data: it must be there, which begins with the URL, and all of it. */
function doubtfulData(data: string): { readonly problem: string; readonly received: string } | undefined {
  if (data === '') {
    const problem =
      'Asterisk does not say what stands in the parentheses of AGI(), so that its arguments cannot be trusted (func_channel must be loaded)';
    return { problem, received: '' };
  }
  if (Buffer.byteLength(data) < LONGEST_DATA_BYTES) return undefined;
  const problem = `the data of AGI() has ${LONGEST_DATA_BYTES} bytes or more, and Asterisk shows no more of it, so that its arguments cannot be trusted`;
  return { problem, received: MASKED };
}

/** Asked for with the mark where there are arguments: what stands in the parentheses of `AGI()`. */
const DATA_OF_AGI = '${CHANNEL(appdata)}';

/** Hears a connection until it has said who calls, and proved it. */
class Handshake implements LinkReceiver {
  readonly #link: AgiLink;
  readonly #limits: HandshakeLimits;
  readonly #wire: SessionOptions;
  readonly #onDone: (result: Opened) => void;
  readonly #reader: LineReader;
  readonly #lines: string[] = [];
  readonly #timer: NodeJS.Timeout;
  /** What nobody can guess, this call's own. */
  readonly #mark: string = randomUUID();
  #bytes = 0;
  #isWhole = false;
  #isDone = false;
  /** Set when the block has come: Asterisk is asked for the mark, and for the data of `AGI()` where there are arguments. */
  #asked: { readonly hasArguments: boolean } | undefined;
  /** What shows that the block was written into, and where it stands. */
  #forged: { readonly problem: string; readonly received: string } | undefined;
  #hasHungUp = false;
  #onClosed: (() => void) | undefined;
  readonly #clock: MonotonicClock;
  #askedAtMs = 0;
  #roundTripMs = 0;

  constructor(link: AgiLink, limits: HandshakeLimits, wire: SessionOptions, onDone: (result: Opened) => void) {
    this.#link = link;
    this.#limits = limits;
    this.#wire = wire;
    this.#clock = wire.clock ?? processClock;
    this.#onDone = onDone;
    this.#reader = new LineReader(limits.bytes);
    const { timeoutMs } = limits;
    this.#timer = setTimeout(() => {
      const what = this.#asked === undefined ? 'sent no whole agi_ block' : 'did not answer its first command';
      this.#refuse(`it ${what} within ${timeoutMs} ms`);
    }, timeoutMs);
  }

  received(chunk: Uint8Array): void {
    if (this.#isDone) return;
    this.#bytes += chunk.byteLength;
    const wasAsked = this.#asked !== undefined;
    const state = this.#reader.push(chunk, this.#onLine);
    if (this.#isDone) return;
    if (!wasAsked && this.#asked !== undefined) this.#ask(this.#asked.hasArguments);
    const rest = this.#isWhole ? this.#reader.takeRest() : undefined;
    const limit = this.#limits.bytes;
    if (state === 'tooLong' || this.#bytes - (rest?.length ?? 0) > limit)
      return this.#refuse(`its agi_ block passed ${limit} bytes`);
    if (rest !== undefined) this.#open(rest);
  }

  closed(error?: Error): void {
    this.#onClosed?.();
    if (this.#isDone) return;
    // The link itself may have seen that it is no call.
    if (error instanceof ProtocolError) return this.#finish(error);
    this.#finish(new HangUpError('connectionLost', error === undefined ? 'connectionClosed' : 'connectionReset'));
  }

  readonly #onLine = (line: string): boolean => {
    if (this.#asked !== undefined) return this.#onAnswer(line, this.#asked.hasArguments);
    if (this.#lines.length === 0 && line !== FIRST_LINE) {
      const hint = PROXY_HEADER.test(line) ? '; PROXY headers are read from those in `proxyProtocol.from`' : '';
      this.#refuse(`its first line is not "${FIRST_LINE}"${hint}`, line);
      return false;
    }
    if (line === '') this.#onWholeBlock();
    else this.#lines.push(line);
    return true;
  };

  #onWholeBlock(): void {
    const block = readBlock(this.#lines);
    if ('problem' in block) this.#forged = block;
    this.#asked = { hasArguments: 'argumentCount' in block && block.argumentCount > 0 };
  }

  #ask(hasArguments: boolean): void {
    const expression = hasArguments ? DATA_OF_AGI : '';
    this.#askedAtMs = this.#clock.nowMs();
    this.#link.send(`${encodeLine('GET FULL VARIABLE', { expression }, LINE_LIMIT_16, this.#mark)}\n`);
  }

  /** Every line until the mark has come back. */
  #onAnswer(line: string, hasArguments: boolean): boolean {
    if (line.endsWith(`${this.#mark})`)) {
      const data = line.slice(ANSWER.length, -this.#mark.length - 1);
      if (!line.startsWith(ANSWER) || (!hasArguments && data !== '')) this.#forged ??= unasked(line);
      else if (hasArguments) this.#forged ??= doubtfulData(data);
      this.#isWhole = true;
      this.#roundTripMs = this.#clock.nowMs() - this.#askedAtMs;
      return false;
    }
    // Asterisk itself says nothing but that the caller has left.
    if (line === 'HANGUP') this.#hasHungUp = true;
    // The data of AGI() may hold a secret, so it is not quoted.
    else this.#forged ??= line.startsWith(ANSWER) && hasArguments ? WRITTEN_INTO : unasked(line);
    return true;
  }

  #open(rest: Buffer): void {
    if (this.#forged !== undefined) return this.#giveBack(this.#forged);
    const environment = new AgiEnvironment(this.#lines.join('\n'));
    const session = new CallSession(this.#link, environment, {
      ...this.#wire,
      lineLimitBytes: limitFor(environment),
      mark: this.#mark,
      roundTripMs: this.#roundTripMs,
    });
    this.#finish(session);
    if (this.#hasHungUp) session.received(HANGUP);
    if (rest.length > 0) session.received(rest);
  }

  /** Request and reply are in step: Asterisk can be told that the call failed. */
  #giveBack({ problem, received }: { readonly problem: string; readonly received: string }): void {
    const error = this.#error('AGI_FORGED', problem, received);
    this.#finish(error);
    const finalCommands = this.#wire.finalCommands?.(error) ?? [];
    this.#link.send(failureLines(finalCommands, (command) => lineOf(command, LINE_LIMIT_16, this.#mark)));
    const timer = setTimeout(() => this.#link.destroy(), CLOSE_TIMEOUT_MS);
    this.#onClosed = () => clearTimeout(timer);
    this.#link.end();
  }

  #refuse(problem: string, received = this.#lines.join('\n') + this.#reader.unfinished): void {
    if (this.#isDone) return;
    this.#finish(this.#error('AGI_HANDSHAKE', problem, received));
    this.#link.destroy();
  }

  #error(code: 'AGI_HANDSHAKE' | 'AGI_FORGED', problem: string, received: string): ProtocolError {
    return new ProtocolError(code, { peer: this.#link.peer, problem, received: received.slice(0, QUOTED) });
  }

  #finish(result: Opened): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
    this.#onDone(result);
  }
}

/** Asterisk 16 and earlier read shorter lines. */
const limitFor = ({ release }: AgiEnvironment) => (release !== undefined && release < 17 ? LINE_LIMIT_16 : LINE_LIMIT);
