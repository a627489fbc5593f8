/** What a random call is made of, for the engine and for the model alike. */

export interface Sound {
  readonly name: string;
  readonly lengthMs: number;
  /** What becomes of a key while it plays. */
  readonly keys: 'cut' | 'dropped' | 'kept';
}

/** Where code leads; nothing: on with its menu. */
export type Next = 'nothing' | 'repeat' | 'keepListening' | 'back' | 'hangUp' | { readonly go: string };

/** Where a visit to a menu leads. `leave`: the dialplan goes on. */
export type WayOut = Exclude<Next, 'nothing' | 'keepListening'> | 'leave';

/** Code: it says something, perhaps, and leads on. */
export interface Handler {
  readonly name: string;
  readonly says?: Sound;
  readonly next: Next;
}

export interface Choice {
  /** One literal, several, one Asterisk pattern, or `/a regular expression/3` for at most three keys. */
  readonly keys: readonly string[];
  /** Code; or without any: back, the end of the call, another menu. */
  readonly does: Handler | 'back' | 'hangUp' | { readonly go: string };
}

/** What follows failures of one kind, from this many on. */
export interface Entry {
  readonly count: number;
  readonly does: Handler | Sound;
}

export interface Menu {
  readonly name: string;
  readonly greeting: readonly Sound[];
  readonly prompt: readonly Sound[];
  readonly reprompt: readonly Sound[];
  readonly choices: readonly Choice[];
  /** Those of the class: the same in all its menus. */
  readonly links: readonly Choice[];
  readonly noInput: readonly Entry[];
  readonly noMatch: readonly Entry[];
  readonly attempts: number | undefined;
  readonly noInputAttempts: number | undefined;
  readonly noMatchAttempts: number | undefined;
  readonly timeoutMs: number;
  readonly interDigitTimeoutMs: number;
  readonly totalTimeoutMs: number | undefined;
  readonly settleMs: number;
  readonly terminator: '#' | '*' | 'none';
  readonly typeAhead: boolean;
  /** Attempts used up. `leave`: nothing is declared. */
  readonly otherwise: Handler | 'leave' | 'hangUp' | { readonly go: string };
}

export interface Press {
  readonly key: string;
  /** When it is released; the first sound begins at 0. */
  readonly atMs: number;
}

export interface Timeline {
  readonly presses: readonly Press[];
  readonly hangsUpAtMs: number;
}

/** What became of a call. */
export interface Course {
  /** In order and with its time: `400 hears hello`, `900 runs order(12)`. */
  readonly happened: readonly string[];
  readonly endedBy: 'caller' | 'app' | 'dialplan';
}

/** An entry: with a choice a match, with nothing typed silence. */
export interface Typed {
  readonly choice?: Choice | undefined;
  readonly typed: string;
}

/** A course by the model; with it when a sound or a timer ended or would have: what happens just there is anybody's guess. */
export interface ModelCourse extends Course {
  readonly edges: readonly number[];
}

/** The first one begins. */
export type Menus = readonly [Menu, ...Menu[]];
