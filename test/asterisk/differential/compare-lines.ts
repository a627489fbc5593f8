import { DIFFERENCES } from './differences.js';
import { isAlike, quoted } from './likeness.js';
import type { RealRun, Run } from './run.js';
import type { Side, WireLine } from './wire-log.js';

/** The first line in which the two differ; nothing when there is none. */
export function compareLines(real: RealRun, virtual: Run, sides: readonly Side[]): readonly string[] {
  for (const side of sides) {
    const [theirs, ours] = [real, virtual].map(({ log }) => linesOf(log.lines, side));
    if (theirs === undefined || ours === undefined) break;
    for (let i = 0; i < Math.max(theirs.length, ours.length); i++) {
      const [a, b] = [theirs[i], ours[i]];
      if (a === undefined || b === undefined || !(isAlike(a.text, b.text, keysIn(real, a)) || isOfTheDead(real, a, b)))
        return [`line ${i + 1} of the ${side}: real ${quoted(a?.text)}, virtual ${quoted(b?.text)}`];
    }
  }
  return [];
}

/** A line of one side. */
interface Placed {
  readonly text: string;
  /** The commands before it, the last of which an answer is to. */
  readonly commands: readonly string[];
}

function linesOf(lines: readonly WireLine[], side: Side): readonly Placed[] {
  const commands: string[] = [];
  return lines.flatMap((line) => {
    const before = [...commands];
    if (line.side === 'app') commands.push(line.text);
    return line.side === side ? [{ text: line.text, commands: before }] : [];
  });
}

/** How many keys may have shortened what a line tells the length of: a recording, made or played. */
function keysIn({ moves }: RealRun, { text, commands }: Placed): number {
  const [, played] = /^STREAM FILE ("[^"]+")/.exec(commands.at(-1) ?? '') ?? [];
  const isPlayed = played !== undefined && commands.some((line) => line.startsWith(`RECORD FILE ${played}`));
  const isMade = /\((?:timeout|dtmf|hangup)\) endpos/.test(text);
  return isMade || isPlayed ? moves.filter(({ kind }) => kind === 'down').length : 0;
}

/** How many commands had begun when the caller left: those behind them are of a dead channel. */
export const begunBeforeHangUp = ({ moves }: RealRun) =>
  (moves.find(({ kind }) => kind === 'hangUp')?.command ?? Infinity) + 1;

/** Whether both answer an application on a dead channel, each in its way. */
function isOfTheDead(real: RealRun, a: Placed, b: Placed): boolean {
  return (
    a.commands.length > begunBeforeHangUp(real) &&
    DIFFERENCES.afterHangup.some(({ what }) => what.test(a.commands.at(-1) ?? '')) &&
    [a, b].every(({ text }) => /^200 result=(?:-1|0|1 \((?:SUCCESS|FAILED|HANGUP|TIMEOUT)\))$/.test(text))
  );
}
