import type { AgiLink } from '../../../src/core/link.js';

/** One thing that a generated app does. */
export type Step =
  /** Sends a line and waits for its reply. */
  | { readonly kind: 'ask'; readonly line: string }
  /** Sends a line, and another one so long after without waiting: what it interrupts, it interrupts. */
  | { readonly kind: 'interrupt'; readonly line: string; readonly afterMs: number }
  /** Two lines in one write: the second stalls until another byte comes. */
  | { readonly kind: 'pipeline'; readonly lines: readonly [string, string] }
  /** Does nothing for a while. */
  | { readonly kind: 'pause'; readonly ms: number };

/** What the caller does in the course of a step. */
export interface PlannedMove {
  readonly step: number;
  /** Since the step began, milliseconds. */
  readonly afterMs: number;
  readonly act: { readonly kind: 'key'; readonly key: string } | { readonly kind: 'hangUp' };
}

/** An app and its caller. */
export interface Program {
  readonly steps: readonly Step[];
  readonly moves: readonly PlannedMove[];
  readonly setup: {
    readonly callerId?: string;
    readonly callerName?: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly args: readonly string[];
  };
}

/** Lets time pass. */
export type Sleep = (ms: number) => Promise<void>;

/** What plays the app in one call. */
export interface App {
  readonly program: Program;
  readonly sleep: Sleep;
  /** A step begins. */
  readonly onStep?: (step: number) => void;
}

/**
 * Plays the app in one call.
 *
 * @param appOf - which app a script (`agi_network_script`) is
 */
export async function playApp(link: AgiLink, appOf: (script: string) => App): Promise<void> {
  const replies = new Replies();
  link.open(replies);
  const app = appOf(await replies.script);
  const { sleep, onStep = () => {} } = app;
  const { steps } = app.program;
  for (const [i, step] of steps.entries()) {
    if (replies.isClosed) break;
    onStep(i);
    switch (step.kind) {
      case 'ask':
        link.send(`${step.line}\n`);
        await replies.next();
        break;
      case 'interrupt':
        link.send(`${step.line}\n`);
        await sleep(step.afterMs);
        await inStepAgain(link, replies, `token-${i}`);
        break;
      case 'pipeline':
        link.send(`${step.lines.join('\n')}\n`);
        await replies.next();
        await sleep(30);
        await inStepAgain(link, replies, `token-${i}`);
        break;
      case 'pause':
        await sleep(step.ms);
        break;
    }
  }
  link.end();
}

/** How many replies came before is not known: reads until this one's own. */
async function inStepAgain(link: AgiLink, replies: Replies, token: string): Promise<void> {
  link.send(`GET FULL VARIABLE "${token}"\n`);
  for (let line = ''; !line.includes(token) && !replies.isClosed;) line = await replies.next();
}

/** The last lines of replies, one after the other. */
class Replies {
  isClosed = false;
  /** Which script Asterisk asks for, once it has said so. */
  readonly script: Promise<string>;
  #tellScript!: (script: string) => void;
  #script = '';
  #isInBlock = true;
  #isInUsage = false;
  #rest = '';
  readonly #ready: string[] = [];
  #waiting: ((line: string) => void) | undefined;

  constructor() {
    this.script = new Promise((resolve) => (this.#tellScript = resolve));
  }

  /** The next reply; empty when the connection is closed. */
  next(): Promise<string> {
    const line = this.#ready.shift();
    if (line !== undefined || this.isClosed) return Promise.resolve(line ?? '');
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  received(chunk: Uint8Array): void {
    const lines = (this.#rest + Buffer.from(chunk).toString('latin1')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
  }

  closed(): void {
    this.isClosed = true;
    this.#tellScript('');
    this.#waiting?.('');
  }

  #take(line: string): void {
    if (this.#isInBlock) {
      if (line.startsWith('agi_network_script: ')) this.#script = line.slice('agi_network_script: '.length);
      if (line !== '') return;
      this.#isInBlock = false;
      this.#tellScript(this.#script);
      return;
    }
    if (line.startsWith('520-')) this.#isInUsage = true;
    else if (line.startsWith('520 ')) this.#isInUsage = false;
    // What goes before the last line of a reply, and HANGUP, which is none.
    if (this.#isInUsage || !/^\d{3} /.test(line) || line.startsWith('100 ')) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) this.#ready.push(line);
    else waiting(line);
  }
}
