import type { CliEnvironment } from './cli-environment.js';

/** Puts a printed line into its colour. */
export type ColourLine = (line: string) => string;

const RED = 31;
const YELLOW = 33;

/** Colours the lines about what went wrong, where a terminal shows them and nobody asked for none (`NO_COLOR`). */
export function lineColourFor({ stdout, env }: Pick<CliEnvironment, 'stdout' | 'env'>): ColourLine {
  const isWanted = stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  if (!isWanted) return (line) => line;
  return (line) => {
    const [, what] = /^.{10}(! (?:error|lost)|! |\| app)/.exec(line) ?? [];
    if (what === undefined) return line;
    return `\u001b[${what === '! error' || what === '! lost' ? RED : YELLOW}m${line}\u001b[0m`;
  };
}
