import { date, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

// The tables as migrations/ makes them; a test compares the two.

export const customers = pgTable('customers', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** Six digits: what a customer types to sign in. */
  number: text().notNull(),
  firstName: text('first_name').notNull(),
  phone: text(),
  /** Folder of Asterisk's sounds: `en`, `fr`. */
  language: text().notNull(),
  /** Extension of the manager who takes a VIP's calls. */
  manager: text(),
  pinHash: text('pin_hash').notNull(),
});

export const orders = pgTable('orders', {
  /** Four digits; text, because `0012` is not 12. */
  number: text().primaryKey(),
  customerId: integer('customer_id').notNull(),
  status: text({ enum: ['open', 'shipped', 'cancelled'] }).notNull(),
  dueOn: date('due_on', { mode: 'date' }).notNull(),
});

export const tickets = pgTable('tickets', {
  number: integer().primaryKey().generatedAlwaysAsIdentity(),
  status: text({ enum: ['open', 'answered'] })
    .notNull()
    .default('open'),
  /** Name of the recording, without its folder and extension. */
  recording: text().notNull(),
  openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
});

export const signIns = pgTable('sign_ins', {
  /** The customer number that was typed. */
  number: text().primaryKey(),
  wrongPins: integer('wrong_pins').notNull(),
  lockedUntil: timestamp('locked_until', { withTimezone: true }),
});
