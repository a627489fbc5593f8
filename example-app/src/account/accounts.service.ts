import { eq, sql } from 'drizzle-orm';
import { Inject, Injectable } from 'offhook';
import { NOW } from '../config/clock.js';
import { Database } from '../database/database.js';
import { customers, signIns } from '../database/schema.js';
import { isPin } from './pin-hash.js';

export type SignInResult =
  | { readonly kind: 'right'; readonly customer: number }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked' };

const WRONG_PINS = 3;
const LOCKED_MS = 15 * 60_000;

/** Lets customers in. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /**
   * Checks customer number and PIN. Three wrong PINs lock the number for 15 minutes, in whatever calls they were typed, and
   * whether there is such a customer or not.
   */
  async signIn(number: string, pin: string): Promise<SignInResult> {
    const attempts = await this.#countAttempt(number);
    if (attempts === undefined) return { kind: 'locked' };
    const customer = await this.database.run((tables) =>
      tables.query.customers.findFirst({
        columns: { id: true, pinHash: true },
        where: eq(customers.number, number),
      }),
    );
    const isRight = await isPin(pin, customer?.pinHash);
    if (customer === undefined || !isRight) return { kind: attempts < WRONG_PINS ? 'wrong' : 'locked' };
    await this.database.run((tables) => tables.delete(signIns).where(eq(signIns.number, number)));
    return { kind: 'right', customer: customer.id };
  }

  /**
   * Counts an attempt as wrong before the PIN is looked at, in one statement: two calls at once have no more than three between
   * them.
   *
   * @returns which it is, counted from 1; nothing while the number is locked
   */
  async #countAttempt(number: string): Promise<number | undefined> {
    const now = this.now();
    const lockedUntil = new Date(now.getTime() + LOCKED_MS).toISOString();
    const wasLocked = sql`${signIns.lockedUntil} is not null`;
    const counted = await this.database.run((tables) =>
      tables
        .insert(signIns)
        .values({ number, wrongPins: 1 })
        .onConflictDoUpdate({
          target: signIns.number,
          set: {
            wrongPins: sql`case when ${wasLocked} then 1 else ${signIns.wrongPins} + 1 end`,
            lockedUntil: sql`case when not (${wasLocked}) and ${signIns.wrongPins} + 1 >= ${WRONG_PINS} then ${lockedUntil}::timestamptz end`,
          },
          // A lock that is over; else nothing is changed, and nothing comes back.
          setWhere: sql`${signIns.lockedUntil} is null or ${signIns.lockedUntil} <= ${now.toISOString()}::timestamptz`,
        })
        .returning({ wrongPins: signIns.wrongPins }),
    );
    return counted[0]?.wrongPins;
  }
}
