import { afterEach, beforeEach, describe } from 'vitest';
import { mutants } from './mutants.js';

const TESTS = ['calls', 'orders', 'recordings', 'accounts', 'config', 'office', 'tickets', 'messages'];

/**
 * Declares the example's tests for every mutant of a part, and for number 0, the app as it is. Each has modules of its own, with
 * its number in their names (vitest.mutants.config.ts).
 *
 * @param part - 0 or 1: the parts are tried side by side
 */
export function tryMutants(part: 0 | 1): void {
  const names = ['as it is', ...mutants.map((mutant) => mutant.name)];
  for (const [number, name] of names.entries()) {
    if (number > 0 && number % 2 !== part) continue;
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
}
