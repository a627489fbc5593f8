import {
  CommandError,
  DatabaseError,
  InvalidCommandError,
  type ProtocolError,
  UsageError,
} from '../errors/offhook-error.js';
import type { HangUpError } from '../errors/hang-up-error.js';
import type { AgiCommand, CommandAnswer } from './commands/define-command.js';
import { channelStatus } from './commands/call.js';
import type { CommandArguments } from './line.js';
import type { Reply } from './reply.js';
import { MASKED } from '../errors/masked.js';

/** Options of one command. */
export interface SendOptions {
  /** Gives the wait up. A command not yet sent is never sent; one already sent runs on in Asterisk, its answer is dropped. */
  readonly signal?: AbortSignal;
  /** Shows arguments and answer as `[masked]` in errors and in the trace; `answer` only the answer. */
  readonly masked?: boolean | 'answer';
}

/** Options of a command that can be cut. */
export interface BeginOptions extends SendOptions {
  /** Told once, when another command is to wait for this one to end: what it sends comes before that command. */
  readonly onWanted?: () => void;
  /** Told what it gives, before the next command is sent. */
  readonly onEnded?: (given: unknown) => void;
  /** Told that it gives nothing, because it failed or the call is over. */
  readonly onFailed?: () => void;
}

/** What a turn needs of the wire it is on. */
export interface TurnHost {
  /** Where the channel stands in the dialplan: see {@link CommandAnswer.place}. */
  place: string | undefined;
  readonly over: HangUpError | ProtocolError | undefined;
  /** Whether the command would be rejected rather than sent. */
  refuses(command: AgiCommand): boolean;
  /** The command as a line that this Asterisk reads whole. */
  encode(command: AgiCommand, masked?: SendOptions['masked']): string;
  withoutMark(line: string): string;
  /** Sends a further command of the turn that is running. */
  follow(turn: Turn): void;
  errorFor(verb: string): Error;
  /** A result said that the call is over. */
  noticeHangUp(): void;
  outOfStep(problem: string, received: string): ProtocolError;
  /** Its answer is understood: the next one may be sent. */
  understood(turn: Turn): void;
  /** Told before it settles. */
  settling(turn: Turn, result: unknown): void;
}

/** One command's time on the wire, and the judge of its answer. */
export class Turn<R = unknown> implements CommandAnswer {
  /** What the command gives, or why it does not. */
  readonly done: Promise<R>;
  isSettled = false;
  /** When it was sent; nothing while it waits. */
  sentAtMs: number | undefined;
  /** When it was answered. */
  answeredAtMs: number | undefined;
  /** Called as soon as its answer has come. */
  onAnswered: (() => void) | undefined;
  /** Set once it is being cut; done when it is. */
  cutting: Promise<void> | undefined;
  #reply: Reply | undefined;
  #isWanted = false;
  #cutToken: string | undefined;
  #onResult!: (value: unknown) => void;
  #onError!: (error: unknown) => void;
  #stopListening: (() => void) | undefined;

  constructor(
    private readonly host: TurnHost,
    readonly command: AgiCommand<R>,
    readonly line: string,
    private readonly options: BeginOptions,
  ) {
    this.done = new Promise((resolve, reject) => {
      // Only what the row decodes to, an R, is given to it.
      this.#onResult = resolve as (value: unknown) => void;
      this.#onError = reject;
    });
    if (options.signal !== undefined) this.#heed(options.signal);
  }

  /** Whether its answer is not to be shown. */
  get isMasked(): boolean {
    return this.options.masked !== undefined && this.options.masked !== false;
  }

  /** Whether it was sent to be cut when something else is wanted: nothing that the call needs. */
  get givesWay(): boolean {
    return this.options.onWanted !== undefined;
  }

  get isAborted(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  /** Whether its arguments are not to be shown either. */
  get areArgumentsMasked(): boolean {
    return this.options.masked === true;
  }

  /** The line as it may be shown. */
  get shown(): string {
    return this.areArgumentsMasked ? `${this.command.row.verb} ${MASKED}` : this.host.withoutMark(this.line);
  }

  /** The answer as it may be shown; nothing when none has come. */
  get shownReply(): string | undefined {
    return this.#reply && this.#shownReply;
  }

  get args(): CommandArguments {
    return this.command.args;
  }

  get isOver(): boolean {
    return this.host.over !== undefined;
  }

  get tookMs(): number {
    return (this.answeredAtMs ?? 0) - (this.sentAtMs ?? 0);
  }

  get place(): string | undefined {
    return this.host.place;
  }

  movedTo(place: string): void {
    this.host.place = place;
  }

  get result(): string {
    return this.#reply?.result ?? '';
  }

  get rest(): string {
    return this.#reply?.rest ?? '';
  }

  /** Another command is to wait for this one to end. */
  wanted(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.options.onWanted?.();
  }

  /** From now on this reply means that the command was cut and says nothing itself. */
  expectCut(token: string): void {
    this.#cutToken = `(${token})`;
  }

  /** Whether this is the token's answer, come before the command's own. */
  isCutBy(reply: Reply): boolean {
    return this.#cutToken !== undefined && reply.rest === this.#cutToken;
  }

  /** Reads the answer and settles, at once unless that takes further commands. */
  understand(reply: Reply): void {
    this.#reply = reply;
    this.onAnswered?.();
    let value: R | Promise<R>;
    try {
      value = reply.code === 200 ? this.command.row.decode(this) : this.#refused(reply);
    } catch (error) {
      return this.#fail(error);
    }
    if (!(value instanceof Promise)) return this.#succeed(value);
    value.then(
      (later) => this.#succeed(later),
      (error: unknown) => this.#fail(error),
    );
  }

  resolve(value: R): void {
    if (!this.#settle(value)) return;
    this.#onResult(value);
    this.options.onEnded?.(value);
  }

  reject(error: unknown): void {
    if (!this.#settle(error)) return;
    this.#onError(error);
    this.options.onFailed?.();
  }

  // Both before anybody goes on who waited for it: they find that the next command may be sent. Whoever is told may throw.
  #succeed(value: R): void {
    try {
      this.resolve(value);
    } finally {
      this.host.understood(this);
    }
  }

  #fail(error: unknown): void {
    try {
      this.reject(error);
    } finally {
      this.host.understood(this);
    }
  }

  async hasHungUp(): Promise<boolean> {
    if (!this.isOver) await this.ask(channelStatus()).catch(() => undefined);
    return this.isOver;
  }

  async ask<S>(command: AgiCommand<S>): Promise<S> {
    const turn = new Turn(this.host, command, this.host.encode(command, this.isMasked), { masked: this.isMasked });
    // Not before the whole piece is read that brought this answer: what follows it there is no answer to this question.
    await Promise.resolve();
    if (this.host.refuses(command)) turn.reject(this.host.errorFor(command.row.verb));
    else this.host.follow(turn);
    return turn.done;
  }

  failed(problem: string): Error {
    return new CommandError('AGI_COMMAND_FAILED', { command: this.shown, reply: this.#shownReply, problem });
  }

  databaseFailed(problem: string): Error {
    return new DatabaseError('AGI_DATABASE', { command: this.shown, reply: this.#shownReply, problem });
  }

  hungUp(): Error {
    this.host.noticeHangUp();
    return this.host.errorFor(this.command.row.verb);
  }

  unexpected(): Error {
    return this.host.outOfStep(`${this.command.row.verb} has no such answer`, this.#shownReply);
  }

  get #shownReply(): string {
    return this.isMasked ? MASKED : (this.#reply?.text ?? '');
  }

  #refused(reply: Reply): never {
    switch (reply.code) {
      case 511:
        throw this.hungUp();
      case 510:
        throw new InvalidCommandError('AGI_INVALID_COMMAND', { command: this.shown, reply: this.#shownReply });
      case 520:
        throw new UsageError('AGI_USAGE', { command: this.shown, usage: usageText(reply) });
      default:
        throw this.failed('Asterisk could not carry it out');
    }
  }

  giveUp(): void {
    this.reject(this.options.signal?.reason);
  }

  #heed(signal: AbortSignal): void {
    const giveUp = () => this.giveUp();
    signal.addEventListener('abort', giveUp);
    this.#stopListening = () => signal.removeEventListener('abort', giveUp);
  }

  #settle(result: unknown): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    if (this.sentAtMs !== undefined) this.host.settling(this, result);
    this.#stopListening?.();
    return true;
  }
}

function usageText(reply: Reply): string {
  const lines = reply.text.split('\n');
  return lines.length > 1 ? lines.slice(1, -1).join(' ').replace(/\s+/g, ' ').trim() : reply.rest;
}
