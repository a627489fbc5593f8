import { HangUpError, type HangUpReason } from '../errors/hang-up-error.js';
import type { ProtocolError } from '../errors/offhook-error.js';
import { type AgiChannel, openChannel } from '../core/channel.js';
import type { AgiCommand } from '../core/commands/define-command.js';
import type { AgiLink } from '../core/link.js';
import type { Wire, WireOptions } from '../core/wire.js';
import { CallJournal, type Masker } from './call-journal.js';
import type { AgiEnvironment } from './environment.js';
import { failureLines } from './failure-lines.js';
import { guardSignal } from './guarded-signal.js';
import { tellCommand } from './tell-command.js';

/** @internal How long Asterisk may take to close after we ended our side, before the connection is dropped. */
export const CLOSE_TIMEOUT_MS = 1_000;

type SessionWire = Omit<WireOptions, 'onOver' | 'onSettling'>;

/** What begins when a call is over. */
interface Startable {
  start(): void;
}

/**
 * One call from connect to close: its environment, its channel, and one signal that says when it is over.
 *
 * @example
 * await answerCalls(new FastAgiTransport(), {
 *   async onCall({ channel, signal }) {
 *     await channel.holdUntil(crm.find('5550100', { signal }));
 *   },
 * });
 */
export class CallSession {
  readonly environment: AgiEnvironment;
  readonly channel: AgiChannel;
  /** @internal Where what happens in it is told. */
  readonly journal: CallJournal;
  /** @internal What the caller typed where it is masked. */
  secrets: Masker | undefined;
  /** @internal Gets what a listener on the signal throws; must not throw. */
  onListenerFailure: (error: unknown) => void = () => undefined;
  readonly #link: AgiLink;
  readonly #wire: Wire;
  /** Made when somebody asks for the signal: not every call does. */
  #controller: AbortController | undefined;
  #whenOver: Startable | undefined;
  readonly #openedAtMs: number;
  readonly #startedAtMs = Date.now();
  #isEnding = false;
  #isHandedBack = false;
  /** Nothing more is to be answered when the session ends: whatever comes then was not asked for. */
  #hasAllAnswers = false;
  #hasFinalCommands = false;
  #onClosed: (() => void) | undefined;
  #isClosed = false;

  constructor(link: AgiLink, environment: AgiEnvironment, wireOptions: SessionWire) {
    this.#link = link;
    this.environment = environment;
    const { channel, wire } = openChannel(link, {
      ...wireOptions,
      onOver: (error) => {
        // Our own close says nothing about the call.
        if (error instanceof HangUpError && !this.#isEnding) this.journal.tell({ kind: 'hungUp', by: error.reason });
        this.#controller?.abort(error);
        this.#whenOver?.start();
      },
      onSettling: (turn, result) => {
        if (this.journal.isHeard) tellCommand(turn, result, this.journal, wire.clock.nowMs());
      },
    });
    this.channel = channel;
    this.#wire = wire;
    this.#openedAtMs = wire.clock.nowMs();
    this.journal = new CallJournal(wire.clock, this);
  }

  get startedAt(): Date {
    return new Date(this.#startedAtMs);
  }

  /** Who is at the other end of its connection: `127.0.0.1:51234`, `memory`. */
  get peer(): string {
    return this.#link.peer;
  }

  /** Aborted when the call is over; its reason is a {@link HangUpError}, or the error that broke the connection. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      guardSignal(this.#controller.signal, (error) => this.onListenerFailure(error));
    }
    if (this.over !== undefined) this.#controller.abort(this.over);
    return this.#controller.signal;
  }

  /** @internal Starts something once the call is over, at once when it is; one thing at a time. */
  whenOver(starts: Startable | undefined): void {
    this.#whenOver = starts;
    if (this.over !== undefined) starts?.start();
  }

  /** @internal The same without the caller's secrets. */
  masked<T>(value: T): T {
    return this.secrets === undefined ? value : this.secrets.masked(value);
  }

  /** Why the call is over, once it is. */
  get over(): HangUpError | ProtocolError | undefined {
    return this.#wire.over;
  }

  /** How long it has lasted, whole milliseconds. */
  get durationMs(): number {
    return this.#sinceOpened(this.#wire.clock.nowMs());
  }

  /** How long the caller waited for the app to answer, whole milliseconds; `undefined` when it did not. */
  get answeredAfterMs(): number | undefined {
    const { answeredAtMs } = this.#wire;
    return answeredAtMs === undefined ? undefined : this.#sinceOpened(answeredAtMs);
  }

  /** Whether the app itself said where the call goes on in the dialplan. */
  get hasMoved(): boolean {
    return this.#wire.hasMoved;
  }

  /** @internal From now on it is known where the call stands in the dialplan, at the price of a command behind an application. */
  trackPlace(): void {
    this.#wire.trackPlace(() => {
      const { context, extension, priority } = this.environment;
      return `${context},${extension},${priority}`;
    });
  }

  /** @internal Where the call stands in the dialplan, as far as the app itself has brought it there. */
  get place(): string | undefined {
    return this.#wire.place;
  }

  /** @internal Whether Asterisk has carried out a command that needs a live channel. */
  get hasBeenLive(): boolean {
    return this.#wire.hasBeenLive;
  }

  /** Commands sent so far that need the caller: sounds, keys, applications. */
  get liveCommands(): number {
    return this.#wire.liveCommands;
  }

  /** @internal Bytes from the link. */
  received(chunk: Uint8Array): void {
    // Nobody waits for the answers of last words.
    if (this.#isHandedBack || this.#hasFinalCommands) return;
    if (!this.#isEnding) this.#wire.received(chunk);
    // The HANGUP that Asterisk writes after our close says nothing about the caller.
    else if (this.#hasAllAnswers) this.#wire.receivedBehindLast(chunk);
  }

  /** @internal The link is gone. */
  closed(error?: Error): void {
    this.#isClosed = true;
    if (!this.#isEnding && !this.#isHandedBack) this.#wire.closed(error);
    this.#onClosed?.();
  }

  /** Ends the call for its handlers: waits end, and only what Asterisk allows after a hang-up still goes out. */
  hangUp(reason: HangUpReason): void {
    this.#wire.hangUp(reason);
  }

  /**
   * Tells Asterisk that the application failed (AGISTATUS=FAILURE), after the last reply was read, unless the caller has left.
   * It closes the connection in answer.
   *
   * @param finalCommands - commands that it carries out before; end the session at once, or it stalls on them
   */
  fail(finalCommands: readonly AgiCommand[] = []): void {
    const { over } = this;
    const hasLeft = over !== undefined && !(over instanceof HangUpError && over.reason === 'drained');
    if (hasLeft || this.#isClosed || this.#isHandedBack || !this.#wire.isIdle) return;
    this.#hasFinalCommands = true;
    this.#link.send(this.#failureLines(finalCommands));
  }

  /**
   * Gives the call back while Asterisk is busy with something that nothing ends before its time, a talk in Dial for example.
   * That goes on; when it is over, Asterisk finds these lines in the connection, whether it is still open or not, and goes
   * on in the dialplan with AGISTATUS=FAILURE.
   *
   * @param finalCommands - commands that Asterisk carries out then
   */
  handBack(finalCommands: readonly AgiCommand[]): void {
    if (this.#isClosed || this.#isHandedBack) return;
    this.#isHandedBack = true;
    this.#wire.sendLast(this.#failureLines(finalCommands));
  }

  #failureLines(finalCommands: readonly AgiCommand[]): string {
    return failureLines(finalCommands, (command) => this.#wire.encode(command));
  }

  /** Gives the call back to Asterisk and waits until the connection is closed, a second at most. */
  async end(): Promise<void> {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#hasAllAnswers = this.#wire.isIdle;
    if (!this.#isClosed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          this.#link.destroy();
          resolve();
        }, CLOSE_TIMEOUT_MS);
        this.#onClosed = () => {
          clearTimeout(timer);
          resolve();
        };
        this.#link.end();
      });
    }
    this.#wire.hangUp('app');
    this.#wire.closed();
  }

  #sinceOpened(nowMs: number): number {
    return Math.round(nowMs - this.#openedAtMs);
  }
}
