import type { ConformanceCase } from '../conformance-case.js';
import { expectInStep, MARK_STEP } from '../expect.js';
import { ANSWER_CASES } from './answers.js';
import { ARGUMENT_CASES } from './arguments.js';
import { BLOCK_CASES } from './block.js';
import { CONNECTION_CASES } from './connection.js';
import { FORGED_CASES } from './forged.js';
import { HANGUP_CASES } from './hangup.js';
import { ORDER_CASES } from './order.js';

/** Whether there is an app at all that does steps. Without it nothing else can be judged. */
export const FIRST_CASE: ConformanceCase = {
  name: 'app',
  rule: 'The app reads CONFORMANCE_STEP, does the step, sets CONFORMANCE_RESULT, and ends the call when there is no step.',
  async judge(tools) {
    expectInStep(await tools.makeCall({ steps: [MARK_STEP, MARK_STEP] }), 1);
  },
};

/** Every case, in the order in which they are judged: what may end a server comes last. */
export const CONFORMANCE_CASES: readonly ConformanceCase[] = [
  FIRST_CASE,
  ...BLOCK_CASES,
  ...ANSWER_CASES,
  ...ARGUMENT_CASES,
  ...HANGUP_CASES,
  ...ORDER_CASES,
  ...FORGED_CASES,
  ...CONNECTION_CASES,
];
