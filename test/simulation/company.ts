import { type AppParts, createAgiApp, provide } from 'offhook';
import { everySound } from 'offhook/testing';
import { Accounts } from '../../example-app/src/account/accounts.service.js';
import { AppModule, manners } from '../../example-app/src/app.module.js';
import { NOW } from '../../example-app/src/config/clock.js';
import { Database, DatabaseDown } from '../../example-app/src/database/database.js';
import { tickets } from '../../example-app/src/database/schema.js';
import { Recordings } from '../../example-app/src/support/recordings.service.js';
import { freshDatabase } from '../../example-app/test/support/database.js';
import type { Ledger } from './ledger.js';
import type { DatabaseFault } from './plan.js';
import { type World, witnesses } from './world.js';

/** The server that is down says so after a while. */
const GIVES_UP_AFTER_MS = 2_000;

/** The example's database, embedded, which is slow or away when the plan says so. */
class UnreliableDatabase {
  #questions = 0;

  constructor(
    private readonly database: Database,
    private readonly faults: readonly (DatabaseFault | undefined)[],
    private readonly ledger: Ledger,
    /** Waits for work that no timer of the run ends. */
    private readonly outside: <T>(work: () => Promise<T>) => Promise<T>,
  ) {}

  /** As the database does it. */
  readonly run: Database['run'] = async (work) => {
    const fault = this.faults[this.#questions++];
    if (fault?.kind === 'fails') throw new DatabaseDown(new Error('connect ECONNREFUSED'));
    if (fault !== undefined) await this.ledger.slowly(fault.kind === 'slow' ? fault.ms : GIVES_UP_AFTER_MS);
    if (fault?.kind === 'never') throw new DatabaseDown(new Error('no answer'));
    return this.outside(() => this.database.run(work));
  };
}

/** The example's company line: its services on a database that is not to be trusted. */
export const company: World = {
  sounds: everySound({ durationMs: 1_500 }),
  prepare: freshDatabase,
  async open({ plan, ledger, recordings, outside }) {
    const database = await outside(freshDatabase);
    const unreliable = Object.assign(Object.create(database) as Database, {
      run: new UnreliableDatabase(database, plan.database, ledger, outside).run,
    });
    let names = 0;
    const parts: AppParts = {
      imports: [AppModule],
      providers: [
        ...witnesses(ledger),
        provide(Database).withValue(unreliable),
        provide(NOW).withValue(() => new Date()),
        provide(Recordings).withValue({
          newName: () => `message-${names++}`,
          folder: recordings,
          protect: () => Promise.resolve(true),
          complete: () => Promise.resolve([]),
          removeOld: () => Promise.resolve(0),
          onAppStart: () => Promise.resolve(),
          onAppStop: () => undefined,
        }),
        // The real one works in threads, which no seed can order.
        provide(Accounts).withFactory((get) => {
          const asked = get(Database);
          return {
            async signIn(_number: string, pin: string) {
              const known = await asked.run((tables) => tables.query.customers.findFirst({ columns: { id: true } }));
              return pin === '4711' && known ? { kind: 'right', customer: known.id } : { kind: 'wrong' };
            },
          } as unknown as Accounts;
        }),
      ],
    };
    return {
      createApp: (options) => createAgiApp({ ...parts, ...manners, ...options }),
      async messages() {
        const rows = await outside(() =>
          database.run((tables) => tables.select({ name: tickets.recording }).from(tickets)),
        );
        return rows.map(({ name }) => `${recordings}/${name}`);
      },
    };
  },
};
