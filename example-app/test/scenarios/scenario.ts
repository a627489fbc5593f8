import type { ExpectedSound, ExpectedEnd, StepTiming, PressOptions, CallSetup, DialOutcome } from 'offhook/testing';

/** What a caller does and hears: a `Caller` of `offhook/testing`, or whoever plays it on another Asterisk. */
export interface Talker {
  hears(first: ExpectedSound, ...more: ExpectedSound[]): this;
  presses(keys: string, options?: PressOptions): this;
  staysSilent(): this;
  speaks(options: { readonly forMs: number }): this;
  hangsUp(moment?: StepTiming): this;
  isConnectedTo(target: string): this;
  ends(expected: ExpectedEnd): this;
}

/** A call to the company, from the first word to the last. */
export interface Scenario {
  readonly path: string;
  readonly setup?: CallSetup;
  /** Who answers what in the office. */
  readonly dial?: readonly [target: string, outcome: DialOutcome];
  readonly talk: (caller: Talker) => Talker;
  /** Channel variables that the app sets: `CALLERID(name)=Ann`. */
  readonly sets?: readonly string[];
  /** How long the messages are that it records, milliseconds, to half a second; default none. */
  readonly records?: readonly number[];
}

/** A call as it is written down. */
export interface Told extends Omit<Scenario, 'path'> {
  /** How it ends once everything is said and heard; default: the caller hangs up. */
  readonly ends?: ExpectedEnd;
}

/** Scenarios of one path, by what they show. */
export function scenarios<Name extends string>(path: string, all: Readonly<Record<Name, Told>>) {
  const whole = Object.entries<Told>(all).map(([name, told]) => [name, scenario(path, told)]);
  // The names that went in.
  return Object.fromEntries(whole) as Record<Name, Scenario>;
}

/** One of them. */
export function scenario(path: string, { ends, talk, ...told }: Told): Scenario {
  const end = (caller: Talker) => (ends === undefined ? caller.hangsUp().ends({ by: 'caller' }) : caller.ends(ends));
  return { path, ...told, talk: (caller) => end(talk(caller)) };
}
