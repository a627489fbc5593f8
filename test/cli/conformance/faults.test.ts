import { expect, test } from 'vitest';

import { CONFORMANCE_CASES } from '../../../src/cli/conformance/cases/all-cases.js';
import type { AgiLink } from '../../../src/core/link.js';
import type { Clock } from '../../../src/testing/clock.js';
import { type Fault, FAULTS } from './support/faults.js';
import { judgeInMemory } from './support/judge-in-memory.js';
import { SmallApp } from './support/small-app.js';

/** Judges the small server with a fault. @returns the cases in which it does not pass */
async function failedWith({ behaviour = {}, port }: Fault): Promise<readonly string[]> {
  const pass = port?.();
  let app: SmallApp | undefined;
  const judged = await judgeInMemory((link: AgiLink, clock: Clock) => {
    app ??= new SmallApp(clock, behaviour);
    const accept = (each: AgiLink) => app?.accept(each);
    if (pass === undefined) accept(link);
    else pass(link, accept);
  });
  return judged.flatMap((each) =>
    each.verdict === 'pass' ? [] : [each.verdict === 'fail' ? each.name : `${each.name}: ${each.verdict}`],
  );
}

test('a small client keeps every rule', async () => {
  expect(await failedWith({})).toEqual([]);
});

test.each(CONFORMANCE_CASES.map(({ name }) => name))(
  '%s fails, and nothing else, where its rule is broken',
  async (name) => {
    const fault = FAULTS[name];
    expect(fault).toBeDefined();
    expect(await failedWith(fault ?? {})).toEqual([name]);
  },
);

test('each fault belongs to a case', () => {
  expect(Object.keys(FAULTS).toSorted()).toEqual(CONFORMANCE_CASES.map(({ name }) => name).toSorted());
});
