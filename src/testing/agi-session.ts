import type { AgiStatus } from './call-event.js';
import type { CallContext } from './call-context.js';
import { CommandReader } from './command-reader.js';
import { findVirtualCommand } from './commands/virtual-commands.js';
import { NOTHING, type VirtualAnswer, type VirtualCommand } from './commands/define-virtual-command.js';
import { type TimedProcess, type WaitEnd, isTimedProcess, outlastsHangup, type Wait } from './timed-process.js';
import { TimedProcessRunner } from './timed-process-runner.js';
import { OpeningMark } from './opening-mark.js';
import type { ScriptedReply } from './scripted-replies.js';
import { encodeText } from './text.js';
import type { AsteriskWire } from './wire.js';
import { splitWords } from './words.js';

/** What an AGI session tells its call. */
export interface SessionOwner extends Pick<CallContext, 'tell'> {
  /** Everything a command may do. */
  readonly context: CallContext;
  /** The session is over; called once and last. */
  ended(status: AgiStatus): void;
}

const DEAD = '511 Command Not Permitted on a dead channel or intercept routine';
const UNKNOWN = '510 Invalid or unknown command';
const NO = /^(no|false|n|f|0|off)$/i;
const YES = /^(yes|true|y|t|1|on)$/i;

/**
 * The loop of res_agi: sends the environment, reads a line, carries it out, answers, looks for a hang-up, and so on until the
 * app closes the connection.
 *
 * @internal
 */
export class AgiSession {
  readonly #wire: AsteriskWire;
  readonly #owner: SessionOwner;
  readonly #reader = new CommandReader();
  /** Read once when AGI() starts. */
  readonly #sendsHangup: boolean;
  readonly #exitsOnHangup: boolean;
  #status: AgiStatus = 'SUCCESS';
  #isDead: boolean;
  #isOver = false;
  #isConnected = true;
  /** The command that takes its time. */
  readonly #running: TimedProcessRunner<VirtualAnswer>;
  #isBusy = false;
  #isReplyMasked = false;
  readonly #mark = new OpeningMark();

  constructor(wire: AsteriskWire, owner: SessionOwner) {
    this.#wire = wire;
    this.#owner = owner;
    const { variables } = owner.context.channel;
    this.#sendsHangup = !NO.test(variables.get('AGISIGHUP') ?? '');
    this.#exitsOnHangup = YES.test(variables.get('AGIEXITONHANGUP') ?? '');
    this.#isDead = owner.context.channel.beganHungUp;
    this.#running = new TimedProcessRunner(
      owner.context.asterisk.clock,
      (wait) => this.#endOfWait(wait),
      () => this.happens({ kind: 'elapsed' }),
    );
  }

  /** Whether the app has the turn: no command is running. */
  get isAppsTurn(): boolean {
    return !this.#isOver && !this.#running.isRunning;
  }

  /** What the running command waits for; nothing between two commands. */
  get wait(): Wait | undefined {
    return this.#running.wait;
  }

  open(environment: string): void {
    // In two segments, as it arrives from a real one: what reads it must put pieces together.
    const middle = Math.floor(environment.length * 0.8);
    this.#write(environment.slice(0, middle));
    this.#write(environment.slice(middle));
    this.#wire.open({
      received: (chunk) => {
        this.#reader.push(chunk);
        this.#bytesCame();
      },
      closed: (error) => this.#closed(error !== undefined),
    });
  }

  /**
   * Something that the running command takes, or the hang-up: then it ends, or HANGUP is sent.
   *
   * @param isMasked - whether the reply tells a key that was pressed masked
   */
  happens(happening: WaitEnd, { isMasked = false } = {}): void {
    this.#isReplyMasked ||= isMasked;
    const isOutlasted = happening.kind === 'hangup' && outlastsHangup(this.wait);
    this.#goOn(() => isOutlasted || this.#running.happens(happening));
  }

  send(line: string): void {
    const text = this.#mark.replyShown(line);
    if (text !== undefined) this.#owner.tell({ kind: 'reply', text, isMasked: this.#isReplyMasked });
    this.#write(`${line}\n`);
  }

  #closed(isReset: boolean): void {
    if (this.#isOver) return;
    this.#isConnected = !isReset;
    // Commands that still wait to be read were said on purpose: an app that closes gives its calls back so.
    const isLost = isReset || (this.#running.isRunning && !this.#reader.isReady);
    this.#reader.end();
    if (isLost) this.#owner.tell({ kind: 'lost' });
    if (this.wait?.takesReply) this.happens({ kind: 'interrupted', isLost });
    else this.#bytesCame(isLost);
  }

  #bytesCame(isLost = false): void {
    if (this.wait?.isInterruptible) this.happens({ kind: 'interrupted', isLost });
    else this.#goOn();
  }

  /** Takes what is to be done next, until a command takes time or nothing is left to do. */
  #goOn(first: () => unknown = () => {}): void {
    // What this does may call back: the app's next line can arrive before a write returns.
    if (this.#isBusy) return;
    this.#isBusy = true;
    first();
    while (this.#step());
    this.#isBusy = false;
  }

  #step(): boolean {
    if (!this.isAppsTurn) return false;
    if (this.#owner.context.channel.isHungUp && !this.#isDead && !this.#reader.isInsideLine)
      return this.#noticeHangUp();
    if (!this.#reader.isReady) return false;
    const read = this.#reader.read();
    if (read.kind === 'unfinished') return false;
    if (read.kind === 'end') return this.#finish();
    const line = this.#mark.commandShown(read.line);
    if (line !== undefined) this.#owner.tell({ kind: 'command', line });
    if (/^failure/i.test(read.line)) {
      this.#status = 'FAILURE';
      return this.#finish();
    }
    const scripted = line === undefined ? undefined : this.#owner.context.asterisk.replies.next(line);
    if (scripted === undefined) this.#execute(splitWords(read.line));
    else if (scripted.length > 0) this.#writeScripted(scripted);
    else this.#running.start(this.#untilReplied(), () => {});
    return true;
  }

  #noticeHangUp(): boolean {
    this.#isDead = true;
    if (this.#status === 'SUCCESS') this.#status = 'HANGUP';
    this.#sendHangup();
    return this.#exitsOnHangup ? this.#finish() : true;
  }

  #execute(words: readonly string[]): void {
    const command = findVirtualCommand(words);
    if (command === undefined) return this.send(UNKNOWN);
    const { definition, words: verb } = command;
    if (this.#isDead && definition.afterHangup !== true) return this.send(DEAD);
    const args = words.slice(verb.length);
    const [least, most] = definition.args;
    if (args.length < least || args.length > most) return this.#reply(command, { kind: 'usage' });
    const answer = definition.run(this.#owner.context, args);
    if (isTimedProcess(answer)) this.#running.start(answer, (given) => this.#reply(command, given));
    else this.#reply(command, answer);
  }

  /** What ends a wait that has hardly begun: a hang-up during the command's work, or bytes in the socket. */
  #endOfWait(wait: Wait): WaitEnd | undefined {
    if (outlastsHangup(wait)) return undefined;
    if (this.#owner.context.channel.isHungUp && !this.#isDead) return { kind: 'hangup' };
    return wait.isInterruptible && this.#reader.isReady ? { kind: 'interrupted' } : undefined;
  }

  #reply(command: VirtualCommand, answer: VirtualAnswer): void {
    switch (answer.kind) {
      case 'result':
        // A failure on a channel that has just hung up is the hang-up's.
        if (answer.isFailure && (this.#isDead || !this.#owner.context.channel.isHungUp)) this.#status = 'FAILURE';
        this.send(`200 result=${answer.text}`);
        break;
      case 'usage':
        this.send('520-Invalid command syntax.  Proper usage follows:');
        this.send(` Usage: ${command.verb} ${command.definition.usage}`.trimEnd());
        this.send('520 End of proper usage.');
        break;
      case 'nothing':
        break;
    }
    this.#isReplyMasked = false;
  }

  #writeScripted(reply: ScriptedReply): void {
    const pieces = typeof reply === 'string' ? [`${this.#mark.replyWritten(reply)}\n`] : reply;
    const text = typeof reply === 'string' ? reply : pieces.join('').replace(/\n$/, '');
    this.#owner.tell({ kind: 'reply', text, isMasked: this.#isReplyMasked });
    for (const piece of pieces) this.#write(piece);
    this.#isReplyMasked = false;
  }

  /** A command that a script leaves without a reply: the call gives one later, or the app closes the connection. */
  *#untilReplied(): TimedProcess<VirtualAnswer> {
    const end = yield { forMs: Infinity, takesReply: true };
    if (end.kind === 'reply') this.#writeScripted(end.reply);
    return NOTHING;
  }

  #sendHangup(): void {
    if (this.#sendsHangup) this.send('HANGUP');
  }

  #finish(): false {
    this.#isOver = true;
    // One at the end of every session, hang-up or not.
    if (this.#isConnected) this.#sendHangup();
    this.#wire.end();
    this.#owner.ended(this.#status);
    return false;
  }

  #write(text: string): void {
    this.#wire.sendBytes(encodeText(text));
  }
}
