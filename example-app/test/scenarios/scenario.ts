import type { Expected, ExpectedEnd, Moment, PressOptions, CallSetup, DialOutcome } from 'offhook/testing';

/** What a caller does and hears: a `Caller` of `offhook/testing`, or whoever plays it on another Asterisk. */
export interface Talker {
  hears(first: Expected, ...more: Expected[]): this;
  presses(keys: string, options?: PressOptions): this;
  staysSilent(): this;
  speaks(options: { readonly forMs: number }): this;
  hangsUp(moment?: Moment): this;
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

/** Scenarios by what they show. */
export const scenarios = <Name extends string>(all: Readonly<Record<Name, Scenario>>) => all;
