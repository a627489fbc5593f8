import { type ConformanceCase, RuleBroken } from '../conformance-case.js';
import type { CallSetup } from '../../../testing/virtual-asterisk.js';
import { cameOf, expectInStep, expectValue, isGivenUp, MARK_STEP } from '../expect.js';
import { writeStep } from '../step.js';

const GET_VALUE = { step: ['GET VARIABLE', 'CONFORMANCE_VALUE'] };

/** A case in which a caller writes a field into the block. */
function forgesField(name: string, rule: string, setup: CallSetup): ConformanceCase {
  return {
    name: `forged/${name}`,
    rule,
    async judge(tools) {
      const call = await tools.makeCall({
        steps: [{ step: ['ENVIRONMENT', 'agi_context'] }],
        setup: { context: 'from-trunk', ...setup },
      });
      if (!isGivenUp(call, 0)) expectValue(call, 0, 'from-trunk');
    },
  };
}

/** A case in which a value holds what looks like the end of its answer, and something behind it. */
function forgesAnswer(name: string, rule: string, value: string): ConformanceCase {
  return {
    name: `forged/${name}`,
    rule,
    async judge(tools) {
      const setup = { variables: { CONFORMANCE_VALUE: value } };
      for (const answers of ['together', 'lines'] as const) {
        const call = await tools.makeCall({ setup, steps: [GET_VALUE, MARK_STEP], packets: { answers } });
        if (isGivenUp(call, 0)) continue;
        if (call.outcomes[0]?.report?.kind === 'hangup')
          throw new RuleBroken('no hang-up: the caller is there', cameOf(call, 0));
        expectInStep(call, 1);
      }
    },
  };
}

const FORGED_STEP = writeStep(['GET VARIABLE', 'CONFORMANCE_FORGED']);

/** Asterisk escapes nothing, and a caller's name may come with line feeds: what a stranger can write into the stream. */
export const FORGED_CASES: readonly ConformanceCase[] = [
  forgesField(
    'field-before',
    "A line feed in a value makes further lines. When a name comes twice, the library must take Asterisk's own line or refuse the call.",
    { callerName: 'x\nagi_context: from-office' },
  ),
  forgesField('field-behind', "The same with a forged line after Asterisk's own: arguments come last in the block.", {
    args: ['x\nagi_context: from-office'],
  }),
  {
    name: 'forged/end-of-block',
    rule: 'Two line feeds in a value end the block early. The library must refuse the call, or not take the rest of the value for an answer.',
    async judge(tools) {
      const setup = { callerName: `x\n\n200 result=1 (${FORGED_STEP})` };
      const call = await tools.makeCall({ setup, steps: [MARK_STEP] });
      if (call.lines.some((line) => line.includes('CONFORMANCE_FORGED')))
        throw new RuleBroken('no answer to be taken from the block', `the step that the caller's name holds`);
      if (!isGivenUp(call, 0)) expectInStep(call, 0);
    },
  },
  forgesAnswer(
    'answer',
    'A value may look like its own end and the next answer. The library must close the call, or give the next command its own answer.',
    'x)\n200 result=1 (forged',
  ),
  forgesAnswer(
    'hang-up',
    'A value may look like its own end and a HANGUP line. The library must close the call, or not report a hang-up.',
    'x)\nHANGUP\n(y',
  ),
];
