import { createAgiApp, provide } from 'offhook';
import { everySound, VirtualAsterisk, wireOfLink } from 'offhook/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppModule, manners } from '../../example-app/src/app.module.js';
import { CONFIG, environment } from '../../example-app/src/config/config.js';
import { Database } from '../../example-app/src/database/database.js';
import { seed } from '../../example-app/src/database/seed.js';
import type { AgiServer } from '../../src/app/agi-server.js';
import { Caller } from '../../src/testing/caller.js';
import { RealClock } from '../../src/testing/clock.js';
import { RealTimeDriver } from '../../src/testing/time-driver.js';
import { linkedPair } from '../../src/transport/memory.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { longestSilenceMs } from './support/longest-silence.js';
import { PostgresServer } from './support/postgres-server.js';

const CALLS = 50;
const limits = { appLimitMs: 10_000, workGraceMs: 50 };
const log = new RecordingLogger();
const clock = new RealClock();
const asterisk = new VirtualAsterisk({ clock, sounds: everySound({ durationMs: 300 }) });
let server: PostgresServer;
let app: AgiServer;

beforeAll(async () => {
  server = await PostgresServer.make();
  const configuration = provide(CONFIG).withConfiguration(environment, { DATABASE_URL: server.url });
  app = await createAgiApp({ imports: [AppModule], providers: [configuration], ...manners, logger: log }).start();
  await seed(app.get(Database));
});

afterAll(async () => {
  await app?.close({ drainLimitMs: 1_000 });
  await server?.remove();
});

/** A caller in the time of day. */
function dial(): Caller {
  return new Caller({
    timeDriver: new RealTimeDriver(clock, limits),
    appLimitMs: limits.appLimitMs,
    transcript: {},
    dial: async () => {
      const [ours, theirs] = linkedPair();
      app.accept(theirs);
      return asterisk.call(wireOfLink(ours), { request: 'agi://localhost/sales', script: 'sales' }, { callerId: '1' });
    },
  });
}

const soundsOf = (caller: Caller) =>
  caller.events.flatMap((event) => (event.kind === 'soundStarted' ? [event.item.text] : []));

const isOver = (caller: Caller) => caller.events.some(({ kind }) => kind === 'ended');

/** Asks for the same order again and again, until there is enough. */
async function asksForOrders(caller: Caller, isEnough: () => boolean): Promise<void> {
  await caller.skips({ until: 'sales/options' });
  while (!isEnough() && !isOver(caller)) {
    const before = soundsOf(caller);
    await caller.presses(before.at(-1) === 'sales/enter-order' ? '0012' : '1');
    const isDone = () =>
      isOver(caller) || ['sales/enter-order', 'sales/options'].includes(soundsOf(caller).at(-1) ?? '');
    while (soundsOf(caller).length === before.length || !isDone()) await caller.waits({ forMs: 50 });
  }
  if (!isOver(caller)) await caller.hangsUp();
  await caller.staysOn();
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

const outages = {
  'dies and comes back': { begin: () => server.stop(), end: () => server.start() },
  'keeps its connections and answers nothing': { begin: () => server.freeze(), end: () => server.thaw() },
};

test.each(Object.entries(outages))(
  `the database %s under ${CALLS} calls: each hears about it, none is left in silence`,
  async (_, { begin, end }) => {
    let isEnough = false;
    const callers = Array.from({ length: CALLS }, dial);
    const talking = Promise.all(callers.map((caller) => asksForOrders(caller, () => isEnough)));
    await pause(3_000);
    await begin();
    await pause(6_000);
    await end();
    await pause(4_000);
    isEnough = true;
    await talking;

    const heardSorry = callers.filter((caller) => soundsOf(caller).includes('company/try-later'));
    const silences = callers.map((caller) => longestSilenceMs(caller.events));
    console.log(`${heardSorry.length} of ${CALLS} heard the apology; longest silence ${Math.max(...silences)} ms`);
    expect(heardSorry).toHaveLength(CALLS);
    expect(Math.max(...silences)).toBeLessThan(5_000);

    const next = dial();
    await next.skips({ until: 'sales/options' }).presses('1').skips({ until: 'sales/enter-order' }).presses('0012');
    await next.skips({ until: 'sales/is-shipped' }).hangsUp().ends({ by: 'caller' });
    expect(app.callsInFlight).toBe(0);
  },
  60_000,
);
