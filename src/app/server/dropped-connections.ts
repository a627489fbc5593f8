import type { Logger } from '../../call/logger.js';
import type { HandshakeLimitReached } from './handshakes.js';

/** Why a connection was dropped before anybody had said who calls. */
export type DropReason = HandshakeLimitReached | 'maxConnections';

/** A flood is one line, and one a minute while it lasts. */
const TELL_EVERY_MS = 60_000;

const SENTENCES: Readonly<Record<DropReason, string>> = {
  maxHandshakes: 'a connection was dropped: too many have not said who calls (maxHandshakes)',
  maxHandshakesPerPeer: 'a connection was dropped: too many of its peer have not said who calls (maxHandshakesPerPeer)',
  maxConnections:
    'a connection was dropped: as many are open as this process may hold (maxConnections, or its limit of open files)',
};

/** Counts connections that are dropped for want of room, and says so in the log. */
export class DroppedConnections {
  readonly #log: Logger;
  readonly #counts = new Map<DropReason, { total: number; told: number; toldAtMs: number }>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** So far, by reason; for the numbers of the app. */
  *totals(): Iterable<readonly [DropReason, number]> {
    for (const reason of Object.keys(SENTENCES) as DropReason[]) yield [reason, this.#counts.get(reason)?.total ?? 0];
  }

  /** One was dropped. */
  note(reason: DropReason, address: string): void {
    const count = this.#counts.get(reason) ?? { total: 0, told: 0, toldAtMs: -Infinity };
    this.#counts.set(reason, count);
    count.total++;
    const nowMs = performance.now();
    if (nowMs - count.toldAtMs < TELL_EVERY_MS) return;
    this.#log.warn({ address, dropped: count.total - count.told }, SENTENCES[reason]);
    count.told = count.total;
    count.toldAtMs = nowMs;
  }
}
