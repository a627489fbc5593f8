import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CommandRow } from '../../core/commands/define-command.js';
// oxlint-disable-next-line eslint/no-restricted-imports -- that index is the command table itself
import * as table from '../../core/commands/index.js';
import type { CallEndKind } from '../../session/call-end-kind.js';
import type { DroppedConnections } from './dropped-connections.js';
import type { CallListener, JournalEntry } from '../../session/journal.js';

/** Verbs of what Asterisk answers at once: others take as long as the sound or the talk, and ANSWER waits for the caller's first audio. */
const AT_ONCE = Object.values<Pick<CommandRow, 'verb' | 'answersAtOnce'>>(table)
  .filter((row) => row.answersAtOnce && row !== table.answer)
  .map(({ verb }) => verb);
const INSTANT = new RegExp(`^(${AT_ONCE.join('|')})( |$)`);
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];
const NO_ROUTE = 'none';
const NANOSECONDS = 1e9;
/** How often Node looks how late the event loop is. */
const LOOK_EVERY_MS = 20;

/** What is counted elsewhere. */
export interface MetricSources {
  /** Calls that are not over now. */
  readonly callsActive: () => number;
  /** Lines of the log that were lost so far. */
  readonly linesDropped: () => number;
  /** Connections that were dropped before they became calls. */
  readonly dropped: DroppedConnections;
}

/**
 * The numbers of an app in Prometheus' format. Labels are routes, nodes of controllers, and words of this package: nothing that
 * a caller or a dialplan says, so that nobody can fill the memory with series.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  readonly #calls = this.#counter('offhook_calls_total', 'Calls that are over.', ['route', 'outcome']);
  readonly #duration = new Histogram({
    name: 'offhook_command_seconds',
    help: 'Time from a command to its answer, for those that Asterisk answers at once.',
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #sounds = this.#counter('offhook_prompts_total', 'Sounds that were played or said.', ['ended']);
  readonly #nodes = this.#counter('offhook_visits_total', 'Menus, questions and steps that callers came by.', ['node']);
  readonly #failures = this.#counter('offhook_failures_total', 'Silences and wrong entries.', ['question', 'reason']);

  constructor({ callsActive, linesDropped, dropped }: MetricSources) {
    const delay = this.#delay;
    this.#gauge('offhook_calls_active', 'Calls that are not over.', callsActive);
    this.#countedElsewhere(
      'offhook_log_lines_dropped_total',
      'Lines of the log that found no room, or at which the logger threw.',
      (counter) => counter.inc(linesDropped()),
    );
    this.#countedElsewhere(
      'offhook_connections_dropped_total',
      'Connections that were dropped for want of room, before anybody had said who calls.',
      (counter) => {
        for (const [reason, total] of dropped.totals()) counter.inc({ reason }, total);
      },
      ['reason'],
    );
    this.#gauge(
      'offhook_event_loop_lag_seconds',
      'How late the event loop was since the last look, at worst.',
      async () => {
        // Who asks while the loop stands still is answered before Node's next look, and the reset would forget it.
        await setTimeout(2 * LOOK_EVERY_MS);
        const lag = delay.max / NANOSECONDS;
        delay.reset();
        return lag;
      },
    );
    delay.enable();
  }

  /** Counts what happens in a call. */
  readonly listener: CallListener = () => {
    let route = NO_ROUTE;
    return (entry) => {
      if (entry.kind === 'routed') ({ route } = entry);
      else this.#count(entry, route);
    };
  };

  /** @returns the content type, and the text of all numbers */
  async read(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  close(): void {
    this.#delay.disable();
    this.#registry.clear();
  }

  #count(entry: JournalEntry, route: string): void {
    switch (entry.kind) {
      case 'command':
        if (entry.reply !== undefined && INSTANT.test(entry.line)) this.#duration.observe(entry.durationMs / 1000);
        break;
      case 'heard':
        if (!entry.continues) this.#sounds.inc({ ended: entry.ended });
        break;
      case 'visited':
        this.#nodes.inc({ node: entry.node });
        break;
      case 'failed':
        // Questions of linear code are named by their prompt, which may be made of anything.
        this.#failures.inc({ question: entry.question.replace(/\(.*/s, ''), reason: entry.reason });
        break;
      case 'ended': {
        const outcome: CallEndKind = entry.end;
        this.#calls.inc({ route, outcome });
        break;
      }
      default:
    }
  }

  #countedElsewhere<L extends string>(
    name: string,
    help: string,
    read: (counter: Counter<L>) => void,
    labelNames: readonly L[] = [],
  ): void {
    const counter = new Counter<L>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [],
      collect() {
        this.reset();
        read(this);
      },
    });
    this.#registry.registerMetric(counter);
  }

  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(await read());
      },
    });
    this.#registry.registerMetric(gauge);
  }

  #counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.#registry] });
  }
}
