import { AssertionError } from 'node:assert';

import type { CallEvent, EndedBy, HeardItem, Place } from './call-event.js';
import { EVERY_KEY } from './course.js';
import { describeExpected, describeItem, type Expected, isHeard } from './heard.js';
import type { Arrival, Pace } from './pace.js';
import { Transcript, type TranscriptOptions } from './transcript.js';
import type { VirtualCall } from './virtual-call.js';

/** When a caller does something. */
export interface Moment {
  /** While this is heard; it counts as expected. Default: now. */
  readonly during?: Expected;
  /** So long after that, milliseconds; default 0. */
  readonly afterMs?: number;
}

/** How keys are pressed. */
export interface PressOptions extends Moment {
  /** How long each key is held down, milliseconds; default 100. */
  readonly toneMs?: number;
  /** From one key's release to the next one's press, milliseconds; default 150. */
  readonly gapMs?: number;
  /** Keeps the keys, and the replies that tell them, out of the transcript. */
  readonly masked?: boolean;
}

/** How a call is expected to end. What is left out may be anything. */
export type ExpectedEnd =
  | { readonly by: 'caller' | 'app' }
  | ({ readonly by: 'dialplan' } & Partial<Place>);

/** What a caller is made with. @internal */
export interface CallerSetup {
  readonly dial: () => Promise<VirtualCall>;
  readonly pace: Pace;
  /** For the message about an app that does nothing. */
  readonly appLimitMs: number;
  readonly transcript: TranscriptOptions;
}

interface Step {
  readonly text: string;
  readonly run: () => Promise<void>;
  /** Where the test wrote it. */
  readonly writtenAt: string;
}

const TONE_MS = 100;
const GAP_MS = 150;

/**
 * The person on the telephone: a queue of steps that reads like a conversation. Each method adds a step and returns at once;
 * `await` runs them. Time passes only inside a step.
 *
 * It is strict: what is heard must have been expected, in order; an expectation that never comes fails. A failure is a plain
 * AssertionError with the transcript.
 *
 * @example
 * await phone.dial('/sales').hears('welcome', 'options').presses('1').hears('no-orders').hangsUp().ends({ by: 'caller' });
 */
export class Caller implements PromiseLike<void> {
  readonly #setup: CallerSetup;
  readonly #transcript: Transcript;
  readonly #done: string[] = [];
  #steps: Step[] = [];
  #running: Promise<void> = Promise.resolve();
  #call: VirtualCall | undefined;
  #hasFailed = false;
  /** Everything that was heard, in order, and how much of it was expected. */
  readonly #heard: HeardItem[] = [];
  #expected = 0;
  /** Heard things that a step named without `hears`. */
  readonly #mentioned = new Set<number>();

  /** @internal */
  constructor(setup: CallerSetup) {
    this.#setup = setup;
    this.#transcript = new Transcript(setup.transcript);
  }

  /**
   * Expects these to be what is heard next, in this order and nothing else. Done once the last one has *started*; one that a
   * key cut short counts as heard.
   */
  hears(first: Expected, ...more: Expected[]): this {
    const all = [first, ...more];
    return this.#add(`hears(${all.map(describeExpected).join(', ')})`, async (step) => {
      for (const expected of all) await this.#hear(step, expected);
    });
  }

  /**
   * Presses keys, one after the other. After `hears` that is while the last thing expected is playing, right at its start,
   * unless `during` or `afterMs` say otherwise; while nothing plays yet, as soon as something does or a key is waited for.
   *
   * @param keys - `0` to `9`, `*`, `#`, and `A` to `D`
   */
  presses(keys: string, options: PressOptions = {}): this {
    const wrong = [...keys].find((key) => !EVERY_KEY.includes(key));
    if (wrong !== undefined || keys === '') throw new TypeError(`presses("${keys}"): ${wrong === undefined ? 'a key is needed' : `"${wrong}" is on no telephone`}`);
    const shown = options.masked ? '[masked]' : keys;
    return this.#add(`presses(${shown})`, async (step) => {
      await this.#reach(step, options, (call) => call.sounding !== undefined || call.isListening);
      for (const [i, key] of [...keys].entries()) {
        if (i > 0) await this.#pass(options.gapMs ?? GAP_MS);
        const call = await this.#dialled();
        if (call.isOver || call.isHungUp) throw this.#failure(step, `the call was over before key ${options.masked ? '[masked]' : key}`);
        call.keyDown(key, { isMasked: options.masked ?? false });
        await this.#pass(options.toneMs ?? TONE_MS);
        call.keyUp();
      }
    });
  }

  /**
   * Presses nothing until something new is heard or the call ends.
   *
   * @param options - `forMs`: exactly so long instead, milliseconds
   */
  staysSilent(options: { readonly forMs?: number } = {}): this {
    const { forMs } = options;
    return this.#add(`staysSilent(${forMs === undefined ? '' : `${forMs} ms`})`, async (step) => {
      if (forMs !== undefined) return this.#pass(forMs);
      const before = this.#heard.length;
      this.#check(step, await this.#until(() => this.#heard.length > before), 'something new to be heard', ['over']);
    });
  }

  /** Lets time pass, also while the app works. @param options - `forMs`: milliseconds */
  waits(options: { readonly forMs: number }): this {
    return this.#add(`waits(${options.forMs} ms)`, () => this.#pass(options.forMs));
  }

  /** Waits until nothing is heard and the app waits for a key, or the call ends. What is heard meanwhile is not judged. */
  listens(): this {
    return this.#add('listens()', async (step) => {
      const call = await this.#dialled();
      this.#check(step, await this.#until(() => call.isListening), 'the app to wait for a key', ['over']);
    });
  }

  /** Speaks, for a recording. @param options - `forMs`: milliseconds */
  speaks(options: { readonly forMs: number }): this {
    return this.#add(`speaks(${options.forMs} ms)`, async () => {
      const call = await this.#dialled();
      await this.#settle(call);
      call.speak(options.forMs);
      await this.#pass(options.forMs);
    });
  }

  /** Hangs up: now, also while the app works, or at the moment given. */
  hangsUp(moment: Moment = {}): this {
    return this.#add('hangsUp()', async (step) => {
      await this.#reach(step, moment, () => true);
      const call = await this.#dialled();
      await this.#settle(call);
      call.hangUp();
    });
  }

  /** Lets everything be heard until this begins. A following `hears` may name it or go on behind it. */
  skips(options: { readonly until: Expected }): this {
    return this.#add(`skips(until ${describeExpected(options.until)})`, async (step) => {
      const find = () => this.#heard.findIndex((item, i) => i >= this.#expected && isHeard(options.until, item));
      this.#check(step, await this.#until(() => find() >= 0), describeExpected(options.until));
      this.#expected = find();
      this.#mentioned.add(this.#expected);
    });
  }

  /** Expects to be put through to someone by Dial or Queue. @param target - as in `onDial` or `onQueue` */
  isConnectedTo(target: string): this {
    return this.#add(`isConnectedTo(${target})`, async (step) => {
      const call = await this.#dialled();
      const isConnected = () => call.events.some((event) => event.kind === 'connected' && event.target === target);
      this.#check(step, await this.#until(isConnected), `a connection to ${target}`);
    });
  }

  /**
   * Expects the call to end, with nothing more to be heard.
   *
   * @param expected - by the `caller`, by the `app` (it hung up), or by the `dialplan` (the app gave the call back), and where it goes on
   */
  ends(expected: ExpectedEnd): this {
    return this.#add(`ends(by the ${expected.by})`, async (step) => {
      const call = await this.#dialled();
      const arrival = await this.#until(() => this.#nextHeard() !== undefined);
      const unexpected = this.#nextHeard();
      if (unexpected !== undefined) throw this.#failure(step, `${describeItem(unexpected)} was heard, which was not expected`);
      this.#check(step, arrival, 'the call to end', ['over']);
      this.#checkEnd(step, call, expected);
    });
  }

  /** Runs the steps. */
  // oxlint-disable-next-line unicorn/no-thenable -- awaiting a caller is its whole point
  then<Fulfilled = void, Rejected = never>(
    onFulfilled?: ((value: void) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    this.#running = this.#running.then(() => this.#run());
    const outcome = this.#running;
    // The next await runs its own steps, whatever became of these.
    this.#running = outcome.catch(() => undefined);
    return outcome.then(onFulfilled, onRejected);
  }

  /** The call so far, for people. */
  get transcript(): string {
    return this.#transcript.toString();
  }

  /** The channel variables, AGISTATUS among them when the call is over. */
  get variables(): Readonly<Record<string, string>> {
    return this.#call?.variables ?? {};
  }

  /** Everything that happened so far. */
  get events(): readonly CallEvent[] {
    return this.#call?.events ?? [];
  }

  /** @internal Hangs up if need be, and waits for the app to notice. */
  async close(): Promise<void> {
    const left = this.#steps;
    this.#steps = [];
    await this.#running;
    if (this.#call !== undefined) {
      this.#call.hangUp();
      const arrival = await this.#until(() => false);
      if (arrival !== 'over' && !this.#hasFailed) throw this.#failure(undefined, this.#excuse(arrival, 'the app to close the connection'));
    }
    const [first] = left;
    if (first !== undefined && !this.#hasFailed) throw this.#failure(first, 'these steps were never run: await the caller');
  }

  #add(text: string, run: (step: Step) => Promise<void>): this {
    const step: Step = { text, run: () => run(step), writtenAt: framesOutside(new Error('written here').stack ?? '') };
    this.#steps.push(step);
    return this;
  }

  async #run(): Promise<void> {
    try {
      await this.#dialled();
      for (let step = this.#steps[0]; step !== undefined; step = this.#steps[0]) {
        await step.run();
        this.#done.push(step.text);
        this.#steps.shift();
      }
    } catch (error) {
      this.#hasFailed = true;
      this.#steps = [];
      throw error;
    }
  }

  async #dialled(): Promise<VirtualCall> {
    if (this.#call === undefined) {
      const call = await this.#setup.dial();
      this.#call = call;
      call.onEvent((event) => this.#onEvent(event));
      call.begin();
    }
    return this.#call;
  }

  #onEvent(event: CallEvent): void {
    this.#transcript.push(event);
    if (event.kind === 'soundStarted' && !event.continues) this.#heard.push(event.item);
  }

  /** The first thing heard that no step has named. */
  #nextHeard(): HeardItem | undefined {
    while (this.#mentioned.has(this.#expected)) this.#expected++;
    return this.#heard[this.#expected];
  }

  async #hear(step: Step, expected: Expected): Promise<void> {
    // What a step before named may be named again, or passed over.
    const named = this.#heard[this.#expected];
    if (named !== undefined && this.#mentioned.has(this.#expected) && isHeard(expected, named)) {
      this.#expected++;
      return;
    }
    const call = await this.#dialled();
    const isSilence = typeof expected === 'object' && 'heard' in expected && expected.heard === 'silence';
    const arrival = await this.#until(() => this.#nextHeard() !== undefined || (isSilence && call.isListening));
    const item = this.#nextHeard();
    if (item === undefined) return this.#check(step, arrival, describeExpected(expected));
    if (!isHeard(expected, item)) {
      throw this.#failure(step, `expected ${describeExpected(expected)}, but ${describeItem(item)} was heard`, describeItem(item), describeExpected(expected));
    }
    this.#expected++;
  }

  /** Waits for the moment of a step. */
  async #reach(step: Step, { during, afterMs = 0 }: Moment, isReady: (call: VirtualCall) => boolean): Promise<void> {
    const call = await this.#dialled();
    const isNow = () => (during === undefined ? isReady(call) : call.sounding !== undefined && isHeard(during, call.sounding));
    const what = during === undefined ? 'something to be heard or a key to be waited for' : describeExpected(during);
    this.#check(step, await this.#until(isNow), what);
    if (during !== undefined && this.#heard.length > this.#expected) this.#mentioned.add(this.#heard.length - 1);
    if (afterMs > 0) await this.#pass(afterMs);
  }

  /** Lets the app do what it does at once; one that works on is left to it. */
  async #settle(call: VirtualCall): Promise<void> {
    const { pace } = this.#setup;
    await pace.until(call, { reached: () => !call.isAppsTurn, untilMs: pace.clock.nowMs() });
  }

  async #pass(forMs: number): Promise<void> {
    const { pace } = this.#setup;
    await pace.until(await this.#dialled(), { reached: () => false, untilMs: pace.clock.nowMs() + forMs });
  }

  async #until(reached: () => boolean): Promise<Arrival> {
    return this.#setup.pace.until(await this.#dialled(), { reached });
  }

  #check(step: Step, arrival: Arrival, what: string, fine: readonly Arrival[] = []): void {
    if (arrival !== 'reached' && !fine.includes(arrival)) throw this.#failure(step, this.#excuse(arrival, what));
  }

  #excuse(arrival: Arrival, what: string): string {
    switch (arrival) {
      case 'over':
        return `expected ${what}, but the call was over`;
      case 'appSilent':
        return `waited for ${what}, but the app did nothing for ${this.#setup.appLimitMs} ms: a handler has not come back`;
      case 'reached':
      case 'late':
      case 'stuck':
        return `waited for ${what}, but nothing more happens: the app waits for something that never comes`;
    }
  }

  #checkEnd(step: Step, call: VirtualCall, expected: ExpectedEnd): void {
    const end = call.events.find((event) => event.kind === 'ended');
    if (end === undefined) return;
    const actual = end.goesOnAt === undefined ? { by: end.by } : { by: end.by, ...end.goesOnAt };
    for (const [name, value] of Object.entries(expected)) {
      const found: unknown = actual[name as keyof typeof actual];
      if (found === value) continue;
      const problem = name === 'by' ? `the call was to end by the ${value}, but ${HOW_ENDED[end.by]}` : `the dialplan was to go on at ${name} ${value}, not ${String(found)}`;
      throw this.#failure(step, problem, String(found), String(value));
    }
  }

  #failure(failed: Step | undefined, problem: string, actual?: string, expected?: string): AssertionError {
    const steps = [...this.#done.map((text) => `  + ${text}`), ...this.#steps.map((step) => `  ${step === failed ? 'x' : ' '} ${step.text}`)];
    const heading = failed === undefined ? problem : `${failed.text}: ${problem}`;
    const transcript = this.#transcript.lines.map((line) => `  ${line}`);
    const message = [`${heading}.`, '', 'What happened:', ...transcript, '', 'What was expected:', ...steps, ''].join('\n');
    const error = new AssertionError({ message, actual, expected, operator: 'caller' });
    if (failed !== undefined) error.stack = `AssertionError: ${message}\n${failed.writtenAt}`;
    return error;
  }
}

const HOW_ENDED: Readonly<Record<EndedBy, string>> = {
  caller: 'the caller hung up',
  app: 'the app hung up',
  dialplan: 'the app gave it back to the dialplan',
};

/** The frames of a stack that are not this file's. */
function framesOutside(stack: string): string {
  const frames = stack.split('\n').slice(1);
  const own = frames[0]?.match(/\(?((?:file:\/\/)?\/.*?)(?::\d+:\d+)\)?$/)?.[1];
  return frames.filter((frame) => own === undefined || !frame.includes(own)).join('\n');
}
