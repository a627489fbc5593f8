import { type CallPlan, type JudgedLine, SOUND } from '../call-plan.js';
import { type ConformanceCase, NotSupported, RuleBroken } from '../conformance-case.js';
import { cameOf, expectError, expectInStep, expectValue, MARK_STEP, reportOf } from '../expect.js';

const GET_VALUE = { step: ['GET VARIABLE', 'CONFORMANCE_VALUE'] };
const NEXT_KEY = { step: ['WAIT FOR DIGIT', '600'] };
const DIGITS = ['GET DATA', SOUND, '500', '4'];

/** A case in which a variable has this value, and the app reads it. */
function reads(name: string, rule: string, value: string, plan: Partial<CallPlan> = {}): ConformanceCase {
  return {
    name: `answers/${name}`,
    rule,
    async judge(tools) {
      const setup = { variables: { CONFORMANCE_VALUE: value } };
      const call = await tools.makeCall({ ...plan, setup, steps: [GET_VALUE, MARK_STEP] });
      expectValue(call, 0, ...(value === '' ? ['', undefined] : [value]));
      expectInStep(call, 1);
    },
  };
}

/** A case in which a command is answered with something that is no success. */
function fails(name: string, rule: string, answer: string): ConformanceCase {
  return {
    name: `answers/${name}`,
    rule,
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['WAIT FOR DIGIT', '1000'], answer }, MARK_STEP] });
      expectError(call, 0);
      expectInStep(call, 1);
    },
  };
}

const usage = (...lines: readonly string[]) =>
  ['520-Invalid command syntax.  Proper usage follows:', ...lines, '520 End of proper usage.', ''].join('\n');
const USAGE = usage(
  ' Usage: WAIT FOR DIGIT <timeout>',
  '\tWaits for a key as many milliseconds.',
  '\tThe result is 0 when none came,',
  '\tand -1 when the channel is gone.',
);
/** That of GET VARIABLE holds such a line. */
const USAGE_WITH_EXAMPLE = usage(' Usage: GET VARIABLE <name>', '\tFor example:', '200 result=1 (testvariable)');

/** More than a packet holds, each piece of it different; less than what the app can report in one line. */
const LONG = Array.from({ length: 480 }, (_, i) => `${i}.`).join('');
/** What GET VARIABLE leaves of 1,024 bytes whose last two are a character. */
const CUT = `${'x'.repeat(1_022)}\udcc3`;

export const ANSWER_CASES: readonly ConformanceCase[] = [
  reads(
    'split',
    'TCP may split an answer anywhere, even within a character. It ends at its line feed.',
    'ZoëÅngström',
    {
      packets: { answers: 'bytes' },
    },
  ),
  reads('utf-8', 'Asterisk passes bytes on unchanged. In practice they are UTF-8.', 'Zoë世界😀'),
  reads('parentheses', 'A value may contain parentheses. It ends before the last one of the answer.', 'a)b(c'),
  reads('quotes', 'Asterisk quotes and escapes nothing in a value.', `say"hi"to'C:\\temp'`),
  reads('blanks', 'A value may contain spaces, also at both ends.', '  two words  '),
  reads('like-an-answer', 'A value may look like another part of an answer, such as endpos=5.', 'result=7;endpos=5'),
  reads('empty', 'The answer for a variable that is set and empty is "200 result=1 ()".', ''),
  {
    name: 'answers/not-set',
    rule: 'The answer for a variable that is not set is "200 result=0". The 0 is not its value.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['GET VARIABLE', 'CONFORMANCE_NOT_SET'] }, MARK_STEP] });
      expectValue(call, 0, undefined, '');
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/long',
    rule: 'DATABASE GET gives values of any length, in as many packets as they need.',
    async judge(tools) {
      const steps = [{ step: ['DATABASE GET', 'conformance', 'long'] }, MARK_STEP];
      const call = await tools.makeCall({ steps, database: [['conformance', 'long', LONG]] });
      expectValue(call, 0, LONG);
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/cut-character',
    rule: 'A value may end within a UTF-8 character: GET VARIABLE cuts at 1,023 bytes. The characters before the cut must arrive.',
    async judge(tools) {
      const setup = { variables: { CONFORMANCE_VALUE: CUT } };
      const call = await tools.makeCall({ setup, steps: [GET_VALUE, MARK_STEP] });
      const expected = '1,022 characters, and perhaps something for what is left of one';
      const report = reportOf(call, 0, expected);
      if (report.kind !== 'ok' || report.value?.startsWith(CUT.slice(0, -1)) !== true)
        throw new RuleBroken(expected, cameOf(call, 0));
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/line-feed',
    rule: 'A value may contain line feeds. Asterisk sends them as they are, so such an answer has several lines.',
    async judge(tools) {
      const setup = { variables: { CONFORMANCE_VALUE: 'first line\nsecond line' } };
      for (const answers of ['together', 'lines'] as const)
        expectInStep(await tools.makeCall({ setup, steps: [GET_VALUE, MARK_STEP], packets: { answers } }), 1);
    },
  },
  {
    name: 'answers/trying',
    rule: 'Asterisk answers GOSUB twice: "100 result=0 Trying..." when the routine begins, and the result when it has returned.',
    async judge(tools) {
      for (const answers of ['together', 'lines'] as const) {
        const steps = [{ step: ['GOSUB', 'conformance', 's', '1'] }, MARK_STEP];
        const call = await tools.makeCall({ steps, packets: { answers } });
        const report = reportOf(call, 0, 'ok');
        if (report.kind !== 'ok') throw new RuleBroken('ok', cameOf(call, 0));
        expectInStep(call, 1);
      }
    },
  },
  fails('usage-text', 'A 520 answer has several lines. The last one is "520 End of proper usage."', USAGE),
  fails(
    'usage-example',
    'The usage text of a 520 answer may contain a line that looks like an answer.',
    USAGE_WITH_EXAMPLE,
  ),
  fails(
    'usage-missing',
    "The 520 answer has one line when the command has no documentation (read in Asterisk's source, not seen).",
    '520 Invalid command syntax.  Proper usage not available.\n',
  ),
  fails(
    'unknown-command',
    'The answer to a command that this Asterisk does not have is 510.',
    '510 Invalid or unknown command\n',
  ),
  {
    name: 'answers/missing-file',
    rule: 'The answer for a missing sound is "200 result=-1 endpos=0". It was not played.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['STREAM FILE', 'conformance/missing', '#'] }, MARK_STEP] });
      expectError(call, 0, { orHangup: true });
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/key',
    rule: 'The result of a key that ends a sound is its ASCII code: 49 for key 1.',
    async judge(tools) {
      const step = ['STREAM FILE', SOUND, '0123456789*#'];
      const call = await tools.makeCall({ steps: [{ step, during: (line) => line.press('1') }, MARK_STEP] });
      expectValue(call, 0, '1', '49');
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/position',
    rule: 'STREAM FILE says where the sound ended, in samples: endpos=3200 after 0.4 s.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['STREAM FILE', SOUND, '#'] }, MARK_STEP] });
      const expected = 'ok with endpos=3200';
      const report = reportOf(call, 0, expected);
      const told = report.kind === 'ok' ? report.facts.find((fact) => fact.startsWith('endpos=')) : undefined;
      if (report.kind === 'ok' && told === undefined) throw new NotSupported('where a sound ended');
      if (told !== 'endpos=3200') throw new RuleBroken(expected, cameOf(call, 0));
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/key-0',
    rule: 'The result for key 0 is 48. The result 0 means that no key was pressed.',
    async judge(tools) {
      const steps = [{ ...NEXT_KEY, during: (line: JudgedLine) => line.press('0') }, NEXT_KEY, MARK_STEP];
      const call = await tools.makeCall({ steps });
      expectValue(call, 0, '0', '48');
      const [pressed, silence] = [reportOf(call, 0, 'a key'), reportOf(call, 1, 'no key')];
      const isSame = silence.kind === 'ok' && pressed.kind === 'ok' && silence.value === pressed.value;
      if (isSame && String(silence.facts) === String(pressed.facts))
        throw new RuleBroken('silence to be told from key 0', cameOf(call, 1));
      expectInStep(call, 2);
    },
  },
  {
    name: 'answers/digits',
    rule: 'The digits of GET DATA are text: leading zeros and the star belong to them.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: DIGITS, during: (line) => line.press('00*7') }, MARK_STEP] });
      expectValue(call, 0, '00*7');
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/timeout',
    rule: 'When GET DATA ends by a timeout, the answer is "200 result=12 (timeout)". The digits that came before count.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: DIGITS, during: (line) => line.press('12') }, MARK_STEP] });
      expectValue(call, 0, '12');
      expectInStep(call, 1);
    },
  },
  {
    name: 'answers/no-digits',
    rule: 'Without a digit the answer to GET DATA is "200 result= (timeout)", and "200 result=" when the caller pressed only #.',
    async judge(tools) {
      const steps = [{ step: DIGITS }, { step: DIGITS, during: (line: JudgedLine) => line.press('#') }, MARK_STEP];
      const call = await tools.makeCall({ steps });
      expectValue(call, 0, '', undefined);
      expectValue(call, 1, '', undefined);
      expectInStep(call, 2);
    },
  },
];
