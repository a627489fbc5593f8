import type { CallContext } from '../call-context.js';
import type { TimedProcess } from '../timed-process.js';

/** How a command is answered. */
export type VirtualAnswer =
  /** `200 result=` and this; `isFailure` makes AGISTATUS FAILURE. */
  | { readonly kind: 'result'; readonly text: string; readonly isFailure: boolean }
  /** The usage text: 520. */
  | { readonly kind: 'usage' }
  /** Nothing, since the next command interrupted it. */
  | { readonly kind: 'nothing' };

export const USAGE: VirtualAnswer = { kind: 'usage' };
export const NOTHING: VirtualAnswer = { kind: 'nothing' };

export const result = (text: string | number): VirtualAnswer => ({
  kind: 'result',
  text: String(text),
  isFailure: false,
});
/** A result that makes AGISTATUS FAILURE. */
export const failure = (text: string | number): VirtualAnswer => ({
  kind: 'result',
  text: String(text),
  isFailure: true,
});

/** A command as the virtual Asterisk carries it out. */
export interface VirtualCommand {
  /** `STREAM FILE`. */
  readonly verb: string;
  /** Its words in lower case. */
  readonly words: readonly string[];
  readonly definition: VirtualCommandDefinition;
}

/** What a row of the virtual command table says. It is written from what Asterisk does, not from the core's table: the two check each other. */
export interface VirtualCommandDefinition {
  /** How its arguments are written, for the usage text. */
  readonly usage: string;
  /** Fewest and most arguments; more or fewer get the usage text. */
  readonly args: readonly [least: number, most: number];
  /** One of the 13 that work on a dead channel; default no. */
  readonly afterHangup?: boolean;
  run(call: CallContext, args: readonly string[]): VirtualAnswer | TimedProcess<VirtualAnswer>;
}

/** @param verb - the command's name in Asterisk */
export function defineVirtualCommand(verb: string, definition: VirtualCommandDefinition): VirtualCommand {
  return { verb, words: verb.toLowerCase().split(' '), definition };
}

/** The ASCII code that reports a key. */
export const asciiOfKey = (key: string | undefined): number => (key ?? '\0').charCodeAt(0);
