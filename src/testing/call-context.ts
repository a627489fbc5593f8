import type { AstDb } from './ast-db.js';
import type { CallHappening } from './call-event.js';
import type { Channel } from './channel.js';
import type { Clock } from './clock.js';
import type { TimedProcess } from './timed-process.js';
import type { Dialplan } from './dialplan.js';
import type { CalledParty, CalledPartyScript } from './called-party.js';
import type { ScriptedReplies } from './scripted-replies.js';
import type { SpeechEngine } from './speech-engine.js';

/** A recording in memory. */
export interface VirtualRecording {
  readonly format: string;
  readonly durationMs: number;
}

/** A dialplan application: takes the options of EXEC and gives what it returns, 0 mostly. */
export type Application = (call: CallContext, options: string) => number | TimedProcess<number>;

/** What all calls of one virtual Asterisk share. */
export interface AsteriskParts {
  readonly clock: Clock;
  /** The time zone of the machine. */
  readonly zone: string;
  readonly database: AstDb;
  readonly globals: Map<string, string>;
  /** By the name RECORD FILE was given. */
  readonly recordings: Map<string, VirtualRecording>;
  readonly dialplan: Dialplan;
  /** Replies that a test scripted, in the place of commands. */
  readonly replies: ScriptedReplies;
  /** @param name - in any letter case */
  findApplication(name: string): Application | undefined;
  /** The speech engine, when it has one. */
  readonly speech: SpeechEngine | undefined;
  /** The calls that run. */
  readonly calls: Set<CallContext>;
  /** Callers in a queue. */
  waitingIn(queue: string): number;
  /** Sends a leg of this channel through AGI(); nothing when there is no app to connect to. */
  readonly openLeg: ((of: Channel, target: string, path: string) => Promise<CalledParty> | CalledParty) | undefined;
  /** Folders in which nothing can be recorded. */
  readonly unwritable: readonly string[];
}

/** What a command may do to its call. */
export interface CallContext {
  readonly asterisk: AsteriskParts;
  readonly channel: Channel;
  /** Writes it into the history of the call. */
  readonly tell: (happening: CallHappening) => void;
  readonly hangUp: (by: 'caller' | 'app') => void;
  /** Sends a line before the reply. */
  readonly send: (line: string) => void;
  /** How long a sound lasts in the channel's language, milliseconds; nothing when it is missing, which is told. */
  readonly soundDurationMs: (name: string) => number | undefined;
  readonly hasSound: (name: string) => boolean;
  /** A question of the app took a key, or forgot it. */
  readonly keyTaken: (key: string, isMasked: boolean) => void;
  /** Sends the leg of someone who was called through AGI(), so that they are asked; the end of that happens to this call. @returns false when there is no app to connect to */
  readonly screen: (target: string, path: string, script: CalledPartyScript) => boolean;
}
