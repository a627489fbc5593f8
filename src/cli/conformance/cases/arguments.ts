import { type ConformanceCase, quoteOf, RuleBroken } from '../conformance-case.js';
import type { JudgedCall, StepPlan } from '../call-plan.js';
import { expectInStep, MARK_STEP, reportOf } from '../expect.js';
import { splitWords } from '../../../testing/words.js';

const setting = (value: string) => ({ step: ['SET VARIABLE', 'CONFORMANCE_VALUE', value] });
/** A step is read with GET VARIABLE, which cuts it: text that is long is described. */
const settingLong = (length: number) => ({ step: ['SET LONG', 'CONFORMANCE_VALUE', 'x', String(length)] });

/** A case in which the app sets a variable, and the value must arrive as it is. */
function sets(name: string, rule: string, value: string): ConformanceCase {
  return {
    name: `arguments/${name}`,
    rule,
    async judge(tools) {
      const call = await tools.makeCall({ steps: [setting(value), MARK_STEP] });
      reportOf(call, 0, 'ok');
      const arrived = call.variables['CONFORMANCE_VALUE'];
      if (arrived !== value)
        throw new RuleBroken(`the value ${quoteOf(value)}`, arrived === undefined ? sentOf(call) : quoteOf(arrived));
      expectInStep(call, 1);
    },
  };
}

/** A case in which the value cannot be sent: refused, or made harmless, but one command at most. */
function refuses(name: string, rule: string, step: StepPlan): ConformanceCase {
  return {
    name: `arguments/${name}`,
    rule,
    async judge(tools) {
      const call = await tools.makeCall({ steps: [step, MARK_STEP] });
      const sent = call.outcomes[0]?.lines ?? [];
      if (call.variables['CONFORMANCE_INJECTED'] !== undefined || sent.length > 1)
        throw new RuleBroken(
          'one command at most',
          `${sent.length} commands, the last one ${quoteOf(sent.at(-1) ?? '')}`,
        );
      reportOf(call, 0, 'an error, or ok');
      expectInStep(call, 1);
    },
  };
}

const sentOf = ({ outcomes }: JudgedCall) => outcomes[0]?.lines.map(quoteOf).join(', ') || 'no command';

/** What a library makes of text that it sends. */
export const ARGUMENT_CASES: readonly ConformanceCase[] = [
  sets('blanks', 'Spaces separate words, so an argument with a space must be quoted.', 'two words '),
  sets('quotes', 'A quote within an argument must be written \\".', 'say"hi"'),
  sets(
    'backslash',
    'A backslash makes the next character literal, so it must be written \\\\, also at the end of an argument.',
    'C:\\temp\\',
  ),
  sets(
    'punctuation',
    'Only spaces, tabs, quotes and backslashes have a meaning in a line. Every other character must arrive as it is.',
    "a,b;c|d#e'f$g${EXTEN}%41&<h>",
  ),
  sets('utf-8', 'Asterisk passes bytes on unchanged. In practice they are UTF-8.', 'Zoë世界😀'),
  sets('empty', 'An empty argument must be written "". Without the quotes Asterisk does not see it.', ''),
  {
    name: 'arguments/no-keys',
    rule: 'STREAM FILE needs "" in place of its escape digits when there are none. Otherwise the answer is 520.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['STREAM FILE', 'conformance/missing', ''] }, MARK_STEP] });
      reportOf(call, 0, 'an error');
      const words = splitWords(call.outcomes[0]?.lines[0] ?? '');
      if (words.length < 4 || words[3] !== '')
        throw new RuleBroken('STREAM FILE with an empty fourth word', sentOf(call));
      expectInStep(call, 1);
    },
  },
  {
    name: 'arguments/options',
    rule: 'EXEC takes one word of options and drops the words after it, so options with a space must be quoted.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['EXEC', 'NoOp', 'one two'] }, MARK_STEP] });
      reportOf(call, 0, 'ok');
      if (call.applications[0] !== 'one two') throw new RuleBroken('the options "one two"', sentOf(call));
      expectInStep(call, 1);
    },
  },
  {
    name: 'arguments/long',
    rule: 'Asterisk 22 reads lines of up to 8,190 bytes, Asterisk 16 of up to 2,046. A library must not cut a line.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [settingLong(4_000), MARK_STEP] });
      const report = reportOf(call, 0, 'ok, or an error');
      const arrived = call.variables['CONFORMANCE_VALUE'];
      if (report.kind === 'ok' && arrived !== 'x'.repeat(4_000))
        throw new RuleBroken('4,000 characters', `${arrived?.length ?? 0} characters, and ok`);
      expectInStep(call, 1);
    },
  },
  refuses(
    'line-feed',
    'A line feed ends a command, even within quotes. What follows it must not become a second command.',
    setting('x\nSET VARIABLE CONFORMANCE_INJECTED yes'),
  ),
  refuses(
    'nul',
    'At a NUL Asterisk drops the rest of the line and appends the next line, so no answer comes. A NUL must not be sent.',
    setting('x\0y'),
  ),
  refuses(
    'too-long',
    'Asterisk reads what follows the first 8,191 bytes of a line as the next command. Such a line must not be sent.',
    settingLong(9_000),
  ),
];
