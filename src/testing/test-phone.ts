import type { AgiLink } from '../core/link.js';
import type { ScriptedApplication } from './applications/application.js';
import type { DialOutcome } from './applications/dial.js';
import type { QueueOutcome } from './applications/queue.js';
import { Caller } from './caller.js';
import { RealClock, VirtualClock, type TestClock } from './clock.js';
import { type TimeDriver, type AppWaitLimits, RealTimeDriver, VirtualTimeDriver } from './time-driver.js';
import type { ScriptedReply } from './scripted-replies.js';
import { splitWrites } from './split-writes.js';
import type { TranscriptOptions } from './transcript.js';
import { type CallSetup, VirtualAsterisk, type VirtualAsteriskOptions } from './virtual-asterisk.js';
import { type AsteriskWire, wireOfLink } from './wire.js';

/** What a test phone is made of. */
export interface TestPhoneOptions extends Omit<VirtualAsteriskOptions, 'clock' | 'connect'>, Partial<AppWaitLimits> {
  /**
   * Makes a connection to the app, once for each call.
   *
   * @returns Asterisk's end: one of a `linkedPair()` whose other end the app has, or what `connectTcp` gives
   */
  readonly connect: () => AgiLink | AsteriskWire | Promise<AgiLink | AsteriskWire>;
  /** What the clock shows at first, like `2026-11-24T10:00:00+01:00`; default Monday 2026-01-05 09:00 UTC. */
  readonly now?: string;
  /** Lets calls take the time that they take, for an app whose own timers cannot be given a clock; default false. */
  readonly realTime?: boolean;
  /**
   * Lets what Asterisk writes arrive in pieces, as over TCP: the HANGUP after a `-1`, the rest of a usage or of GOSUB's answer
   * come 40 ms later, or when the app has sent something; default false. For a client that was written by hand.
   */
  readonly splitWrites?: boolean;
  /**
   * Whether a call in which the app failed fails the test when the phone is closed, although no step looked at its end; default
   * true. Steps and matchers that look at it expect an error by `error`.
   */
  readonly failOnError?: boolean;
  /** How transcripts are written. */
  readonly transcript?: TranscriptOptions;
}

/** Below vitest's own limit of 5 s for a test, so that the failure is ours and has the transcript. */
const APP_LIMIT_MS = 4_000;
const WORK_GRACE_MS = 50;

/**
 * Opens a telephone that calls an app through a virtual Asterisk, on a virtual clock: hours of a call cost no time.
 *
 * @param options - `connect` and what the Asterisk is made of. `appLimitMs`: real time for the app to send its next command,
 *   default 4 000. `workGraceMs`: real time after which `waits` and `hangsUp` go on although the app still works, default 50
 * @throws RangeError when `now` is no date
 * @example
 * await using phone = openTestPhone({ connect: () => { const [ours, theirs] = linkedPair(); server.accept(theirs); return ours; } });
 * await phone.dial('/sales', { callerId: '5551234' }).hears('welcome').hangsUp().ends({ by: 'caller' });
 */
export function openTestPhone(options: TestPhoneOptions): TestPhone {
  return new TestPhone(options);
}

/**
 * A telephone for tests; made with {@link openTestPhone}.
 *
 * @example
 * await using phone = openTestPhone({ connect: () => connectTcp('agi://127.0.0.1:4573') });
 * await phone.dial('/sales').hears('welcome').hangsUp();
 */
export class TestPhone implements AsyncDisposable {
  /** The time of its calls. Give it to the app, so that both live in the same time. */
  readonly clock: TestClock;
  /** Database, global variables and recordings can be looked at here. */
  readonly asterisk: VirtualAsterisk;
  readonly #options: TestPhoneOptions;
  readonly #timeDriver: TimeDriver;
  readonly #appLimitMs: number;
  readonly #callers: Caller[] = [];
  readonly #wires: AsteriskWire[] = [];

  /** @internal */
  constructor(options: TestPhoneOptions) {
    const {
      connect: _,
      now,
      realTime = false,
      transcript: __,
      splitWrites: ___,
      failOnError: ____,
      appLimitMs = APP_LIMIT_MS,
      workGraceMs = WORK_GRACE_MS,
      ...asterisk
    } = options;
    const startMs = now === undefined ? undefined : Date.parse(now);
    if (Number.isNaN(startMs)) throw new RangeError(`now: "${now}" is no date; write 2026-11-24T10:00:00+01:00`);
    this.#options = options;
    this.#appLimitMs = appLimitMs;
    if (realTime && now !== undefined) throw new RangeError('now: with realTime the clock shows the time of day');
    const limits = { appLimitMs, workGraceMs };
    this.#timeDriver = realTime
      ? new RealTimeDriver(new RealClock(), limits)
      : new VirtualTimeDriver(new VirtualClock(startMs), limits);
    this.clock = this.#timeDriver.clock;
    this.asterisk = new VirtualAsterisk({ ...asterisk, clock: this.clock, connect: () => this.#connect() });
  }

  /**
   * Calls the app. Returns at once; the call is made when the caller is awaited. Callers of one phone share its clock.
   *
   * @param path - of the route, with its query: `/sales?campaign=autumn`
   * @param setup - who calls and what the dialplan had set
   * @returns the caller, who does their steps when awaited
   * @throws TypeError for a path that does not begin with /
   * @example
   * await phone.dial('/sales?campaign=autumn', { callerId: '5550100', language: 'fr' }).hears('bienvenue');
   */
  dial(path: string, setup: CallSetup = {}): Caller {
    if (!path.startsWith('/')) throw new TypeError(`dial("${path}"): a path begins with /`);
    const request = { request: `agi://localhost${path}`, script: path.slice(1) };
    const caller = new Caller({
      timeDriver: this.#timeDriver,
      appLimitMs: this.#appLimitMs,
      atWork: () => this.atWork,
      transcript: this.#options.transcript ?? {},
      failOnError: this.failsOnError,
      dial: async () => {
        return this.asterisk.call(await this.#connect(), request, setup);
      },
    });
    this.#callers.push(caller);
    return caller;
  }

  /**
   * Work of the app that takes so long: for the fakes of what is outside. Without it their work takes no time.
   *
   * @param ms - milliseconds on the clock of the phone
   * @param value - what the work gives
   * @example
   * vi.spyOn(phone.get(Crm), 'find').mockImplementation(() => phone.takes(4_000, customer));
   */
  async takes<T = void>(ms: number, value?: T): Promise<T> {
    await this.clock.wait(ms);
    // Left out only where nothing is given.
    return value as T;
  }

  /**
   * What `EXEC Dial` of this target does from now on: `onDial('PJSIP/ann', { answersAfterMs: 4_000 })`.
   *
   * @example
   * phone.onDial('PJSIP/ann', { answersAfterMs: 4_000 });
   */
  onDial(target: string, outcome: DialOutcome): void {
    this.asterisk.onDial(target, outcome);
  }

  /**
   * What `EXEC Queue` of this name does from now on.
   *
   * @example
   * phone.onQueue('support', { answersAfterMs: 20_000 });
   */
  onQueue(name: string, outcome: QueueOutcome): void {
    this.asterisk.onQueue(name, outcome);
  }

  /**
   * What `EXEC` of an application does from now on: `onExec('VoiceMail', { plays: ['vm-intro'] })`.
   *
   * @example
   * phone.onExec('VoiceMail', { plays: ['vm-intro'] });
   */
  onExec(application: string, outcome: ScriptedApplication): void {
    this.asterisk.onExec(application, outcome);
  }

  /**
   * What a command is answered from now on, in the place of being carried out. An empty list is no reply at all.
   *
   * @param beginning - how the command begins, as the transcript shows it
   * @param replies - one for each such command, the last one for all that follow: see {@link VirtualAsterisk.onCommand}
   * @example
   * phone.onCommand('DATABASE PUT', '200 result=0', '200 result=1');
   */
  onCommand(beginning: string, ...replies: readonly [ScriptedReply, ...ScriptedReply[]]): void {
    this.asterisk.onCommand(beginning, ...replies);
  }

  /** @internal */
  protected get failsOnError(): boolean {
    return this.#options.failOnError ?? true;
  }

  /** @internal Handlers that have not come back, as far as the phone is told. */
  protected get atWork(): readonly string[] {
    return [];
  }

  #connect(): AsteriskWire | Promise<AsteriskWire> {
    const noted = (end: AgiLink | AsteriskWire): AsteriskWire => {
      const whole = 'sendBytes' in end ? end : wireOfLink(end);
      const wire = this.#options.splitWrites ? splitWrites(whole, this.clock) : whole;
      this.#wires.push(wire);
      return wire;
    };
    const end = this.#options.connect();
    return end instanceof Promise ? end.then(noted) : noted(end);
  }

  /** Hangs up every call and waits until the app has ended it. Fails when it does not, and when steps were never awaited. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = await Promise.allSettled(this.#callers.splice(0).map((caller) => caller.close()));
    // Also those that the app keeps.
    for (const wire of this.#wires.splice(0)) wire.destroy();
    const failed = closed.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}
