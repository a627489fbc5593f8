import type { AmiClient, AmiEvent } from './ami.js';
import type { RealAsterisk } from './asterisk.js';
import { MARKERS } from './call-dialplan.js';

/** How a leg ended, as the Hangup event of the AGI leg says. */
export interface CallEnd {
  /** Hangup cause by number: 16 is normal clearing. */
  readonly cause: number;
  /** `Normal Clearing`, ... */
  readonly text: string;
}

/** A call placed by `placeCall`: what happened on its AGI leg, and the caller's hands. */
export class PlacedCall {
  /** Unique id of the AGI leg, which AGI sends as `agi_uniqueid`. */
  readonly uniqueId: string;
  /** Unique id of the caller's leg. */
  readonly callerUniqueId: string;
  /** Context in which the AGI leg runs. */
  readonly context: string;
  /** Resolves when both legs are gone; with cause 0 when Asterisk itself is. */
  readonly ended: Promise<CallEnd>;
  /** Events of the two legs, oldest first. */
  readonly events: AmiEvent[] = [];
  readonly #asterisk: RealAsterisk;
  /** Its own connection: PlayDTMF keeps a connection busy as long as the tone lasts. */
  readonly #hands: AmiClient;
  readonly #end = withResolvers<CallEnd>();
  readonly #stopListening: () => void;
  readonly #from: number;

  /** @internal Use `placeCall`. */
  constructor(
    asterisk: RealAsterisk,
    ids: { readonly agi: string; readonly caller: string },
    context: string,
    hands: AmiClient,
  ) {
    this.#asterisk = asterisk;
    this.#hands = hands;
    this.uniqueId = ids.agi;
    this.callerUniqueId = ids.caller;
    this.context = context;
    this.ended = this.#end.promise;
    this.#from = asterisk.ami.events.length;
    void asterisk.ami.closed.then(() => this.#finish({ cause: 0, text: 'Asterisk is gone' }));
    this.#stopListening = asterisk.ami.onEvent((event) => this.#note(event));
  }

  /** Name of the leg that runs AGI, `Local/...;2`. */
  get agiChannel(): string {
    return this.#nameOf(this.uniqueId);
  }

  /** Name of the caller's leg, `Local/...;1`. */
  get callerChannel(): string {
    return this.#nameOf(this.callerUniqueId);
  }

  /** Every variable set on the AGI leg so far, with its last value. */
  variables(): Record<string, string> {
    return Object.fromEntries(this.#varSets().map(({ fields }) => [fields.Variable ?? '', fields.Value ?? '']));
  }

  /** All values one variable of the AGI leg was set to, oldest first. */
  valuesOf(variable: string): string[] {
    return this.#varSets()
      .filter(({ fields }) => fields.Variable === variable)
      .map(({ fields }) => fields.Value ?? '');
  }

  /**
   * Waits until a variable is set on the AGI leg and returns its value.
   *
   * @param timeoutMs - milliseconds; default 10000
   */
  async variable(name: string, timeoutMs?: number): Promise<string> {
    const isOfIt = ({ fields }: AmiEvent) => fields.Variable === name;
    const event = await this.waitFor('VarSet', isOfIt, timeoutMs, `VarSet of ${name}`);
    return event.fields.Value ?? '';
  }

  /**
   * How AGI() ended: `SUCCESS`, `HANGUP`, `FAILURE`, `NOTFOUND`.
   *
   * @param timeoutMs - milliseconds to wait for its end; default 30000
   */
  agiStatus(timeoutMs = 30_000): Promise<string> {
    return this.variable('AGISTATUS', timeoutMs);
  }

  /** Cause of the hang-up of the AGI leg, once it is gone. */
  async hangupCause(): Promise<number> {
    return (await this.ended).cause;
  }

  /** Whether the dialplan went on after AGI(), once the call is over. */
  async reachedNextPriority(): Promise<boolean> {
    await this.ended;
    return this.valuesOf(MARKERS.next).length > 0;
  }

  /** Whether the AGI leg ran its extension `h`, once the call is over. */
  async reachedH(): Promise<boolean> {
    await this.ended;
    return this.valuesOf(MARKERS.h).length > 0;
  }

  /** The AGIExecStart and AGIExecEnd events of the AGI leg, oldest first. */
  get agiExec(): AmiEvent[] {
    return this.events.filter(({ name, fields }) => name.startsWith('AGIExec') && fields.Uniqueid === this.uniqueId);
  }

  /**
   * Waits until Asterisk executes an AGI command on the AGI leg, or did so already.
   *
   * @param command - how its line begins, such as `WAIT FOR DIGIT`
   * @param nth - which of them, counted from 1; default 1
   * @param timeoutMs - milliseconds; default 10000
   */
  executing(command: string, nth = 1, timeoutMs?: number): Promise<AmiEvent> {
    let seen = 0;
    const matches = ({ fields }: AmiEvent) => fields.Command?.startsWith(command) === true && ++seen === nth;
    return this.waitFor('AGIExecStart', matches, timeoutMs, `AGIExecStart of ${command}, number ${nth}`);
  }

  /**
   * Waits for an event of the AGI leg, of those that came or of those to come.
   *
   * @param name - of the event, such as `AGIExecStart`
   * @param timeoutMs - milliseconds; default 10000
   * @param what - the event in words, for the error
   */
  waitFor(
    name: string,
    matches: (event: AmiEvent) => boolean = () => true,
    timeoutMs?: number,
    what = name,
  ): Promise<AmiEvent> {
    return this.#asterisk.ami.waitFor(
      (event) => event.name === name && event.fields.Uniqueid === this.uniqueId && matches(event),
      timeoutMs,
      this.#from,
      `${what} on ${this.agiChannel}`,
    );
  }

  /**
   * Presses a key as a caller does: the AGI leg hears the tone begin and, later, end.
   *
   * @param key - `0` to `9`, `*`, `#`, `A` to `D`
   * @param durationMs - length of the tone, milliseconds; default and least 100
   * @returns when the tone has ended
   */
  async press(key: string, { durationMs = 100 }: { durationMs?: number } = {}): Promise<void> {
    await this.#untilEnded('PlayDTMF', {
      Channel: this.callerChannel,
      Digit: key,
      Duration: String(durationMs),
    });
  }

  /** The caller hangs up. */
  async hangUp(): Promise<void> {
    await this.#untilEnded('Hangup', { Channel: this.callerChannel, Cause: '16' });
  }

  /** Acts on what the AGI leg plays, or waits for. */
  async controlPlayback(control: 'stop' | 'pause' | 'restart' | 'forward' | 'reverse'): Promise<void> {
    await this.#hands.action('ControlPlayback', { Channel: this.agiChannel, Control: control });
  }

  /** Sends the AGI leg elsewhere in the dialplan, as an operator's transfer does. */
  async redirect(context: string, extension: string, priority: number): Promise<void> {
    await this.#hands.action('Redirect', {
      Channel: this.agiChannel,
      Context: context,
      Exten: extension,
      Priority: String(priority),
    });
  }

  /** An action on the caller's leg. A call that ends before AMI has answered took it, or needs it no more. */
  async #untilEnded(name: string, fields: Record<string, string>): Promise<void> {
    let hasEnded = false;
    void this.ended.then(() => (hasEnded = true));
    try {
      await this.#hands.action(name, fields);
    } catch (error) {
      await Promise.resolve();
      if (!hasEnded) throw error;
    }
  }

  /** @internal Stops listening; for a call that never came to be. */
  abandon(): void {
    this.#stopListening();
    this.#hands.close();
  }

  #varSets(): AmiEvent[] {
    return this.events.filter(({ name, fields }) => name === 'VarSet' && fields.Uniqueid === this.uniqueId);
  }

  #nameOf(uniqueId: string): string {
    const created = this.events.find(({ name, fields }) => name === 'Newchannel' && fields.Uniqueid === uniqueId);
    return created?.fields.Channel ?? '';
  }

  #note(event: AmiEvent): void {
    const { Uniqueid } = event.fields;
    if (Uniqueid !== this.uniqueId && Uniqueid !== this.callerUniqueId) return;
    this.events.push(event);
    if (event.name !== 'Hangup') return;
    const hangups = this.events.filter(({ name }) => name === 'Hangup');
    const own = hangups.find(({ fields }) => fields.Uniqueid === this.uniqueId);
    if (hangups.length < 2 || own === undefined) return;
    this.#finish({ cause: Number(own.fields.Cause), text: own.fields['Cause-txt'] ?? '' });
  }

  #finish(end: CallEnd): void {
    this.abandon();
    this.#end.resolve(end);
  }
}

// Promise.withResolvers is not in Node 20.
function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
