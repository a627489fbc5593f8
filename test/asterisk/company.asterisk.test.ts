import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgiApp, createAgiApp, provide } from 'offhook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppModule, manners } from '../../example-app/src/app.module.js';
import { NOW } from '../../example-app/src/config/clock.js';
import { CONFIG, environment } from '../../example-app/src/config/config.js';
import { Database } from '../../example-app/src/database/database.js';
import { tickets } from '../../example-app/src/database/schema.js';
import { account, lockedOut } from '../../example-app/test/scenarios/account.js';
import { sales } from '../../example-app/test/scenarios/sales.js';
import type { Scenario } from '../../example-app/test/scenarios/scenario.js';
import { support } from '../../example-app/test/scenarios/support.js';
import { freshDatabase } from '../../example-app/test/support/database.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { RealAsterisk } from './support/asterisk.js';
import { companySounds, officeContext } from './support/company.js';
import { placeCall } from './support/place-call.js';
import type { PlacedCall } from './support/placed-call.js';
import { RealTalker } from './support/real-talker.js';

/** Of a wav file. */
const [HEADER_BYTES, BYTES_PER_MS] = [44, 16];
const log = new RecordingLogger();
let asterisk: RealAsterisk;
let app: AgiApp;
let database: Database;
let url: string;
let laterMs = 0;

beforeAll(async () => {
  database = await freshDatabase();
  asterisk = await RealAsterisk.start({ modules: 'full', sounds: companySounds });
  const folders = {
    RECORDINGS_FOLDER: asterisk.spoolFolder,
    RECORDINGS_SEEN_AT: asterisk.pathOf(asterisk.spoolFolder),
  };
  const providers = [
    provide(CONFIG).withConfiguration(environment, folders),
    provide(Database).withValue(database),
    provide(NOW).withValue(() => new Date(Date.now() + laterMs)),
  ];
  app = await createAgiApp({ imports: [AppModule], providers }, { ...manners, logger: log });
  const { port } = await app.listen({ port: 0 });
  url = `agi://127.0.0.1:${port}`;
});

afterAll(async () => {
  await app?.close({ drainLimitMs: 1_000 });
  await asterisk?.stop();
});

beforeEach(async () => {
  await freshDatabase();
  log.lines.length = 0;
});

/** Plays a call, and looks at what it left behind. */
async function play({ path, setup = {}, dial, talk, sets = [], records = [] }: Scenario): Promise<PlacedCall> {
  await asterisk.reloadDialplan(officeContext(dial));
  const before = new Set(await recordings());
  const { callerId = '5559999' } = setup;
  const placed = await placeCall(asterisk, { agi: `${url}${path}`, callerId, media: 'tone' });
  const talker = new RealTalker(placed);
  talk(talker);
  try {
    await talker.run();
  } finally {
    await placed.hangUp();
  }
  await expect.poll(() => app.callsInFlight).toBe(0);
  for (const text of sets) {
    const [name, value] = text.split('=');
    const commands = placed.agiExec.map(({ fields }) => fields['Command']);
    expect(commands).toContain(`SET VARIABLE "${name}" "${value}"`);
  }
  const made = (await recordings()).filter((name) => !before.has(name));
  expect(await Promise.all(made.map(lengthOf))).toEqual(records.slice(-1));
  expect(await database.run((tables) => tables.$count(tickets))).toBe(made.length);
  expect([...log.at('warn'), ...log.at('error')]).toEqual([]);
  expect(JSON.stringify(log.lines)).not.toMatch(/4711|777\d/);
  return placed;
}

const recordings = async () =>
  (await readdir(asterisk.pathOf(asterisk.spoolFolder))).filter((name) => name.endsWith('.wav'));

/** To half a second, milliseconds; nobody but its owner may read the file. */
async function lengthOf(name: string): Promise<number> {
  const { size, mode } = await stat(join(asterisk.pathOf(asterisk.spoolFolder), name));
  expect(mode & 0o777).toBe(0o600);
  return Math.round((size - HEADER_BYTES) / BYTES_PER_MS / 500) * 500;
}

describe.each(Object.entries({ sales, support, account }))('/%s on a real Asterisk', (_path, scenarios) => {
  test.each(Object.entries(scenarios))('%s', async (_name, scenario) => {
    await play(scenario);
  });
});

test('a lock outlives the call, and is over after 15 minutes', async () => {
  await play(account['three wrong PINs lock the account']);
  await play(lockedOut);
  laterMs = 15 * 60_000;
  await play(account['number and PIN lead to the open orders']);
});

test('a French customer hears French', async () => {
  const from = asterisk.console.length;
  await play(sales['a French customer hears French']);
  expect(asterisk.console.slice(from).join('\n')).toMatch(/Playing 'sales\/options\.\w+'.*\(language 'fr'\)/);
});
