/** What is heard: a sound file, something said by a SAY command, or music. */
export interface HeardItem {
  readonly kind: 'file' | 'digits' | 'number' | 'spelled' | 'phonetic' | 'date' | 'time' | 'music' | 'tone';
  /** The file's name, the digits, the text; for a date and a time seconds since 1970. */
  readonly text: string;
}

/** Why a sound stopped. */
export type SoundEnd = 'finished' | 'key' | 'speech' | 'hangup' | 'command' | 'stopped' | 'lost';

/** How a call ended: the caller left, the app hung up, or the app closed the connection and the dialplan goes on. */
export type EndedBy = 'caller' | 'app' | 'dialplan';

/** AGISTATUS as the dialplan finds it. */
export type AgiStatus = 'SUCCESS' | 'FAILURE' | 'HANGUP';

/** A place in the dialplan. */
export interface Place {
  readonly context: string;
  readonly extension: string;
  readonly priority: number;
}

/** One thing that happened in a call; the transcript, the terminal and the steps of the caller are made of these. */
export type CallEvent = {
  /** Milliseconds since 1970, by the clock of the call. */
  readonly atMs: number;
} & CallHappening;

/** What happened. */
export type CallHappening =
  | {
      readonly kind: 'dialled';
      readonly request: string;
      readonly callerId: string;
      readonly callerName: string;
      /** The caller withholds both. */
      readonly isWithheld: boolean;
      readonly args: readonly string[];
    }
  | { readonly kind: 'answered' }
  /** `durationMs` is missing for music. `continues` when it goes on where it was cut a moment ago. */
  | {
      readonly kind: 'soundStarted';
      readonly item: HeardItem;
      readonly durationMs: number | undefined;
      readonly continues: boolean;
    }
  | { readonly kind: 'soundEnded'; readonly item: HeardItem; readonly heardMs: number; readonly why: SoundEnd }
  | { readonly kind: 'soundMissing'; readonly name: string }
  /** Nothing is played and a key is waited for; `forMs` may be Infinity. */
  | { readonly kind: 'listening'; readonly forMs: number }
  /** The wait for a key ended without one. */
  | { readonly kind: 'silence'; readonly waitedMs: number }
  | { readonly kind: 'key'; readonly key: string; readonly isMasked: boolean }
  /** A key that no command saw: pressed between two commands, or not among those that the command takes. */
  | {
      readonly kind: 'keyLost';
      readonly key: string;
      readonly isMasked: boolean;
      readonly why: 'betweenCommands' | 'notTaken';
    }
  | { readonly kind: 'speaks'; readonly forMs: number }
  /** What the speech engine made of it. */
  | { readonly kind: 'understood'; readonly texts: readonly string[] }
  /** The caller sends a text message. */
  | { readonly kind: 'writes'; readonly text: string }
  | { readonly kind: 'recorded'; readonly name: string; readonly durationMs: number }
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  | { readonly kind: 'application'; readonly name: string; readonly options: string }
  /** What happens on the leg of one who was called, while they are asked. */
  | { readonly kind: 'leg'; readonly target: string; readonly event: CallEvent }
  | { readonly kind: 'connected'; readonly target: string }
  | { readonly kind: 'disconnected'; readonly target: string }
  | { readonly kind: 'console'; readonly message: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'command'; readonly line: string }
  /** `isMasked` when it tells a key that was pressed masked. */
  | { readonly kind: 'reply'; readonly text: string; readonly isMasked: boolean }
  /** The app failed; only told by a phone that runs the app itself. `error` is without what was typed where it is masked. */
  | { readonly kind: 'failed'; readonly where: string; readonly error: unknown }
  /** The connection broke off: it was reset, or closed while a command ran and nothing more had been said. */
  | { readonly kind: 'lost' }
  /** Somebody else (AMI) sends the channel elsewhere in the dialplan. */
  | { readonly kind: 'redirected'; readonly to: Place }
  | { readonly kind: 'hangup'; readonly by: 'caller' | 'app' }
  | { readonly kind: 'ended'; readonly by: EndedBy; readonly status: AgiStatus; readonly goesOnAt: Place | undefined };
