import type { Evidence } from './run.js';

/** Counts what was seen over many runs: a simulation in which nothing happens finds nothing. */
export class Census {
  readonly #counts = new Map<string, number>();

  add({ plan, calls, messages, events }: Evidence): void {
    this.#count(`world ${plan.world.kind}`);
    this.#count('log that does not work', plan.log === 'works' ? 0 : 1);
    this.#count('database fault', plan.database.filter((fault) => fault !== undefined).length);
    const closesAt = events.findIndex((line) => line.includes('told to close'));
    this.#count('port shut', events.slice(0, closesAt).some((line) => line.includes('refused by the port')) ? 1 : 0);
    this.#count('connection refused', events.filter((line) => line.includes('refused by the port')).length);
    this.#count('message kept', messages.length);
    for (const { virtual, journals } of calls) {
      for (const entry of journals[0] ?? []) {
        if (entry.kind === 'ended') this.#count(`ended ${entry.end}`);
        else if (entry.kind === 'threw' || entry.kind === 'value' || entry.kind === 'usedUp') this.#count(entry.kind);
      }
      if (journals.length === 0) this.#count('no call');
      for (const { kind } of virtual.events)
        if (kind === 'recorded' || kind === 'redirected' || kind === 'connected') this.#count(kind);
    }
  }

  /** What was seen, by name. */
  get seen(): ReadonlySet<string> {
    return new Set(this.#counts.keys());
  }

  toString(): string {
    return [...this.#counts]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  }

  #count(what: string, count = 1): void {
    if (count > 0) this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }
}
