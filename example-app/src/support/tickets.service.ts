import { eq, inArray } from 'drizzle-orm';
import { Inject, Injectable } from 'offhook';
import { NOW } from '../config/clock.js';
import { Database } from '../database/database.js';
import { tickets } from '../database/schema.js';

export type TicketStatus = (typeof tickets.$inferSelect)['status'];

/** A query has room for some 65,000 values. */
const AT_ONCE = 1_000;

/** What callers complained about. */
@Injectable()
export class Tickets {
  constructor(
    private readonly database: Database,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /**
   * Opens a ticket. Asked again, because the answer was lost or the caller left while it was awaited, it is the same one.
   *
   * @param recording - the name of what the caller said
   * @param openedAt - when that was; default now
   * @returns its number, six digits
   */
  async open(recording: string, openedAt = this.now()): Promise<string> {
    const opened = await this.database.run((tables) =>
      tables
        .insert(tickets)
        .values({ recording, openedAt })
        .onConflictDoUpdate({ target: tickets.recording, set: { recording } })
        .returning({ number: tickets.number }),
    );
    return opened.map(({ number }) => String(number)).join('');
  }

  /** Those of these recordings that have no ticket. */
  async missing(recordings: readonly string[]): Promise<readonly string[]> {
    const known = new Set<string>();
    for (let from = 0; from < recordings.length; from += AT_ONCE) {
      const some = recordings.slice(from, from + AT_ONCE);
      const rows = await this.database.run((tables) =>
        tables.select({ recording: tickets.recording }).from(tickets).where(inArray(tickets.recording, some)),
      );
      for (const { recording } of rows) known.add(recording);
    }
    return recordings.filter((recording) => !known.has(recording));
  }

  /** How far a ticket is. @param number - six digits, as a caller typed them */
  async status(number: string) {
    const ticket = await this.database.run((tables) =>
      tables.query.tickets.findFirst({ columns: { status: true }, where: eq(tickets.number, Number(number)) }),
    );
    return ticket?.status;
  }
}
