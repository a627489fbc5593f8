import type { HangUpReason } from '../errors/hang-up-error.js';
import type { CallEndKind } from './call-end-kind.js';
import type { AgiEnvironment } from './environment.js';
import type { CallerPresentation } from './presentation.js';

/** One thing that happened in a call, and when: milliseconds since the connection was made. */
export type JournalEntry = { readonly atMs: number } & Happening;

/**
 * What happens in a call, as plain data that may be shown: what a masked question was told reads `•`, one for each key, or
 * `[masked]`. Names of nodes, questions and handlers are `SalesController.main`; those of linear code `call.ask("survey/age")`.
 */
export type Happening =
  /** Asterisk said who calls. */
  | {
      readonly kind: 'called';
      readonly id: string;
      /** ISO 8601. */
      readonly startedAt: string;
      /** The path that was asked for, with its query: `sales?campaign=autumn`. */
      readonly script: string;
      readonly callerId: string | undefined;
      readonly callerName: string | undefined;
      /** Why there is no `callerId`: the caller withholds it, or nobody knows it. */
      readonly presentation?: Exclude<CallerPresentation, 'allowed'>;
      readonly dnid: string | undefined;
      readonly language: string;
      readonly args: readonly string[];
      /** What the dialplan had set, where that is known: a call from the terminal. */
      readonly variables?: Readonly<Record<string, string>>;
    }
  /** Somebody answers its path, or would: a call above a limit is routed too, and ends as `refused`. */
  | { readonly kind: 'routed'; readonly route: string; readonly controller: string }
  /** A command and its answer; none when it was cut or the call ended first. */
  | {
      readonly kind: 'command';
      readonly line: string;
      readonly reply: string | undefined;
      readonly durationMs: number;
    }
  /** Something that was played or said; `durationMs` includes the wait for a key when one command does both. */
  | {
      readonly kind: 'heard';
      readonly item: HeardSound;
      readonly durationMs: number;
      readonly ended: SoundEnding;
      /** It went on where a key had stopped it. */
      readonly continues: boolean;
      /** It filled the time while the app worked. */
      readonly isFiller: boolean;
    }
  /** Asterisk could not play it. */
  | { readonly kind: 'soundMissing'; readonly sound: string }
  /** Nobody listened to the caller's keys for so long; told from 60 ms on, because from 80 ms on one may be lost. */
  | { readonly kind: 'gap'; readonly durationMs: number }
  /** The caller pressed a key; `•` unless a question took it that masks nothing. Told when that is known. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'visited'; readonly node: string }
  /** Its reader accepted it and the caller confirmed it, where they are asked. `keys` is the choice or the link as it was declared. */
  | { readonly kind: 'choice' | 'link'; readonly question: string; readonly keys: string; readonly digits: string }
  /** A value passed every check. */
  | { readonly kind: 'value'; readonly question: string; readonly digits: string }
  | { readonly kind: 'cancelled'; readonly question: string }
  /** Silence, a wrong entry, or a value that the caller did not confirm; `count` is how often in this visit. */
  | {
      readonly kind: 'failed';
      readonly question: string;
      readonly reason: 'noInput' | 'noMatch' | 'refused';
      readonly count: number;
      readonly digits: string;
    }
  | { readonly kind: 'usedUp'; readonly question: string; readonly reason: 'noInput' | 'noMatch' }
  | { readonly kind: 'began'; readonly handler: string }
  /** A handler is done; `to` is where it leads, in words, and nothing when it says nothing. */
  | {
      readonly kind: 'step';
      readonly handler: string;
      readonly to: string | undefined;
      readonly why: 'returned' | 'next' | 'tooLong' | 'refused';
    }
  /** A handler threw; `error` is the error's code or name, because a message may quote what a caller typed. */
  | { readonly kind: 'threw'; readonly handler: string; readonly error: string }
  /** The caller, the app or the connection is gone; what follows cleans up. */
  | { readonly kind: 'hungUp'; readonly by: HangUpReason }
  | { readonly kind: 'ended'; readonly end: CallEndKind; readonly reason: string };

/** What was heard; `text` is the file, the digits, the letters, or seconds since 1970, and `[masked]` for a secret. */
export interface HeardSound {
  readonly kind: 'file' | 'digits' | 'number' | 'spelled' | 'phonetic' | 'date' | 'time';
  readonly text: string;
}

/** How a sound ended: at its end, by a key (also one that came in the wait behind it), not at all, or with something else. */
export type SoundEnding = 'finished' | 'key' | 'notPlayed' | 'cut' | 'hungUp';

/** Tells that something happens now, or happened then: `atMs` by the clock of the call. */
export type TellHappening = (happening: Happening, atMs?: number) => void;

/** What stands for a key that nobody may see. */
export const MASKED_KEY = '•';

/** What a listener does with each entry of one call. */
export type EntryListener = (entry: JournalEntry) => void | Promise<void>;

/**
 * Listens to calls: called once for each that said who it is, before anything is done with it. What it throws, then or for an
 * entry, is logged and ends its listening, never the call.
 *
 * @param environment - who calls; hostile text
 * @returns what is to be done with each entry; nothing when this call is of no interest
 * @example
 * const app = createAgiApp(AppModule, {
 *   listeners: [() => (entry) => { if (entry.kind === 'usedUp') console.log(`given up in ${entry.question}`); }],
 * });
 */
export type CallListener = (environment: AgiEnvironment) => EntryListener | undefined;
