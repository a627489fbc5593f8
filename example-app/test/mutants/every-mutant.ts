import { afterEach, beforeEach, describe } from 'vitest';
import { mutants } from './mutants.js';

const TESTS = ['calls', 'orders', 'recordings', 'accounts', 'config'];

// Number 0 is the app as it is. Each has modules of its own, with its number in their names (vitest.mutants.config.ts).
for (const [number, name] of ['as it is', ...mutants.map((mutant) => mutant.name)].entries()) {
  describe(name, async () => {
    let isCaught = false;
    beforeEach((context) => context.skip(isCaught));
    afterEach(({ task }) => {
      isCaught ||= task.result?.state === 'fail';
    });
    // In turn: they add their tests to this group.
    for (const test of TESTS) await import(`${import.meta.dirname}/../${test}.test.ts?mutant=${number}`);
  });
}
