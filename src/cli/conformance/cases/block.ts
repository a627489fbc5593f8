import type { CallSetup } from '../../../testing/virtual-asterisk.js';
import type { ConformanceCase } from '../conformance-case.js';
import type { Packets } from '../packets.js';
import { expectValue } from '../expect.js';

/** A case in which the app reads one line of the block. */
function reads(
  name: string,
  rule: string,
  [variable, value]: readonly [variable: string, value: string],
  setup: CallSetup,
  packets: Packets = {},
): ConformanceCase {
  return {
    name: `block/${name}`,
    rule,
    async judge(tools) {
      const call = await tools.makeCall({ steps: [{ step: ['ENVIRONMENT', variable] }], setup, packets });
      expectValue(call, 0, value);
    },
  };
}

const first = (value: string) => ['agi_arg_1', value] as const;
const MANY = Array.from({ length: 127 }, (_, i) => `a${i + 1}`);
/** A name that a fixed buffer has cut within a character. */
const CUT_NAME = 'Zo\udcc3';

/** The `agi_` variables that Asterisk sends first. */
export const BLOCK_CASES: readonly ConformanceCase[] = [
  reads(
    'split',
    'TCP may split the block anywhere, even within a character. It ends at its empty line.',
    ['agi_calleridname', 'Zoë Ångström'],
    { callerName: 'Zoë Ångström' },
    { block: 'bytes' },
  ),
  reads(
    'colon',
    'A value begins after the first colon and one space. It may contain colons.',
    first('at 12:30: call'),
    {
      args: ['at 12:30: call'],
    },
  ),
  reads('blanks', 'A value ends at its line feed. Spaces at both ends belong to it.', first('  two words  '), {
    args: ['  two words  '],
  }),
  reads('empty', 'A value may be empty. Asterisk sends its line all the same.', ['agi_accountcode', ''], {}),
  reads(
    'quotes',
    'Asterisk quotes and escapes nothing. Quotes and backslashes belong to the value.',
    first('"a" \\b'),
    {
      args: ['"a" \\b'],
    },
  ),
  reads('percent', 'Asterisk percent-encodes nothing. A percent sign stands for itself.', first('100%25 %C3%AB'), {
    args: ['100%25 %C3%AB'],
  }),
  reads(
    'utf-8',
    'Asterisk passes bytes on unchanged. In practice they are UTF-8.',
    ['agi_calleridname', 'Zoë 世界 😀'],
    {
      callerName: 'Zoë 世界 😀',
    },
  ),
  reads(
    'cut-character',
    'A value may end within a UTF-8 character, since Asterisk cuts text by bytes. The other values must still be readable.',
    ['agi_context', 'conformance'],
    { callerName: CUT_NAME, context: 'conformance' },
  ),
  reads('many-arguments', 'AGI() takes up to 127 arguments, agi_arg_1 to agi_arg_127.', ['agi_arg_127', 'a127'], {
    args: MANY,
  }),
];
