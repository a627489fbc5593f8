import type { CompiledController } from '../../controller/compile-controller.js';
import type { RouteMatch } from '../../router/router.js';
import type { CallSession } from '../../session/call-session.js';
import { CallLimits, type Full, type Limits } from './call-limits.js';

/** A call that is not over, for those who run the server. Names and numbers in it are hostile text. */
export interface CallInFlight {
  /** Asterisk's unique id of the channel. */
  readonly id: string;
  readonly channel: string;
  readonly callerNumber: string | undefined;
  /** The path of its route; `undefined` while it is being refused. */
  readonly route: string | undefined;
  readonly controller: string | undefined;
  /** The menu, question or step that it came by last: `SalesController.main`. */
  readonly at: string | undefined;
  readonly startedAt: Date;
  /** So far, milliseconds. */
  readonly durationMs: number;
  /**
   * Gives the call back to the dialplan: its signal aborts with reason `drained`, `OFFHOOK_STATUS` is DRAINED. What Asterisk
   * cannot stop, a talk in Dial for example, goes on; the dialplan follows when it is over.
   */
  handBack(): void;
}

/** Why a call is not taken: what `OFFHOOK_REASON` says of it. */
export type Refused = Full | 'closing';

/** What is known of a call once somebody answers it. */
export interface CallUnderWay {
  readonly route: string;
  readonly controller: string;
  /** Menus and steps the caller came by. */
  readonly visited: readonly string[];
}

interface Entry {
  /** Whose limit it counts for, once it was taken. */
  controller: CompiledController | undefined;
  live: CallUnderWay | undefined;
}

/** The calls of an app that are not over. */
export class CallsInFlight {
  readonly #entries = new Map<CallSession, Entry>();
  readonly #limits: CallLimits;
  #onNone: (() => void) | undefined;
  #isClosing = false;
  #isOutOfTime = false;
  #handedBack = 0;

  constructor(limits: Limits) {
    this.#limits = new CallLimits(limits);
  }

  /** Whether the next call would pass the limit of the app. */
  get isFull(): boolean {
    return this.#limits.isFull;
  }

  /** Told whenever a call was taken, or has ended. */
  onChange: () => void = () => undefined;

  get size(): number {
    return this.#entries.size;
  }

  /** Calls that were given back because the app's time was over. */
  get handedBack(): number {
    return this.#handedBack;
  }

  /** Counts a call in. */
  open(session: CallSession): void {
    this.#entries.set(session, { controller: undefined, live: undefined });
  }

  /** Counts it out. */
  close(session: CallSession): void {
    const controller = this.#entries.get(session)?.controller;
    if (controller !== undefined) this.#limits.leave(session.peer, controller);
    this.#entries.delete(session);
    this.onChange();
    if (this.size === 0) this.#onNone?.();
  }

  /**
   * Takes a call, unless that would be too many.
   *
   * @returns why not; `undefined` when it was taken
   */
  admit(session: CallSession, { controller }: RouteMatch<CompiledController>): Refused | undefined {
    if (this.#isClosing) return 'closing';
    const full = this.#limits.enter(session.peer, controller);
    if (full !== undefined) return full;
    const entry = this.#entries.get(session);
    if (entry !== undefined) entry.controller = controller;
    this.onChange();
    return undefined;
  }

  /** What is known of a call that was taken. */
  note(session: CallSession, live: CallUnderWay): void {
    const entry = this.#entries.get(session);
    if (entry !== undefined) entry.live = live;
  }

  list(): readonly CallInFlight[] {
    return [...this.#entries].map(([session, { live }]) => ({
      id: session.environment.uniqueId,
      channel: session.environment.channel,
      callerNumber: session.environment.callerNumber,
      route: live?.route,
      controller: live?.controller,
      at: live?.visited.at(-1),
      startedAt: session.startedAt,
      durationMs: session.durationMs,
      handBack: () => session.hangUp('drained'),
    }));
  }

  /** From now on none is taken. */
  admitNoMore(): void {
    this.#isClosing = true;
  }

  /** Gives every call back; one that is being refused is on its way there. */
  endAll(): void {
    if (this.#isOutOfTime) return;
    this.#isOutOfTime = true;
    for (const [session, { live }] of this.#entries) {
      if (live === undefined) continue;
      if (session.over === undefined) this.#handedBack++;
      session.hangUp('drained');
    }
  }

  /** Resolves when there is none. */
  none(): Promise<void> {
    return this.size === 0 ? Promise.resolve() : new Promise((resolve) => (this.#onNone = resolve));
  }
}
