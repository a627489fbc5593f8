import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { AgiChannel } from '../../../src/core/channel.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import { answerCalls } from '../../../src/session/answer-calls.js';
import type { CallSession } from '../../../src/session/call-session.js';
import { OpeningMark } from '../../../src/testing/opening-mark.js';
import { FastAgiTransport } from '../../../src/transport/fastagi.js';
import { type RealAsteriskOptions, RealAsterisk } from './asterisk.js';
import { type CallOptions, placeCall } from './place-call.js';
import type { PlacedCall } from './placed-call.js';

/** How a call in the lab is placed. */
export interface LabCallOptions extends Partial<CallOptions> {
  /** Default true: the call is answered when the test gets it. */
  readonly isAnswered?: boolean;
}

/** A running Asterisk whose calls are led by a test, command by command. */
export class CommandLab {
  /** What went wrong in calls; a hang-up is not in it. */
  readonly errors: unknown[] = [];
  readonly #sessions = new Map<string, Waiting>();
  readonly #transport = new FastAgiTransport({ port: 0 });
  #url = '';

  private constructor(readonly asterisk: RealAsterisk) {}

  /** Boots Asterisk and listens for its calls. */
  static async start(options: RealAsteriskOptions): Promise<CommandLab> {
    const lab = new CommandLab(await RealAsterisk.start(options));
    const { port } = await answerCalls(lab.#transport, {
      onCall: (session) => lab.#lend(session),
      onError: (error) => lab.errors.push(error),
    });
    lab.#url = `agi://127.0.0.1:${port}/lab`;
    return lab;
  }

  /**
   * Takes the sounds that SAY * uses away from this instance.
   *
   * @param unplayable - those that stay as files that cannot be played
   */
  async forgetSpokenSounds(unplayable: readonly string[]): Promise<void> {
    for (const name of ['digits', 'letters', 'phonetic', 'uppercase.gsm', 'lowercase.gsm']) {
      await rm(this.asterisk.pathOf(`en/${name}`), { recursive: true });
    }
    for (const name of unplayable) {
      const file = this.asterisk.pathOf(`en/${name}.wav`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, 'this is no sound');
    }
  }

  /** Places a call and hands it to the test, which must `end()` it. */
  async call({ isAnswered = true, ...options }: LabCallOptions = {}): Promise<LabCall> {
    const placed = await placeCall(this.asterisk, { agi: this.#url, ...options });
    const waiting = this.#waiting(placed.uniqueId);
    const call = new LabCall(this, placed, await waiting.session, waiting.giveBack);
    if (isAnswered) await call.channel.answer();
    return call;
  }

  /** Ends Asterisk, whatever calls do. */
  async stop(): Promise<void> {
    for (const { giveBack } of this.#sessions.values()) giveBack();
    await this.asterisk.stop();
    await this.#transport.close();
  }

  async #lend(session: CallSession): Promise<void> {
    const waiting = this.#waiting(session.environment.uniqueId);
    waiting.onSession(session);
    await waiting.isGivenBack;
    const { reason } = session.signal;
    if (session.signal.aborted && !(reason instanceof HangUpError)) throw reason;
  }

  /** Asterisk may connect before the harness has seen that the call exists, or after. */
  #waiting(uniqueId: string): Waiting {
    const known = this.#sessions.get(uniqueId);
    if (known !== undefined) return known;
    let onSession!: (session: CallSession) => void;
    let giveBack!: () => void;
    const session = new Promise<CallSession>((resolve) => (onSession = resolve));
    const isGivenBack = new Promise<void>((resolve) => (giveBack = resolve));
    const waiting = { session, onSession, isGivenBack, giveBack };
    this.#sessions.set(uniqueId, waiting);
    return waiting;
  }
}

interface Waiting {
  readonly session: Promise<CallSession>;
  readonly onSession: (session: CallSession) => void;
  readonly isGivenBack: Promise<void>;
  readonly giveBack: () => void;
}

/** One call that a test leads: the channel under test, and what Asterisk itself says about it. */
export class LabCall {
  readonly #consoleFrom: number;
  readonly #others: LabCall[] = [];

  /** @internal Use `CommandLab.call`. */
  constructor(
    private readonly lab: CommandLab,
    readonly placed: PlacedCall,
    readonly session: CallSession,
    /** Gives the call back to the dialplan. */
    readonly giveBack: () => void,
  ) {
    this.#consoleFrom = lab.asterisk.console.length;
  }

  get asterisk(): RealAsterisk {
    return this.lab.asterisk;
  }

  get channel(): AgiChannel {
    return this.session.channel;
  }

  get release(): number {
    return this.asterisk.installed.release;
  }

  /** A variable or function of the AGI leg, as Asterisk says. */
  async read(name: string): Promise<string> {
    const { Value } = await this.asterisk.ami.action('Getvar', { Channel: this.placed.agiChannel, Variable: name });
    return Value ?? '';
  }

  /** What Asterisk has executed for this call so far, line by line, without the mark that the call was opened with. */
  get executed(): string[] {
    const mark = new OpeningMark();
    return this.placed.agiExec.flatMap(({ name, fields }) =>
      name === 'AGIExecStart' ? (mark.commandShown(fields.Command ?? '') ?? []) : [],
    );
  }

  /** The sounds that Asterisk says it played to the AGI leg since the call began. */
  get played(): string[] {
    const { agiChannel } = this.placed;
    return this.console.flatMap((line) => {
      const found = /<(.+)> Playing '([^']+?)(?:\.\w+)?' \(/.exec(line);
      return found?.[1] === agiChannel ? [found[2] ?? ''] : [];
    });
  }

  /** What Asterisk printed since the call began, other calls' lines too. */
  get console(): string[] {
    return this.asterisk.console.slice(this.#consoleFrom);
  }

  /** Places a second call on the same Asterisk, which ends with this one. */
  async another(options?: LabCallOptions): Promise<LabCall> {
    const call = await this.lab.call(options);
    this.#others.push(call);
    return call;
  }

  /** The caller hangs up; says nothing when the call is over already, or before Asterisk has answered. */
  async hangUp(): Promise<void> {
    await this.placed.hangUp().catch(() => {});
  }

  /** Gives the call back and waits until both legs are gone; the caller hangs up if nobody else does. */
  async end(): Promise<void> {
    await Promise.all(this.#others.map((call) => call.end()));
    this.giveBack();
    await this.hangUp();
    await this.placed.ended;
  }
}
