import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgiServer } from '../../app/agi-server.js';
import type { CallListener } from '../../session/journal.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import { routeId, type Way, wayTaken, waysOf } from '../../graph/ways.js';

/**
 * What calls have done of all that they could do: routes, nodes, choices, links, silences, wrong entries, used-up attempts and
 * the steps of handlers.
 *
 * @example
 * const coverage = new FlowCoverage();
 * await using line = await createTestPhone(app, { coverage });
 * // … calls …
 * expect(coverage.neverTaken.map(({ text }) => text)).toEqual([]);
 */
export class FlowCoverage {
  readonly #ways = new Map<string, Way>();
  readonly #taken = new Set<string>();

  /** @internal Counts the ways of an app in. */
  addServer(server: AgiServer): void {
    for (const way of server.compiled.flatMap(allWaysOf)) this.#ways.set(way.id, way);
  }

  /** Notes what calls do; for the app's `listeners`. */
  readonly listener: CallListener = () => (entry) => {
    const id = wayTaken(entry);
    if (id !== undefined) this.#taken.add(id);
  };

  /** Every way, class by class. */
  get ways(): readonly Way[] {
    return [...this.#ways.values()];
  }

  /** Those that no call took. */
  get neverTaken(): readonly Way[] {
    return this.ways.filter(({ id }) => !this.#taken.has(id));
  }

  /** Ways that were taken, of a hundred. */
  get percent(): number {
    const count = this.#ways.size;
    return count === 0 ? 100 : Math.floor(((count - this.neverTaken.length) / count) * 100);
  }

  /** The report: what was never taken, class by class. */
  toString(): string {
    const { ways, neverTaken, percent } = this;
    const flows = [...new Set(neverTaken.map(({ flow }) => flow))];
    return [
      `Flow coverage: ${ways.length - neverTaken.length} of ${ways.length} ways taken (${percent} %).`,
      ...(flows.length > 0 ? ['Never taken:'] : []),
      ...flows.flatMap((flow) => [
        `  ${flow}`,
        ...neverTaken.filter((way) => way.flow === flow).map(({ text }) => `    ${text}`),
      ]),
      '',
    ].join('\n');
  }

  /** Adds it to a folder, where other processes add theirs. @throws the file system's error */
  appendTo(folder: string): void {
    mkdirSync(folder, { recursive: true });
    const line = JSON.stringify({ ways: this.ways, taken: [...this.#taken] });
    appendFileSync(join(folder, `${process.pid}.jsonl`), `${line}\n`);
  }

  /** Puts together what all processes added to a folder. @throws the file system's error */
  static readFrom(folder: string): FlowCoverage {
    const whole = new FlowCoverage();
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
        // Written above.
        const { ways, taken } = JSON.parse(line) as {
          readonly ways: readonly Way[];
          readonly taken: readonly string[];
        };
        for (const way of ways) whole.#ways.set(way.id, way);
        for (const id of taken) whole.#taken.add(id);
      }
    }
    return whole;
  }
}

/** The ways of a flow, and the routes that lead to it. */
const allWaysOf = ({ flow, paths }: CompiledController): readonly Way[] => [
  ...paths.map((path) => ({ id: routeId(path), flow: flow.name, text: routeId(path) })),
  ...waysOf(flow),
];
