import type { Ledger } from './ledger.js';
import type { DatabaseFault } from './plan.js';

/** There is no database to talk to. */
export class DatabaseDown extends Error {
  override readonly name = 'DatabaseDown';
}

/** Customers and orders; each question may be slow, fail, or never be answered. */
export class SimulatedDatabase {
  readonly #faults: readonly (DatabaseFault | undefined)[];
  #questions = 0;

  constructor(
    faults: readonly (DatabaseFault | undefined)[],
    private readonly ledger: Ledger,
  ) {
    this.#faults = faults;
  }

  customer(number: string | undefined): Promise<string | undefined> {
    return this.#ask(() => (number === '5550100' ? 'Ann' : undefined));
  }

  order(number: string): Promise<'shipped' | undefined> {
    return this.#ask(() => (number === '0042' ? 'shipped' : undefined));
  }

  isPin(pin: string): Promise<boolean> {
    return this.#ask(() => pin === '918273');
  }

  #ask<T>(answer: () => T): Promise<T> {
    const fault = this.#faults[this.#questions++];
    switch (fault?.kind) {
      case undefined:
        return Promise.resolve().then(answer);
      case 'slow':
        return this.ledger.slowly(fault.ms).then(answer);
      case 'fails':
        return Promise.reject(new DatabaseDown('the database cannot be reached'));
      case 'never':
        this.ledger.unanswered++;
        return new Promise(() => undefined);
    }
  }
}
