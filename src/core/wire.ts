import type { ErrorFields } from '../errors/catalogue/raised.js';
import { HangUpError, type HangUpNotice, type HangUpReason } from '../errors/hang-up-error.js';
import { ArgumentError, ProtocolError } from '../errors/offhook-error.js';
import { AnswerLimit } from './answer-limit.js';
import { type MonotonicClock, processClock } from './clock.js';
import { type AgiCommand, lineOf } from './commands/define-command.js';
import { cut } from './cut.js';
import { LineReader } from './line-reader.js';
import { checkRawLine } from './line.js';
import type { AgiLink } from './link.js';
import { type Reply, ReplyReader } from './reply.js';
import { type BeginOptions, type SendOptions, Turn, type TurnHost } from './turn.js';
import { MASKED } from '../errors/masked.js';

/** What a wire needs to know and whom it tells. */
export interface WireOptions {
  /** What nobody can guess, this call's own: shows where free text ends. */
  readonly mark: string;
  /** Longest line the peer reads, in bytes without its line feed. */
  readonly lineLimitBytes: number;
  /** How long the first command took, milliseconds: what the network needs for one. */
  readonly roundTripMs: number;
  /** Told once when the call is over, whichever way it was noticed, or when request and reply came out of step. */
  readonly onOver: (error: HangUpError | ProtocolError) => void;
  /** Told every line in both directions; masked ones as `[masked]`. */
  readonly trace?: ((direction: 'sent' | 'received', text: string) => void) | undefined;
  /** Told every command that was sent, when it settles: with what it gives, or why it does not. */
  readonly onSettling?: (turn: Turn, result: unknown) => void;
  /** Default: the time of the process. */
  readonly clock?: MonotonicClock | undefined;
  /** How long a command that Asterisk answers at once may go unanswered, milliseconds of real time; default 30,000. */
  readonly commandTimeoutMs?: number | undefined;
}

/** A command that interrupts another one. */
export interface Interruption<R> {
  readonly done: Promise<R>;
  /** Sends the rest of its line; a second time it does nothing. */
  readonly finish: () => void;
}

/** Longest line Asterisk is expected to send; values of 24 kB were seen. */
const LONGEST_REPLY_LINE = 1024 * 1024;

const COMMAND_TIMEOUT_MS = 30_000;

/** An answer that took longer came from an Asterisk that stood still: no network is so slow. */
const LONGEST_ROUND_TRIP_MS = 250;
/** The same for the first, in which a busy app has part: until the next one is measured every cut waits for twice this. */
const LONGEST_FIRST_MS = 50;

/** Characters of what cannot be understood that its error keeps: whoever prints its fields prints no more. */
const QUOTED = 200;

const POSITION_COMMANDS = new Set(['SET CONTEXT', 'SET EXTENSION', 'SET PRIORITY']);

/**
 * Keeps request and reply in step: one command at a time, the others wait their turn, nothing is sent twice, and every
 * command settles, by its reply, a hang-up, a close or its signal.
 */
export class Wire implements TurnHost {
  readonly clock: MonotonicClock;
  /** Told whenever the last command has been answered and none waits. */
  onIdle: (() => void) | undefined;
  #place: string | undefined;
  #firstPlace: (() => string) | undefined;
  readonly #link: AgiLink;
  readonly #options: WireOptions;
  readonly #lines = new LineReader(LONGEST_REPLY_LINE);
  readonly #replies: ReplyReader;
  /** Sent and not yet answered, in order. */
  readonly #sent: Turn[] = [];
  /** Further commands of the turn that is running, while something of it is unanswered. */
  readonly #followUps: Turn[] = [];
  /** The last one that was answered: what follows its answer may belong to it. */
  #answered: Turn | undefined;
  /** Not yet sent. */
  readonly #queue: Turn[] = [];
  /** Understood in the piece that is being read. */
  readonly #understood: Turn[] = [];
  readonly #answerLimit: AnswerLimit;
  #isReading = false;
  /** Whose turn it is, until its answer is understood (which may take further commands). */
  #current: Turn | undefined;
  #isUnderstood = false;
  #over: HangUpError | ProtocolError | undefined;
  #isClosed = false;
  #hangUpReason: HangUpReason = 'caller';
  #liveCommands = 0;
  #roundTripMs: number;
  #hasMoved = false;
  #hasBeenLive = false;
  /** The last answer was one that a hang-up gives. */
  #suspectsHangUp = false;
  #answeredAtMs: number | undefined;

  constructor(link: AgiLink, options: WireOptions) {
    this.#link = link;
    this.#options = options;
    this.#replies = new ReplyReader(options.mark);
    this.clock = options.clock ?? processClock;
    this.#roundTripMs = Math.min(options.roundTripMs, LONGEST_FIRST_MS);
    const { commandTimeoutMs: limitMs = COMMAND_TIMEOUT_MS } = options;
    this.#answerLimit = new AnswerLimit(limitMs, () => {
      const [late] = this.#sent;
      const received = late?.isMasked ? MASKED : this.#lines.unfinished.slice(0, QUOTED);
      const problem = `no answer came within ${limitMs} ms`;
      this.#failClosed(new ProtocolError('AGI_NO_ANSWER', { command: late?.shown ?? '', problem, received }));
    });
  }

  /** Set once the call is over. */
  get over(): HangUpError | ProtocolError | undefined {
    return this.#over;
  }

  /** Commands sent so far that need the caller: sounds, keys, applications. */
  get liveCommands(): number {
    return this.#liveCommands;
  }

  /** How long an instant command takes, smoothed. */
  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** Whether the app itself said where the call goes on in the dialplan. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  /** Where the channel stands in the dialplan, as far as the app itself has brought it there; nothing where nobody wants to know. */
  get place(): string | undefined {
    return (this.#place ??= this.#firstPlace?.());
  }

  set place(place: string | undefined) {
    this.#place = place;
  }

  /** Whether Asterisk has carried out a command that needs a live channel. */
  get hasBeenLive(): boolean {
    return this.#hasBeenLive;
  }

  /** When the app answered the call, on the clock; `undefined` while it has not. */
  get answeredAtMs(): number | undefined {
    return this.#answeredAtMs;
  }

  /** True when nothing is sent and unanswered, and nothing waits. */
  get isIdle(): boolean {
    return this.#current === undefined && this.#sent.length === 0 && this.#queue.length === 0;
  }

  /** From now on the place is looked for behind every application that may have moved the call. */
  trackPlace(first: () => string): void {
    this.#firstPlace = first;
  }

  send<R>(command: AgiCommand<R>, options: SendOptions = {}): Promise<R> {
    return this.#take(this.#turn(command, options)).done;
  }

  sendRaw<R>(command: AgiCommand<R>, line: string, options: SendOptions = {}): Promise<R> {
    return this.#take(new Turn(this, command, this.#checkRaw(line, options.masked), options)).done;
  }

  /** Sends a command that may be cut; it then gives `undefined`. */
  begin<R>(command: AgiCommand<R>, options: BeginOptions = {}): Turn<R | undefined> {
    return this.#take(this.#turn<R | undefined>(command, options));
  }

  /**
   * Sends a command while `running` runs, to interrupt it, and leaves the end of its line for later: what has come of it
   * interrupts, and Asterisk answers only when the line is whole.
   */
  interrupt<R>(command: AgiCommand<R>, running: Turn): Interruption<R> {
    const turn = this.#turn(command, {});
    let rest = `${turn.line.slice(-1)}\n`;
    const finish = (): void => {
      if (rest === '' || this.#isClosed) return;
      const end = rest;
      rest = '';
      // What the first half waited for is no part of a round trip.
      turn.sentAtMs = this.clock.nowMs();
      this.#link.send(end);
    };
    running.onAnswered = finish;
    this.#write(turn, turn.line.slice(0, -1));
    // What runs ends by this; an Asterisk that says nothing now is none.
    this.#answerLimit.begin();
    return { done: turn.done, finish };
  }

  /** Sends a command whatever runs; it is answered behind all that was sent before. */
  sendNow<R>(command: AgiCommand<R>): Promise<R> {
    const turn = this.#turn(command, {});
    if (this.#isClosed) turn.reject(this.errorFor(turn.command.row.verb));
    else this.#write(turn);
    return turn.done;
  }

  /** Takes a command back that was not sent yet. */
  withdraw(turn: Turn): void {
    const place = this.#queue.indexOf(turn);
    if (place >= 0) this.#queue.splice(place, 1);
    turn.resolve(undefined);
  }

  /** Takes bytes from the link. */
  received(chunk: Uint8Array): void {
    if (this.#isClosed) return;
    this.#isReading = true;
    try {
      const state = this.#lines.push(chunk, this.#onLine);
      if (state === 'tooLong') this.outOfStep(`a line passed ${LONGEST_REPLY_LINE} bytes`, this.#lines.unfinished);
    } finally {
      this.#isReading = false;
      for (let turn = this.#understood.shift(); turn !== undefined; turn = this.#understood.shift())
        this.#advance(turn);
    }
  }

  /** Takes bytes that come when the last command has been answered and our side is ended: nothing but HANGUP can. */
  receivedBehindLast(chunk: Uint8Array): void {
    if (this.#isClosed) return;
    this.#lines.push(chunk, (line) => {
      if (line === 'HANGUP') return true;
      this.outOfStep('an answer came behind the last command, and no command was waiting for one', line);
      return false;
    });
  }

  /** The link is gone: every wait ends. */
  closed(error?: Error): void {
    this.#isClosed = true;
    this.#answerLimit.close();
    // With AGIEXITONHANGUP Asterisk closes at a hang-up, with AGISIGHUP=no without a word: the answer before has told of it.
    const reason = this.#suspectsHangUp ? this.#hangUpReason : 'connectionLost';
    this.#end(reason, error === undefined ? 'connectionClosed' : 'connectionReset');
    for (const turn of [...this.#sent, ...this.#followUps, ...this.#queue])
      turn.reject(this.errorFor(turn.command.row.verb));
    this.#sent.length = 0;
    this.#followUps.length = 0;
    this.#queue.length = 0;
    this.#current = undefined;
    this.#isUnderstood = false;
  }

  /**
   * Ends the call from our side: what runs rejects, and what may not follow a hang-up does from now on. A sound or a wait is
   * cut; other commands run on in Asterisk, and the next one comes after them.
   */
  hangUp(reason: HangUpReason): void {
    this.#end(reason, 'appClosed');
    const running = this.#current;
    if (running === undefined || running.isSettled) return;
    running.reject(this.errorFor(running.command.row.verb));
    if (running.command.row.interrupted !== undefined) void cut(this, running).catch(() => undefined);
  }

  /**
   * Sends lines whose answers nobody waits for, behind what runs: Asterisk carries them out when that is done, even if the
   * connection is closed by then. From now on there is no connection.
   */
  sendLast(lines: string): void {
    if (!this.#isClosed) this.#link.send(lines);
    this.closed();
  }

  /** Whether Asterisk still has to answer it. */
  isRunning(turn: Turn): boolean {
    return this.#sent.includes(turn);
  }

  /** A result said so. */
  noticeHangUp(): void {
    this.#end(this.#hangUpReason, 'result');
  }

  errorFor(verb: string): Error {
    const over = this.#over;
    return over instanceof HangUpError
      ? new HangUpError(over.reason, over.notice, verb)
      : (over ?? new Error('not over'));
  }

  /** Sends within the turn that is running: before the queue, and after what is still unanswered. */
  follow(turn: Turn): void {
    if (this.#sent.length === 0) this.#write(turn);
    else this.#followUps.push(turn);
  }

  #write(turn: Turn, line = `${turn.line}\n`): void {
    // While nothing is unanswered, only a HANGUP can be under way.
    if (this.#sent.length === 0 && !this.#lines.isEmpty && !'HANGUP'.startsWith(this.#lines.unfinished)) {
      turn.reject(this.outOfStep('no command was waiting for a reply', this.#lines.unfinished));
      return;
    }
    this.#sent.push(turn);
    this.#options.trace?.('sent', turn.shown);
    this.#note(turn);
    turn.sentAtMs = this.clock.nowMs();
    if (this.#sent.length === 1) this.#limitAnswer();
    this.#link.send(line);
  }

  /** Whoever is next to answer has its time from now on. */
  #limitAnswer(): void {
    if (this.#sent[0]?.command.row.answersAtOnce === true) this.#answerLimit.begin();
    else this.#answerLimit.end();
  }

  understood(turn: Turn): void {
    // What follows the reply in its piece is no answer to a command that was not yet sent.
    if (this.#isReading) this.#understood.push(turn);
    else this.#advance(turn);
  }

  /** What was sent as it may be shown: the mark is of no use to a reader. */
  withoutMark(line: string): string {
    return line.replace(this.#options.mark, '');
  }

  settling(turn: Turn, result: unknown): void {
    this.#options.onSettling?.(turn, result);
  }

  encode(command: AgiCommand, masked: SendOptions['masked'] = false): string {
    try {
      return lineOf(command, this.#options.lineLimitBytes, this.#options.mark);
    } catch (error) {
      throw unshown(error, masked);
    }
  }

  #checkRaw(line: string, masked: SendOptions['masked']): string {
    try {
      return checkRawLine(line, this.#options.lineLimitBytes);
    } catch (error) {
      throw unshown(error, masked);
    }
  }

  refuses({ row }: AgiCommand): boolean {
    return this.#isClosed || (this.#over !== undefined && !row.afterHangup);
  }

  #turn<R>(command: AgiCommand<R>, options: BeginOptions): Turn<R> {
    return new Turn(this, command, this.encode(command, options.masked), options);
  }

  /** Sends it when nothing runs, and queues it else. */
  #take<R>(turn: Turn<R>): Turn<R> {
    if (this.refuses(turn.command)) turn.reject(this.errorFor(turn.command.row.verb));
    else if (turn.isAborted) turn.giveUp();
    else if (this.#current === undefined) this.#start(turn);
    else this.#enqueue(turn, this.#current);
    return turn;
  }

  #enqueue(turn: Turn, running: Turn): void {
    // First: what the running command sends on giving way comes before this one.
    running.wanted();
    this.#queue.push(turn);
  }

  /** What a command does to the call, to be remembered when the call ends. */
  #note({ command, line, givesWay }: Turn): void {
    const { verb, afterHangup } = command.row;
    const isExec = verb === 'EXEC';
    if ((!afterHangup || isExec) && !givesWay) this.#liveCommands++;
    if (line === 'HANGUP' || (isExec && /^EXEC "Hangup"/i.test(line))) this.#hangUpReason = 'app';
    if (POSITION_COMMANDS.has(verb)) this.#hasMoved = true;
  }

  #start(turn: Turn): void {
    this.#current = turn;
    this.#write(turn);
  }

  readonly #onLine = (line: string): boolean => {
    const event = this.#replies.push(line, this.#sent[0]?.command.row.text);
    switch (event.kind) {
      case 'incomplete':
      case 'trying':
        break;
      case 'hangup':
        this.#options.trace?.('received', 'HANGUP');
        this.#end(this.#hangUpReason, 'hangupLine');
        break;
      case 'reply':
        this.#onReply(event.reply);
        if (event.hungUp === true && !this.#isClosed) this.#end(this.#hangUpReason, 'hangupLine');
        break;
      case 'unproven':
        this.#link.send(`${this.#replies.proof}\n`);
        break;
      case 'garbage':
        this.outOfStep('this is no reply', event.line);
    }
    return !this.#isClosed;
  };

  #onReply(reply: Reply): void {
    if (this.#sent[0]?.isCutBy(reply)) this.#endSilently();
    const turn = this.#sent.shift();
    if (turn === undefined) {
      this.outOfStep('no command was waiting for a reply', reply.text);
      return;
    }
    this.#limitAnswer();
    this.#answered = turn;
    this.#options.trace?.('received', turn.isMasked ? MASKED : reply.text);
    if (reply.code === 511) this.#end(this.#hangUpReason, 'deadChannel');
    else if (!turn.command.row.afterHangup) this.#hasBeenLive = true;
    this.#suspectsHangUp = reply.result === '-1' || reply.rest.startsWith('(hangup)');
    if (turn.command.row.verb === 'ANSWER' && reply.result === '0') this.#answeredAtMs ??= this.clock.nowMs();
    turn.answeredAtMs = this.clock.nowMs();
    if (turn.command.row.isInstant && turn.sentAtMs !== undefined) this.#measure(turn.answeredAtMs - turn.sentAtMs);
    turn.understand(reply);
  }

  /** The command in front was cut and will not answer. */
  #endSilently(): void {
    const turn = this.#sent.shift();
    turn?.resolve(undefined);
    if (turn === this.#current) this.#isUnderstood = true;
  }

  #measure(tookMs: number): void {
    this.#roundTripMs = this.#roundTripMs * 0.75 + Math.min(tookMs, LONGEST_ROUND_TRIP_MS) * 0.25;
  }

  /** The next command's turn comes when the current one's answer is understood and nothing more is on the wire. */
  #advance(understood: Turn): void {
    if (understood === this.#current) this.#isUnderstood = true;
    const followUp = this.#sent.length === 0 ? this.#followUps.shift() : undefined;
    if (followUp !== undefined) return this.#write(followUp);
    if (!this.#isUnderstood || this.#sent.length > 0) return;
    this.#current = undefined;
    this.#isUnderstood = false;
    for (let turn = this.#queue.shift(); turn !== undefined; turn = this.#queue.shift()) {
      if (turn.isSettled) continue;
      this.#start(turn);
      // Those behind it came while it waited itself.
      if (this.#queue.length > 0) turn.wanted();
      return;
    }
    if (this.#over === undefined) this.onIdle?.();
  }

  #end(reason: HangUpReason, notice: HangUpNotice): HangUpError | ProtocolError {
    if (this.#over !== undefined) return this.#over;
    const over = HangUpError.ofCall(reason, notice);
    this.#over = over;
    for (const turn of this.#queue)
      if (!turn.command.row.afterHangup) turn.reject(this.errorFor(turn.command.row.verb));
    this.#options.onOver(over);
    return over;
  }

  /** Request and reply can no longer be matched: the session fails closed. */
  outOfStep(problem: string, received: string): ProtocolError {
    const error = new ProtocolError('AGI_PROTOCOL', {
      problem,
      received: this.#sent[0]?.isMasked || this.#answered?.isMasked ? MASKED : received.slice(0, QUOTED),
    });
    return this.#failClosed(error);
  }

  #failClosed(error: ProtocolError): ProtocolError {
    const isFirst = this.#over === undefined || this.#over instanceof HangUpError;
    this.#over = error;
    this.closed();
    if (isFirst) this.#options.onOver(error);
    this.#link.destroy();
    return error;
  }
}

/** The error of a line whose arguments are perhaps not to be shown, in the error neither. */
function unshown(error: unknown, masked: SendOptions['masked']): unknown {
  if (masked !== true || !(error instanceof ArgumentError) || error.code !== 'AGI_ARGUMENT') return error;
  // The code says whose fields these are.
  return new ArgumentError(error.code, { ...(error.fields as ErrorFields<'AGI_ARGUMENT'>), value: MASKED });
}
