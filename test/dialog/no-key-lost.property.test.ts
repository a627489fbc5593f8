import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { read } from '../../src/dialog/read/read.js';
import { go } from '../../src/dialog/step.js';
import { askPart, flowOf, stepPart } from './support/flow.js';
import { runFlow } from './support/run-flow.js';
import { key } from './support/timeline.js';

const TONE_MS = 100;

const digit = fc.constantFrom(...(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const));
const press = fc.record({ digit, gapMs: fc.integer({ min: 20, max: 700 }) });
// A key that ends in a gap comes again 100 ms later. Work of 40 to 130 ms could put another gap just there: no engine can help
// that, but for the time that the hold waits.
const workMs = fc.oneof(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 200, max: 1_500 }));

it('every key is taken once and in its order, whatever the app does meanwhile', async () => {
  const property = fc.asyncProperty(
    fc.array(press, { minLength: 1, maxLength: 8 }),
    fc.tuple(workMs, workMs, workMs),
    async (presses, [before, between, behind]) => {
      const flow = flowOf([
        stepPart('work', async (_, app) => {
          await app.takes(before);
          await app.play('x');
          await app.takes(between);
          await app.line.channel.getVariable('NAME');
          await app.play('y');
          await app.takes(behind);
          return go('number');
        }),
        askPart({ name: 'number', prompt: 'enter', reader: read.digits({ min: 1, max: presses.length }) }),
      ]);
      let atMs = 30;
      const timeline = presses.map(({ digit: pressed, gapMs }) => key(pressed, (atMs += gapMs + TONE_MS)));
      const { handlers, lostKeys } = await runFlow(flow, timeline);
      expect(lostKeys).toEqual([]);
      expect(handlers.at(-1)).toEqual(['got', presses.map((one) => one.digit).join('')]);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});
