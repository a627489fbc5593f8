import { type ConformanceCase, quoteOf, RuleBroken } from '../conformance-case.js';
import { cameOf, expectInStep, MARK_STEP, reportOf } from '../expect.js';

const SLOW_MS = 1_000;

/** Who speaks when. */
export const ORDER_CASES: readonly ConformanceCase[] = [
  {
    name: 'order/block-first',
    rule: 'Asterisk speaks first. Nothing must be sent before the empty line of its block.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [MARK_STEP], setup: { args: ['one'] }, packets: { block: 'inTwo' } });
      if (call.isTooEarly) throw new RuleBroken('nothing before the block is complete', 'a command');
      expectInStep(call, 0);
    },
  },
  {
    name: 'order/line-end',
    rule: 'A command ends with a line feed alone. Asterisk takes a carriage return for a part of the last word.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['VERBOSE', 'hello', '1'] }, MARK_STEP] });
      reportOf(call, 0, 'ok');
      const line = call.lines.find((each) => each.endsWith('\r'));
      if (line !== undefined) throw new RuleBroken('a line feed alone', quoteOf(line));
      expectInStep(call, 1);
    },
  },
  {
    name: 'order/one-at-a-time',
    rule: 'A command may take long. Nothing must be sent before its answer: it would interrupt the command.',
    async judge(tools) {
      const slow = { step: ['WAIT FOR DIGIT', '5000'], answer: '200 result=0\n', answerAfterMs: SLOW_MS };
      const call = await tools.makeCall({ steps: [slow, MARK_STEP] });
      reportOf(call, 0, 'ok');
      const [, second] = call.outcomes[0]?.lines ?? [];
      if (second !== undefined) throw new RuleBroken('one command', `${quoteOf(second)} behind it`);
      expectInStep(call, 1);
    },
  },
  {
    name: 'order/two-at-once',
    rule: 'Asterisk carries out one command at a time. When an app gives two at once, each must get its own answer.',
    async judge(tools) {
      const setup = { variables: { CONFORMANCE_ONE: 'one', CONFORMANCE_TWO: 'two' } };
      const steps = [{ step: ['BOTH', 'CONFORMANCE_ONE', 'CONFORMANCE_TWO'] }, MARK_STEP];
      const call = await tools.makeCall({ setup, steps });
      const expected = 'ok "one" "two"';
      const report = reportOf(call, 0, expected);
      if (report.kind !== 'ok' || report.value !== 'one' || report.facts[0] !== 'two')
        throw new RuleBroken(expected, cameOf(call, 0));
      expectInStep(call, 1);
    },
  },
];
