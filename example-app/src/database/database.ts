import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.js';

/** The tables, as drizzle reads and writes them. */
export type Tables = PgDatabase<PgQueryResultHKT, typeof schema>;

/** What a database is made of; `openDatabase` knows two kinds. */
export interface DatabaseParts {
  readonly tables: Tables;
  /** Brings the tables up to date with the files of a folder. */
  readonly migrate: (folder: string) => Promise<void>;
  /** Whether a failure means that there is no server to talk to. */
  readonly isDown: (cause: unknown) => boolean;
  readonly close: () => Promise<void>;
}

/** There is no database to talk to, or it does not answer in time: it may be back for the next call. */
export class DatabaseDown extends Error {
  constructor(cause: unknown) {
    // A name with several addresses fails at each of them.
    const why: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
    super(`The database cannot be reached: ${why instanceof Error ? why.message : String(why)}`, { cause });
  }
}

/** The company's database. */
export class Database implements AsyncDisposable {
  readonly #parts: DatabaseParts;

  constructor(parts: DatabaseParts) {
    this.#parts = parts;
  }

  /**
   * Asks the database.
   *
   * @throws DatabaseDown when it cannot be reached; what it answers otherwise, without the values that were asked with
   */
  run<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#tell(() => work(this.#parts.tables));
  }

  /** Brings the tables up to date. @param folder - of the migrations @throws as `run` does */
  migrate(folder: string): Promise<void> {
    return this.#tell(() => this.#parts.migrate(folder));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.close();
  }

  async #tell<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // Drizzle's own message quotes every value of the query; what the database said is its cause.
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      throw this.#parts.isDown(cause) ? new DatabaseDown(cause) : cause;
    }
  }
}
