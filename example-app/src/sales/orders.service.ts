import { and, eq } from 'drizzle-orm';
import { Injectable } from 'offhook';
import { Database } from '../database/database.js';
import { orders } from '../database/schema.js';

export type Order = typeof orders.$inferSelect;

/** What was ordered. */
@Injectable()
export class Orders {
  constructor(private readonly database: Database) {}

  /** How far an order is: all that somebody hears who knows no more than its number. */
  async status(number: string): Promise<Pick<Order, 'number' | 'status'> | undefined> {
    const columns = { number: true, status: true } as const;
    return this.database.run((tables) => tables.query.orders.findFirst({ columns, where: eq(orders.number, number) }));
  }

  async openOf(customerId: number): Promise<readonly Order[]> {
    const isOpen = and(eq(orders.customerId, customerId), eq(orders.status, 'open'));
    return this.database.run((tables) => tables.query.orders.findMany({ where: isOpen, orderBy: orders.number }));
  }

  /** Cancels an order that is still open. @returns whether it was */
  async cancel(customerId: number, number: string): Promise<boolean> {
    const isOpen = and(eq(orders.number, number), eq(orders.customerId, customerId), eq(orders.status, 'open'));
    const cancelled = await this.database.run((tables) =>
      tables.update(orders).set({ status: 'cancelled' }).where(isOpen).returning({ number: orders.number }),
    );
    return cancelled.length > 0;
  }
}
