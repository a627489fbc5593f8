import type { HeardItem, Place } from './call-event.js';

/** Who calls, as the channel knows it; empty when unknown. */
export interface CallerIdentity {
  readonly number: string;
  readonly name: string;
  /** The number that was dialled. */
  readonly dnid: string;
  /** Who forwarded the call. */
  readonly rdnis: string;
}

/** Where a sound was stopped: a STREAM FILE that starts there goes on with it. */
export interface Cut {
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
  readonly caller: CallerIdentity;
  readonly place: Place;
  readonly sendsAudio: boolean;
  readonly variables: Iterable<readonly [string, string]>;
}

/** The channel of one call: its state, its variables and its place in the dialplan. */
export class Channel {
  readonly name: string;
  readonly type: string;
  readonly uniqueId: string;
  language: string;
  accountCode: string;
  caller: CallerIdentity;
  /** The priority that runs; the dialplan goes on with the next one. */
  place: Place;
  readonly variables: Map<string, string>;
  /** Whether the caller's side sends audio at all. */
  readonly sendsAudio: boolean;
  isAnswered = false;
  hungUpBy: 'caller' | 'app' | undefined;
  /** `TIMEOUT(digit)`, what GET OPTION waits by default. */
  digitTimeoutMs = 5_000;
  /** The caller's voice; matters to a recording. */
  speaksUntilMs = 0;
  /** Music or a tone that plays. */
  music: { readonly item: HeardItem; readonly sinceMs: number } | undefined;
  lastCut: Cut | undefined;
  cancelAutoHangUp: () => void = () => {};

  constructor(setup: ChannelSetup) {
    this.name = setup.name;
    this.type = setup.type;
    this.uniqueId = setup.uniqueId;
    this.language = setup.language;
    this.accountCode = setup.accountCode;
    this.caller = setup.caller;
    this.place = setup.place;
    this.sendsAudio = setup.sendsAudio;
    this.variables = new Map(setup.variables);
  }

  get isHungUp(): boolean {
    return this.hungUpBy !== undefined;
  }

  /** Sets a variable. One or two underscores in front (inheritance) are no part of its name. */
  setVariable(name: string, value: string): void {
    this.variables.set(name.replace(/^__?/, ''), value);
  }
}
