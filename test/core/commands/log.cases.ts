import { VerboseLevel } from '../../../src/core/commands/log.js';
import type { CommandCase } from '../support/conversation.js';

export const logCases: readonly CommandCase[] = [
  { call: (c) => c.verbose('hi "you"'), talk: ['> VERBOSE "hi \\"you\\"" 1', '< 200 result=1'] },
  { call: (c) => c.verbose('hi', VerboseLevel.debug), talk: ['> VERBOSE "hi" 4', '< 200 result=1'] },
  // A caller from JavaScript may write anything.
  { call: (c) => c.verbose('hi', 5 as VerboseLevel), talk: [], fails: ['ArgumentError', /VERBOSE: level is "5"/] },
  { call: (c) => c.verbose('hi'), talk: ['> VERBOSE "hi" 1', '< 200 result=0'], fails: ['ProtocolError'] },

  { call: (c) => c.noop(), talk: ['> NOOP', '< 200 result=0'] },
  {
    call: (c) => c.noop(),
    talk: ['> NOOP', '< 510 Invalid or unknown command'],
    fails: ['InvalidCommandError', /does not know the command/],
  },
  {
    call: (c) => c.noop(),
    talk: ['> NOOP', '< 520 Invalid command syntax.  Proper usage not available.'],
    fails: ['UsageError', /not available/],
  },
  { call: (c) => c.noop(), talk: ['> NOOP', '< 503 whatever'], fails: ['CommandError', /could not carry it out/] },
];
