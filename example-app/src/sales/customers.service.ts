import { eq } from 'drizzle-orm';
import { Injectable } from 'offhook';
import { Database } from '../database/database.js';
import { customers } from '../database/schema.js';

/** Who buys from us. */
@Injectable()
export class Customers {
  constructor(private readonly database: Database) {}

  /** Whose number it is. Anybody can send a number that is not theirs: good enough for a greeting, and for nothing else. */
  async byPhone(phone: string) {
    return this.database.run((tables) =>
      tables.query.customers.findFirst({
        columns: { firstName: true, language: true, manager: true },
        where: eq(customers.phone, phone),
      }),
    );
  }
}
