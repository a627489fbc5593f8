import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scenario } from '../../../example-app/test/scenarios/scenario.js';
import { withoutAsides } from '../differential/asides.js';
import { compare } from '../differential/compare.js';
import type { RealRun, Run } from '../differential/run.js';
import { sideBySide } from '../differential/side-by-side.js';
import { OtherHeard } from '../support/real-talker.js';
import { type CompanyCall, CompanyLine } from './company-line.js';

/** How often calls are made again when the two differ: chance agrees once, a difference never does. */
const AGAIN = 4;
const LIMIT_MS = 300_000;

/** Each of these calls as one of its own. */
export const alone = (
  scenarios: Readonly<Record<string, Scenario>>,
): Readonly<Record<string, readonly CompanyCall[]>> =>
  Object.fromEntries(Object.entries(scenarios).map(([name, scenario]) => [name, [{ scenario }]]));

/**
 * Declares a test for each of them: the calls go on a real Asterisk as the scenario says, and on a virtual one as on the real one.
 *
 * @param all - calls by what they show; more than one are made one after the other
 */
export function sameCalls(all: Readonly<Record<string, readonly CompanyCall[]>>): void {
  let line: CompanyLine;

  beforeAll(async () => {
    line = await CompanyLine.open();
  });

  afterAll(() => line?.close());

  test.each(Object.entries(all))(
    'goes on the virtual Asterisk as on the real one: %s',
    { timeout: LIMIT_MS },
    async (_, calls) => {
      let told = '';
      for (let tries = 0; tries <= AGAIN; tries++) {
        told = await differencesOn(line, calls);
        if (told === '') return;
      }
      expect(told).toBe('');
    },
  );
}

/** Makes the calls on both. @returns how they differ, with both logs; nothing when they are alike */
async function differencesOn(line: CompanyLine, calls: readonly CompanyCall[]): Promise<string> {
  const runs = await line.play(calls).catch((error: unknown) => {
    // A busy machine may lose a key, so that something else is heard. What a call leaves behind is no chance.
    if (error instanceof OtherHeard) return error;
    throw error;
  });
  if (runs instanceof OtherHeard) return runs.message;
  return runs.flatMap(({ real, virtual }) => differencesOf(withoutAsides(real), withoutAsides(virtual))).join('\n');
}

function differencesOf(real: RealRun, virtual: Run): readonly string[] {
  const differences = compare(real, virtual, ['app', 'asterisk']);
  if (differences.length > 0) console.info(differences.join('\n'));
  return differences.length === 0 ? [] : [...differences, sideBySide(real.log, virtual.log)];
}
