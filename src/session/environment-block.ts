/** The names of a block, in the order in which Asterisk 16 to 22 write them, each once; arguments follow, numbered from 1. */
const NAMES = [
  'agi_network',
  'agi_network_script',
  'agi_request',
  'agi_channel',
  'agi_language',
  'agi_type',
  'agi_uniqueid',
  'agi_version',
  'agi_callerid',
  'agi_calleridname',
  'agi_callingpres',
  'agi_callingani2',
  'agi_callington',
  'agi_callingtns',
  'agi_dnid',
  'agi_rdnis',
  'agi_context',
  'agi_extension',
  'agi_priority',
  'agi_enhanced',
  'agi_accountcode',
  'agi_threadid',
] as const;

/** Left out when nothing follows the host in the AGI URL. */
const OPTIONAL = 'agi_network_script';

/** A block that is as Asterisk writes it, so far as the block alone can tell; or the first line that is not, and why. */
type BlockReading = { readonly argumentCount: number } | { readonly problem: string; readonly received: string };

/**
 * Looks whether every line of a block is where Asterisk writes it. Asterisk escapes nothing: a line feed in a caller's name,
 * or in any other value, makes lines of its own, which then stand where none can be.
 *
 * @param lines - without the closing empty one
 * @returns the number of its arguments, or what is wrong
 */
export function readBlock(lines: readonly string[]): BlockReading {
  let at = 0;
  for (const name of NAMES) {
    if (lines[at]?.startsWith(`${name}: `) === true) at++;
    else if (name !== OPTIONAL) return misplaced(lines, at, name);
  }
  let argumentCount = 0;
  for (; at < lines.length; at++) {
    const name = `agi_arg_${++argumentCount}`;
    if (lines[at]?.startsWith(`${name}: `) !== true) return misplaced(lines, at, `${name}, or nothing`);
  }
  return { argumentCount };
}

function misplaced(lines: readonly string[], at: number, expected: string): BlockReading {
  const problem = `line ${at + 1} of its agi_ block is not ${expected}, so that a value with a line feed wrote into the block`;
  return { problem, received: lines[at] ?? '' };
}
