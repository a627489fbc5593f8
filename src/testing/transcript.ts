import { printable } from '../errors/printable.js';
import { describeError } from './describe-error.js';
import type { CallEvent, CallHappening, Place, SoundEnd } from './call-event.js';
import { describeItem } from './heard.js';
import { SecretKeys } from './secret-keys.js';
import { MASKED } from '../errors/masked.js';

/** How a transcript is written. */
export interface TranscriptOptions {
  /** Shows the lines of both sides too; default no. */
  readonly wire?: boolean;
  /** Text that reads `[masked]` wherever it appears. Keys pressed with `masked`, three or more, need no mention. */
  readonly mask?: readonly (string | RegExp)[];
}

const LONGEST_TEXT = 200;
const LABEL_WIDTH = 10;

interface Entry {
  readonly atMs: number;
  readonly label: string;
  text: string;
  /** A later event may still change it. */
  isOpen: boolean;
}

/**
 * A call as a person reads it: what was heard and how much of it, keys, silence, variables, how it ended. Text from outside
 * is made safe to print.
 *
 * @example
 * console.log(caller.transcript);
 */
export class Transcript {
  readonly #options: TranscriptOptions;
  readonly #entries: Entry[] = [];
  readonly #secretKeys = new SecretKeys();
  #startMs: number | undefined;
  #taken = 0;
  /** The sound that plays. */
  #sound: Entry | undefined;

  constructor(options: TranscriptOptions = {}) {
    this.#options = options;
  }

  push(event: CallEvent): void {
    this.#startMs ??= event.atMs;
    this.#secretKeys.note(event);
    if (event.kind === 'soundEnded') this.#endSound(event);
    else if (event.kind === 'key') this.#addKey(event);
    else {
      const line = this.#describe(event);
      if (line !== undefined) this.#add(event.atMs, ...line);
    }
    if (event.kind === 'soundStarted' && event.durationMs !== undefined) this.#sound = this.#openLast();
  }

  /** All lines, as they stand. */
  get lines(): readonly string[] {
    return this.#entries.map((entry) => this.#format(entry));
  }

  /** The lines not taken before that will not change any more; all of them when the call is over. */
  takeLines(): readonly string[] {
    const open = this.#entries.findIndex((entry, i) => i >= this.#taken && entry.isOpen);
    const end = open < 0 ? this.#entries.length : open;
    const lines = this.#entries.slice(this.#taken, end).map((entry) => this.#format(entry));
    this.#taken = end;
    return lines;
  }

  toString(): string {
    return this.lines.join('\n');
  }

  /** A sound's line says in the end how much of it was heard. */
  #endSound({ item, heardMs, why }: Extract<CallEvent, { kind: 'soundEnded' }>): void {
    const entry = this.#sound;
    if (entry === undefined || item.kind === 'music') return;
    this.#sound = undefined;
    entry.isOpen = false;
    if (why !== 'finished') entry.text = `${entry.text.slice(0, -1)}, ${HOW_CUT[why]} after ${seconds(heardMs)})`;
  }

  /** Keys pressed one after the other stand in one line. */
  #addKey({ atMs, key, isMasked }: Extract<CallEvent, { kind: 'key' }>): void {
    const last = this.#entries.at(-1);
    if (last?.isOpen && last.label === 'presses')
      last.text = isMasked || last.text === MASKED ? MASKED : last.text + key;
    else {
      this.#add(atMs, 'presses', isMasked ? MASKED : printable(key));
      this.#openLast();
    }
  }

  #add(atMs: number, label: string, text: string): void {
    const last = this.#entries.at(-1);
    if (last?.label === 'presses') last.isOpen = false;
    this.#entries.push({ atMs, label, text, isOpen: false });
  }

  #openLast(): Entry | undefined {
    const last = this.#entries.at(-1);
    if (last !== undefined) last.isOpen = true;
    return last;
  }

  #describe(event: Exclude<CallHappening, { kind: 'soundEnded' | 'key' }>): [label: string, text: string] | undefined {
    switch (event.kind) {
      case 'dialled':
        return ['calls', describeCall(event)];
      case 'answered':
        return ['answered', ''];
      case 'soundStarted':
        return [
          event.continues ? 'hears on' : 'hears',
          `${describeItem(event.item)}${event.durationMs === undefined ? '' : ` (${seconds(event.durationMs)})`}`,
        ];
      case 'soundMissing':
        return ['! missing', `sound ${safe(event.name)}: Asterisk has no such file`];
      case 'listening':
        return undefined;
      case 'silence':
        return ['silence', seconds(event.waitedMs)];
      case 'keyLost':
        return ['! key lost', `${event.isMasked ? MASKED : printable(event.key)}: ${HOW_LOST[event.why]}`];
      case 'speaks':
        return ['speaks', seconds(event.forMs)];
      case 'understood':
        return ['is heard', event.texts.map(safe).join(' | ')];
      case 'writes':
        return ['writes', safe(event.text)];
      case 'recorded':
        return ['recorded', `${safe(event.name)} (${seconds(event.durationMs)})`];
      case 'variable':
        return ['sets', `${safe(event.name)}=${safe(event.value)}`];
      case 'application':
        return ['runs', `${safe(event.name)}(${safe(event.options)})`];
      case 'leg':
        return this.#describeLeg(event);
      case 'connected':
        return ['talks to', safe(event.target)];
      case 'disconnected':
        return ['left', safe(event.target)];
      case 'console':
        return ['console', safe(event.message)];
      case 'text':
        return ['is sent', safe(event.text)];
      case 'command':
        return this.#options.wire ? ['  >', safe(event.line)] : undefined;
      case 'reply':
        return this.#options.wire ? ['  <', event.isMasked ? MASKED : safe(event.text)] : undefined;
      case 'failed':
        return ['! error', `${safe(event.where)} threw ${describeError(event.error)}`];
      case 'lost':
        return ['! lost', 'the connection to the app broke off'];
      case 'redirected':
        return ['is sent to', describePlace(event.to)];
      case 'hangup':
        return [event.by === 'caller' ? 'hangs up' : 'hung up', event.by === 'caller' ? '' : 'by the app'];
      case 'ended':
        return ['ends', describeEnd(event)];
    }
  }

  /** What the one who is asked hears and presses, and what their leg runs into, in the caller's history. */
  #describeLeg({ target, event }: Extract<CallHappening, { kind: 'leg' }>): [label: string, text: string] | undefined {
    if (event.kind === 'key')
      return ['| presses', `${event.isMasked ? MASKED : printable(event.key)}, ${safe(target)}`];
    const line = event.kind === 'soundEnded' ? undefined : this.#describe(event);
    return line && [`| ${line[0]}`, line[1] === '' ? safe(target) : `${line[1]}, ${safe(target)}`];
  }

  #format({ atMs, label, text }: Entry): string {
    const whole = `${timestamp(atMs - (this.#startMs ?? atMs))}  ${label.padEnd(LABEL_WIDTH)} ${this.masked(text)}`;
    return whole.trimEnd();
  }

  /** The same without what must not be shown of this call. */
  masked(text: string): string {
    return (this.#options.mask ?? []).reduce<string>(
      (shown, secret) =>
        typeof secret === 'string' ? shown.replaceAll(secret, MASKED) : shown.replace(secret, MASKED),
      this.#secretKeys.masked(text),
    );
  }
}

const HOW_CUT: Readonly<Record<Exclude<SoundEnd, 'finished'>, string>> = {
  key: 'cut by a key',
  speech: 'cut by the caller',
  hangup: 'cut by the hang-up',
  command: 'cut by the next command',
  stopped: 'stopped from outside',
  lost: 'cut by the end of the connection',
};

const HOW_LOST = {
  betweenCommands: 'no command was listening',
  notTaken: 'what ran did not take it',
} as const;

const safe = (text: string) => printable(text, LONGEST_TEXT);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** @internal `1:02.345`. */
export function timestamp(ms: number): string {
  const whole = Math.round(ms);
  const inMinute = (whole % 60_000) / 1000;
  return `${Math.floor(whole / 60_000)}:${inMinute.toFixed(3).padStart(6, '0')}`;
}

function describeCall({
  request,
  callerId,
  callerName,
  isWithheld,
  args,
}: Extract<CallHappening, { kind: 'dialled' }>): string {
  const from = callerId === '' ? '' : ` from ${safe(callerId)}`;
  const name = callerName === '' ? '' : ` "${safe(callerName)}"`;
  const withheld = isWithheld ? ', withheld' : '';
  return `${safe(request)}${from}${name}${withheld}${args.length === 0 ? '' : ` with ${args.map(safe).join(', ')}`}`;
}

function describeEnd({ by, status, goesOnAt }: Extract<CallHappening, { kind: 'ended' }>): string {
  if (goesOnAt === undefined) return `by the ${by}, AGISTATUS ${status}`;
  return `the dialplan goes on at ${describePlace(goesOnAt)}, AGISTATUS ${status}`;
}

const describePlace = ({ context, extension, priority }: Place) => `${safe(context)},${safe(extension)},${priority}`;
