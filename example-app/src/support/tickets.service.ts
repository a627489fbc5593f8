import { eq } from 'drizzle-orm';
import { Inject, Injectable } from 'offhook';
import { NOW } from '../config/clock.js';
import { Database } from '../database/database.js';
import { tickets } from '../database/schema.js';

export type TicketStatus = (typeof tickets.$inferSelect)['status'];

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
   * @returns its number, six digits
   */
  async open(recording: string): Promise<string> {
    const opened = await this.database.run((tables) =>
      tables
        .insert(tickets)
        .values({ recording, openedAt: this.now() })
        .onConflictDoUpdate({ target: tickets.recording, set: { recording } })
        .returning({ number: tickets.number }),
    );
    return opened.map(({ number }) => String(number)).join('');
  }

  /** How far a ticket is. @param number - six digits, as a caller typed them */
  async status(number: string) {
    const ticket = await this.database.run((tables) =>
      tables.query.tickets.findFirst({ columns: { status: true }, where: eq(tickets.number, Number(number)) }),
    );
    return ticket?.status;
  }
}
