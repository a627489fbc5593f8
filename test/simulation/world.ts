import { type AgiApp, type AppOptions, type CallOutcome, Injectable, type OnCallEnd, provide } from 'offhook';
import type { SoundDurations } from '../../src/testing/sounds/sounds.js';
import { Ledger } from './ledger.js';
import type { Plan } from './plan.js';

/** What a world is made with. */
export interface WorldSetup {
  readonly plan: Plan;
  readonly ledger: Ledger;
  /** Where Asterisk records. */
  readonly recordings: string;
  /** Runs work that no timer of the run ends: it is waited for in real time, so that the order stays the same. */
  readonly outside: <T>(work: () => Promise<T>) => Promise<T>;
}

/** An app that is simulated, and what belongs to it. */
export interface World {
  readonly sounds: SoundDurations;
  /** What takes real time, before time is simulated. */
  prepare?(): Promise<unknown>;
  open(setup: WorldSetup): Promise<OpenWorld>;
}

/** A world of one run. */
export interface OpenWorld {
  createApp(options: AppOptions): AgiApp;
  /** Messages that callers left and that somebody will find, by their file. */
  messages(): Promise<readonly string[]>;
}

/** A service of the app that is told of every call. */
@Injectable()
class Statistics implements OnCallEnd {
  constructor(private readonly ledger: Ledger) {}
  onCallEnd(outcome: CallOutcome) {
    this.ledger.of(outcome.id).outcomes.push(outcome);
  }
}

/** What a world adds to its providers, so that the run learns how each call ended. */
export const witnesses = (ledger: Ledger) => [Statistics, provide(Ledger).withValue(ledger)];
