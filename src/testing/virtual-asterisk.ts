import { SCREENING_CONTEXT } from '../call/connect-options.js';
import { type ScriptedApplication, Applications } from './applications/application.js';
import { dialApplication, type DialOutcome } from './applications/dial.js';
import { knownApplications } from './applications/known-applications.js';
import { queueApplication, type QueueOutcome } from './applications/queue.js';
import { AstDb } from './ast-db.js';
import type { AsteriskParts, CallContext, VirtualRecording } from './call-context.js';
import { CallerAudio } from './caller-audio.js';
import type { Channel, ChannelSetup } from './channel.js';
import { type Clock, VirtualClock } from './clock.js';
import type { Dialplan } from './dialplan.js';
import { ScriptedReplies, type ScriptedReply } from './scripted-replies.js';
import { CORE_SOUNDS, everySound, joinSounds, type SoundDurations } from './sounds/sounds.js';
import { type OpenConnection, NOT_ACCEPTED } from './called-party.js';
import type { SpeechEngine } from './speech-engine.js';
import { VirtualCall } from './virtual-call.js';
import type { AsteriskWire } from './wire.js';

/** What a virtual Asterisk is made of. */
export interface VirtualAsteriskOptions {
  /** Where its time comes from; default a new {@link VirtualClock}. */
  readonly clock?: Clock;
  /** Its sound files; default those of Debian's asterisk-core-sounds-en-gsm. */
  readonly sounds?: SoundDurations;
  /** Makes every unknown sound exist and last so long, milliseconds. Without it an unknown sound is a missing file, as on a real Asterisk. */
  readonly unknownSounds?: { readonly durationMs: number };
  /** The machine's time zone, for SAY DATE and SAY TIME; default `UTC`. */
  readonly zone?: string;
  /** What it says it is; default `22.10.1`. */
  readonly version?: string;
  /** What the dialplan holds: labels and subroutines. */
  readonly dialplan?: Dialplan;
  /** Its speech engine; default none, as a fresh Asterisk. */
  readonly speech?: SpeechEngine;
  /** Folders in which RECORD FILE cannot create a file. */
  readonly unwritable?: readonly string[];
  /** Makes a connection to the app, for those who are called and asked; default: nobody is, and nobody connected then. */
  readonly connect?: OpenConnection;
}

/** Who calls, and what the dialplan had set before it ran AGI(). */
export interface CallSetup {
  /** The caller's number; default none. */
  readonly callerId?: string;
  /** The caller's name; default none. */
  readonly callerName?: string;
  /**
   * The caller withholds number and name; default false. With a `callerId` the network knows the number and Asterisk says that it
   * is withheld, without one it says `anonymous`: as SIP trunks that are trusted, and others, do.
   */
  readonly withheld?: boolean;
  /** The dialplan answered the call before AGI(); default false: it rings. */
  readonly answered?: boolean;
  /** AGI() runs in a hang-up handler, on a channel that is gone; default false. In the extension `h` the channel is always gone. */
  readonly inHangupHandler?: boolean;
  /** Further arguments of AGI(): `agi_arg_1` and so on. */
  readonly args?: readonly string[];
  /** Channel variables. AGISIGHUP and AGIEXITONHANGUP have their effect. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The channel's language; default `en`. */
  readonly language?: string;
  /** The number that was dialled. */
  readonly dnid?: string;
  /** Who forwarded the call. */
  readonly rdnis?: string;
  readonly accountCode?: string;
  /** Where AGI() stands in the dialplan; default context `default`, extension `s` (or the dialled number), priority 1. */
  readonly context?: string;
  readonly extension?: string;
  readonly priority?: number;
  /** Whether the caller's side sends audio, as telephones do; default true. Without it ANSWER takes half a second and recordings stay empty. */
  readonly sendsAudio?: boolean;
  /** The channel's name; default `PJSIP/caller-00000001` and so on. */
  readonly channel?: string;
}

/** Which script is called: the first argument of AGI() and what Asterisk makes of it. */
export interface Request {
  /** `agi_request`. */
  readonly request: string;
  /** `agi_network_script`; left out when empty. */
  readonly script: string;
}

/**
 * An Asterisk that answers byte for byte like the real one, without a telephone: its 47 commands, variables, AstDB, keys as
 * tones, hang-ups, sounds that take their time on a clock.
 *
 * @example
 * const asterisk = new VirtualAsterisk({ sounds: soundTable({ welcome: { durationMs: 2_400 } }) });
 * const wire = await connectTcp('agi://127.0.0.1:4573/sales');
 * asterisk.call(wire, parseAgiUrl('agi://127.0.0.1:4573/sales')).begin();
 */
export class VirtualAsterisk {
  readonly clock: Clock;
  /** Kept from call to call, as AstDB is. */
  readonly database = new AstDb();
  /** Global variables. */
  readonly globals = new Map<string, string>();
  /** What RECORD FILE made, by its name. STREAM FILE plays it. */
  readonly recordings = new Map<string, VirtualRecording>();
  readonly #applications: Applications;
  readonly #dials = new Map<string, DialOutcome>();
  readonly #queues = new Map<string, QueueOutcome>();
  readonly #replies = new ScriptedReplies();
  readonly #sounds: SoundDurations;
  readonly #version: string;
  readonly #parts: AsteriskParts;
  #calls = 0;

  constructor(options: VirtualAsteriskOptions = {}) {
    const {
      clock = new VirtualClock(),
      sounds = CORE_SOUNDS,
      unknownSounds,
      zone = 'UTC',
      version = '22.10.1',
    } = options;
    this.clock = clock;
    this.#version = version;
    this.#sounds = unknownSounds === undefined ? sounds : joinSounds(sounds, everySound(unknownSounds));
    this.#applications = new Applications({
      ...knownApplications,
      Dial: dialApplication(this.#dials),
      Queue: queueApplication(this.#queues),
    });
    this.#parts = {
      clock,
      zone,
      database: this.database,
      globals: this.globals,
      recordings: this.recordings,
      dialplan: options.dialplan ?? {},
      speech: options.speech,
      calls: new Set(),
      unwritable: options.unwritable ?? [],
      replies: this.#replies,
      openLeg: options.connect && this.#openLeg(options.connect),
      findApplication: (name) => this.#applications.find(name),
      waitingIn: (queue) => this.#queues.get(queue)?.waiting ?? 0,
    };
  }

  /**
   * What `EXEC Dial` of this target does from now on: `onDial('PJSIP/ann', { answersAfterMs: 4_000 })`.
   *
   * @example
   * asterisk.onDial('PJSIP/ann', { answersAfterMs: 4_000 });
   */
  onDial(target: string, outcome: DialOutcome): void {
    this.#dials.set(target, outcome);
  }

  /**
   * What `EXEC Queue` of this name does from now on.
   *
   * @example
   * asterisk.onQueue('support', { answersAfterMs: 20_000 });
   */
  onQueue(name: string, outcome: QueueOutcome): void {
    this.#queues.set(name, outcome);
  }

  /**
   * What `EXEC` of an application does from now on: `onExec('VoiceMail', { plays: ['vm-intro'], takesMs: 3_000 })`.
   *
   * @example
   * asterisk.onExec('VoiceMail', { plays: ['vm-intro'], takesMs: 3_000 });
   */
  onExec(application: string, outcome: ScriptedApplication): void {
    this.#applications.script(application, outcome);
  }

  /**
   * What a command is answered from now on, in the place of being carried out: for what a real Asterisk does now and then, or
   * another release of it, and this one never.
   *
   * @param beginning - how the command begins, as the transcript shows it: `STREAM FILE`, `SET VARIABLE "ORDER"`. Where several
   *   scripts fit, the longest counts
   * @param replies - one for each such command, the last one for all that follow. A text is a reply, a list is written piece
   *   by piece; with an empty list the command runs until {@link VirtualCall.reply} or the end of the connection
   * @example
   * asterisk.onCommand('DATABASE PUT', '200 result=0', '200 result=1');
   * asterisk.onCommand('STREAM FILE', ['200 resu', 'lt=0 endpos=8000\n']);
   * asterisk.onCommand('GET DATA', []);
   */
  onCommand(beginning: string, ...replies: readonly [ScriptedReply, ...ScriptedReply[]]): void {
    this.#replies.script(beginning, replies);
  }

  /**
   * Runs AGI() on a new channel.
   *
   * @param wire - the connection to the app
   * @returns the call; it starts with `begin()`
   */
  call(wire: AsteriskWire, { request, script }: Request, setup: CallSetup = {}): VirtualCall {
    const environment = { request, script, args: setup.args ?? [], version: this.#version };
    return new VirtualCall(this.#parts, this.#sounds, wire, this.#channel(setup), environment);
  }

  /** @internal The call that runs on the channel of this unique id. */
  callOf(uniqueId: string): CallContext | undefined {
    return [...this.#parts.calls].find(({ channel }) => channel.uniqueId === uniqueId);
  }

  /** The leg as the context `offhook-screening` has it when it calls the app. */
  #openLeg(connect: OpenConnection) {
    return (of: Channel, target: string, path: string): Promise<VirtualCall> | VirtualCall => {
      const request = { request: `agi://localhost${path}`, script: path.slice(1) };
      const setup: ChannelSetup = {
        ...this.#channel({
          channel: `${target}-00000001`,
          callerId: of.place.extension,
          context: SCREENING_CONTEXT,
          priority: 2,
          language: of.language,
          variables: { ...Object.fromEntries(of.inherited), GOSUB_RESULT: NOT_ACCEPTED },
        }),
        connected: of.caller,
        answeredAtMs: this.clock.nowMs(),
      };
      const environment = { ...request, args: [], version: this.#version };
      const open = (wire: AsteriskWire) => new VirtualCall(this.#parts, this.#sounds, wire, setup, environment);
      const wire = connect();
      return wire instanceof Promise ? wire.then(open) : open(wire);
    };
  }

  #channel(setup: CallSetup): ChannelSetup {
    const number = ++this.#calls;
    const { channel = `PJSIP/caller-${number.toString(16).padStart(8, '0')}`, dnid = '' } = setup;
    return {
      name: channel,
      type: channel.split('/')[0] ?? channel,
      uniqueId: `${Math.floor(this.clock.nowMs() / 1000)}.${number}`,
      language: setup.language ?? 'en',
      accountCode: setup.accountCode ?? '',
      caller: { ...callerOf(setup), dnid, rdnis: setup.rdnis ?? '' },
      place: {
        context: setup.context ?? 'default',
        extension: setup.extension ?? (dnid === '' ? 's' : dnid),
        priority: setup.priority ?? 1,
      },
      audio: new CallerAudio(this.clock, setup.sendsAudio ?? true),
      createdAtMs: this.clock.nowMs(),
      variables: Object.entries(setup.variables ?? {}),
      beginsHungUp: setup.inHangupHandler === true || (setup.extension ?? dnid) === 'h',
      ...(setup.answered && { answeredAtMs: this.clock.nowMs() }),
    };
  }
}

/** What a trunk says in the place of a number, with the presentation of one that may be shown. */
const ANONYMOUS = { number: 'anonymous', name: 'Anonymous', isWithheld: false };

function callerOf({ callerId, callerName = '', withheld = false }: CallSetup) {
  if (withheld && callerId === undefined) return ANONYMOUS;
  return { number: callerId ?? '', name: callerName, isWithheld: withheld };
}
