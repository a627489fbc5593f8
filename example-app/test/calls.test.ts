import { expect, describe, test } from 'vitest';
import { account } from './scenarios/account.js';
import { sales } from './scenarios/sales.js';
import { openLine } from './support/company.js';

describe.each(Object.entries({ sales, account }))('/%s', (_path, scenarios) => {
  test.each(Object.entries(scenarios))('%s', async (_name, { path, setup = {}, dial, talk }) => {
    await using line = await openLine();
    if (dial !== undefined) line.onDial(...dial);
    const caller = line.dial(path, setup);
    talk(caller);
    await caller;
    expect(caller.transcript).not.toContain('4711');
  });
});
