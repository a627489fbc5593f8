import type { HeardItem, Place } from './call-event.js';
import type { CallerAudio } from './caller-audio.js';

/** Who calls, as the channel knows it; empty when unknown. */
export interface ChannelCaller {
  readonly number: string;
  readonly name: string;
  /** Number and name are not to be shown. */
  readonly isWithheld: boolean;
  /** The number that was dialled. */
  readonly dnid: string;
  /** Who forwarded the call. */
  readonly rdnis: string;
}

/** Where a sound was stopped: a STREAM FILE that starts there goes on with it. */
export interface StoppedSound {
  readonly name: string;
  readonly endpos: number;
}

/** What a channel starts with. */
export interface ChannelSetup {
  readonly name: string;
  readonly type: string;
  readonly uniqueId: string;
  readonly language: string;
  readonly accountCode: string;
  readonly caller: ChannelCaller;
  readonly place: Place;
  readonly audio: CallerAudio;
  readonly createdAtMs: number;
  /** When it was answered; default: it rings. */
  readonly answeredAtMs?: number;
  /** Who is at the other end of the line. */
  readonly connected?: Pick<ChannelCaller, 'number' | 'name' | 'isWithheld'>;
  readonly variables: Iterable<readonly [string, string]>;
  /** AGI() runs after the hang-up: in the extension `h` or in a hang-up handler. */
  readonly beginsHungUp: boolean;
}

/** The channel of one call: its state, its variables and its place in the dialplan. */
export class Channel {
  readonly name: string;
  readonly type: string;
  readonly uniqueId: string;
  language: string;
  accountCode: string;
  caller: ChannelCaller;
  /** The priority that runs; the dialplan goes on with the next one. */
  place: Place;
  readonly variables: Map<string, string>;
  /** What the caller's side sends. */
  readonly audio: CallerAudio;
  readonly createdAtMs: number;
  /** What stands in the parentheses of the application that runs. */
  applicationData = '';
  readonly connected: Pick<ChannelCaller, 'number' | 'name' | 'isWithheld'>;
  /** What the channels that it calls get. */
  readonly inherited = new Map<string, string>();
  /** When it was answered; nothing while it rings. */
  answeredAtMs: number | undefined;
  /** The Q.850 cause by which whoever it was connected with last has gone; 0 when there was nobody. */
  hangUpCause = 0;
  hungUpBy: 'caller' | 'app' | undefined;
  /** Whoever it talked with last was transferred away, and lives on there. */
  transferred: { readonly name: string; readonly place: Place } | undefined;
  /** What tells of the hang-up still waits to be read; Wait ends at once on it, and only once. */
  hasUnreadHangup = false;
  /** Where somebody else (AMI) sent it; to the app this looks like a hang-up. */
  redirectedTo: Place | undefined;
  /** `TIMEOUT(digit)`, what GET OPTION waits by default. */
  digitTimeoutMs = 5_000;
  /** `TIMEOUT(response)`, what Read waits for the first digit by default. */
  responseTimeoutMs = 10_000;
  /** Music or a tone that plays. */
  music: { readonly item: HeardItem; readonly sinceMs: number } | undefined;
  /** Whether the app made a speech object. */
  hasSpeech = false;
  lastCut: StoppedSound | undefined;
  cancelAutoHangUp: () => void = () => {};
  /** AGI() runs after the hang-up: in the extension `h` or in a hang-up handler. */
  readonly beganHungUp: boolean;

  constructor(setup: ChannelSetup) {
    this.name = setup.name;
    this.type = setup.type;
    this.uniqueId = setup.uniqueId;
    this.language = setup.language;
    this.accountCode = setup.accountCode;
    this.caller = setup.caller;
    this.place = setup.place;
    this.audio = setup.audio;
    this.createdAtMs = setup.createdAtMs;
    this.answeredAtMs = setup.answeredAtMs;
    this.connected = setup.connected ?? { number: '', name: '', isWithheld: false };
    this.variables = new Map(setup.variables);
    this.beganHungUp = setup.beginsHungUp;
    if (!this.beganHungUp) return;
    this.hungUpBy = 'caller';
    this.hasUnreadHangup = true;
  }

  get isAnswered(): boolean {
    return this.answeredAtMs !== undefined;
  }

  get isHungUp(): boolean {
    return this.hungUpBy !== undefined || this.redirectedTo !== undefined;
  }

  /**
   * An application reads the channel.
   *
   * @returns whether it is hung up
   */
  readsHangup(): boolean {
    if (this.isHungUp && !this.beganHungUp) this.hasUnreadHangup = false;
    return this.isHungUp;
  }

  /** Sets a variable. One or two underscores in front are no part of its name: the channels that it calls get it. */
  setVariable(name: string, value: string): void {
    const [, underscores = '', plain = ''] = /^(_{0,2})(.*)$/s.exec(name) ?? [];
    this.variables.set(plain, value);
    this.inherited.delete(plain);
    if (underscores !== '') this.inherited.set(plain, value);
  }
}
