import { beforeAll, describe, expect, test } from 'vitest';
import { tickets } from '../src/database/schema.js';
import { account } from './scenarios/account.js';
import { sales } from './scenarios/sales.js';
import { support } from './scenarios/support.js';
import { openLine } from './support/company.js';
import { freshDatabase } from './support/database.js';

beforeAll(freshDatabase);

describe.each(Object.entries({ sales, support, account }))('/%s', (_path, scenarios) => {
  test.each(Object.entries(scenarios))('%s', async (_name, scenario) => {
    const { path, setup = {}, dial, talk, sets = [], leavesTickets = 0 } = scenario;
    await using line = await openLine();
    if (dial !== undefined) line.onDial(...dial);
    const caller = line.dial(path, setup);
    talk(caller);
    await caller;
    for (const variable of sets) expect(caller.transcript).toContain(variable);
    expect(await line.database.run((tables) => tables.$count(tickets))).toBe(leavesTickets);
    expect(line.log.filter((said) => /^(?:warn|error) /.test(said))).toEqual([]);
    expect([caller.transcript, ...line.log].join()).not.toMatch(/4711|777\d/);
  });
});
