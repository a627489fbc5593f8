import type { CompiledController } from '../../controller/compile-controller.js';
import type { RouteMatch } from '../../router/router.js';
import type { CallSession } from '../../session/call-session.js';
import { type CallLimitReached, CallLimits, type Limits } from './call-limits.js';

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
export type RefusalReason = CallLimitReached | 'closing';

/** What is known of a call once somebody answers it. */
export interface CallUnderWay {
  readonly route: string;
  readonly controller: string;
  /** Menus and steps the caller came by. */
  readonly visited: readonly string[];
  /** What was typed where it is masked. */
  readonly secrets: readonly string[];
}

/** A call as it is counted. */
export interface CountedCall {
  readonly session: CallSession;
  /** How many came before it. */
  readonly number: number;
  /** As it was when it came: a link whose socket is gone may have forgotten. */
  readonly peer: string;
  /** Where it stands in the list. */
  place: number;
  /** Whose limit it counts for, once it was taken. */
  controller: CompiledController | undefined;
  live: CallUnderWay | undefined;
}

/** The calls of an app that are not over. */
export class CallsInFlight {
  /**
   * No map and no set: one that is filled and emptied all the time is copied every few calls, and each copy that is left behind
   * keeps what stood in it until the old generation is collected. It made a scavenge ten times as long.
   */
  readonly #counted: CountedCall[] = [];
  readonly #limits: CallLimits;
  #opened = 0;
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
    return this.#counted.length;
  }

  /** Calls that were given back because the app's time was over. */
  get handedBack(): number {
    return this.#handedBack;
  }

  /** Counts a call in. */
  open(session: CallSession): CountedCall {
    const { peer } = session;
    const number = this.#opened++;
    const counted = { session, number, peer, place: this.size, controller: undefined, live: undefined };
    this.#counted.push(counted);
    return counted;
  }

  /** Counts it out. */
  close({ peer, place, controller }: CountedCall): void {
    if (controller !== undefined) this.#limits.leave(peer, controller);
    const last = this.#counted.pop();
    // The last one takes the place that is free now.
    if (last !== undefined && last.place !== place) this.#counted[(last.place = place)] = last;
    this.onChange();
    if (this.size === 0) this.#onNone?.();
  }

  /**
   * Takes a call, unless that would be too many.
   *
   * @returns why not; `undefined` when it was taken
   */
  admit(counted: CountedCall, { controller }: RouteMatch<CompiledController>): RefusalReason | undefined {
    if (this.#isClosing) return 'closing';
    const full = this.#limits.enter(counted.peer, controller);
    if (full !== undefined) return full;
    counted.controller = controller;
    this.onChange();
    return undefined;
  }

  /** The oldest first. */
  list(): readonly CallInFlight[] {
    const inOrder = this.#counted.toSorted((a, b) => a.number - b.number);
    return inOrder.map(({ session, live }) => ({
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
    for (const { session, live } of this.#counted) {
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
