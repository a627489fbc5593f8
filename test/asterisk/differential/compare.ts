import type { RealRun, Run } from './run.js';
import { DIFFERENCES } from './differences.js';
import type { Side, WireLine } from './wire-log.js';

/** Two frames: what a real Asterisk varies by. */
const SAMPLES_TOLERANCE = 320;
const MS_TOLERANCE = 40;
/** How much of a tone a recording holds depends on the moment in a frame at which it began and ended. */
const SAMPLES_PER_KEY = 800;
const MS_PER_KEY = 100;

/** A hang-up so soon after the last command began meets the app's own close: either may be first. */
const CLOSING_MS = 50;

/** What the two did otherwise, in words; nothing when they are alike. */
export function compare(real: RealRun, virtual: Run, sides: readonly Side[] = ['asterisk']): readonly string[] {
  const isRace = isHungUpWhileClosing(real);
  const [theirs, ours] = isRace ? [withoutEnd(real), withoutEnd(virtual)] : [real, virtual];
  return [
    ...compareBlocks(real, virtual),
    ...compareLines(theirs, ours, sides),
    ...(isRace || real.agiStatus === virtual.agiStatus
      ? []
      : [`AGISTATUS: real ${real.agiStatus}, virtual ${virtual.agiStatus}`]),
    ...compareVariables(real, virtual),
  ];
}

function compareBlocks(real: Run, virtual: Run): readonly string[] {
  const [ours, theirs] = [virtual, real].map(({ log }) => log.environment.map((line) => maskField(line)));
  return JSON.stringify(ours) === JSON.stringify(theirs)
    ? []
    : [`environment:\n  real    ${theirs?.join(' | ')}\n  virtual ${ours?.join(' | ')}`];
}

function compareLines(real: RealRun, virtual: Run, sides: readonly Side[]): readonly string[] {
  for (const side of sides) {
    const [theirs, ours] = [real, virtual].map(({ log }) => linesOf(log.lines, side));
    if (theirs === undefined || ours === undefined) break;
    for (let i = 0; i < Math.max(theirs.length, ours.length); i++) {
      const [a, b] = [theirs[i], ours[i]];
      if (a === undefined || b === undefined || !(isAlike(a, b, keysIn(real, a)) || isOfTheDead(real, a, b)))
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

/** Whether it is chance that decides which HANGUP lines there are, and whether AGISTATUS is HANGUP or SUCCESS. */
function isHungUpWhileClosing({ moves, log }: RealRun): boolean {
  const commands = log.lines.filter(({ side }) => side === 'app').length;
  return moves.some((move) => move.kind === 'hangUp' && move.command >= commands - 1 && move.offsetMs < CLOSING_MS);
}

function withoutEnd<T extends Run>(run: T): T {
  const { environment, lines } = run.log;
  const last = lines.findLastIndex(({ text }) => text !== 'HANGUP');
  return { ...run, log: { environment, lines: lines.slice(0, last + 1) } };
}

/** How many commands had begun when the caller left: those behind them are of a dead channel. */
const begunBeforeHangUp = ({ moves }: RealRun) =>
  (moves.find(({ kind }) => kind === 'hangUp')?.command ?? Infinity) + 1;

/** Whether both answer an application on a dead channel, each in its way. */
function isOfTheDead(real: RealRun, a: Placed, b: Placed): boolean {
  return (
    a.commands.length > begunBeforeHangUp(real) &&
    DIFFERENCES.afterHangup.some(({ what }) => what.test(a.commands.at(-1) ?? '')) &&
    [a, b].every(({ text }) => /^200 result=(?:-1|0|1 \((?:SUCCESS|FAILED|HANGUP|TIMEOUT)\))$/.test(text))
  );
}

/** Whether such an application, on a dead channel, was the last to set it. */
function isLeftByTheDead(real: RealRun, name: string): boolean {
  const commands = real.log.lines.filter(({ side }) => side === 'app').slice(begunBeforeHangUp(real));
  return DIFFERENCES.variablesAfterHangup.some(
    ({ what, by }) => what.test(name) && commands.some(({ text }) => by.test(text)),
  );
}

const quoted = (text: string | undefined) => (text === undefined ? 'none' : JSON.stringify(text));

/** Whether two lines are the same but for a position or a time, which may differ by two frames. */
function isAlike(real: Placed, virtual: Placed, keys: number): boolean {
  const [a, b] = [maskText(real.text), maskText(virtual.text)];
  if (a === b) return true;
  const shape = (text: string) =>
    text.replace(/endpos=\d+/, 'endpos=N').replace(/=\d+ \(timeout\) endpos/, '=N (timeout) endpos');
  return (
    shape(a) === shape(b) &&
    isNear(a, b, /endpos=(\d+)/, SAMPLES_TOLERANCE + keys * SAMPLES_PER_KEY) &&
    isNear(a, b, /=(\d+) \(timeout\) endpos/, MS_TOLERANCE + keys * MS_PER_KEY)
  );
}

function isNear(a: string, b: string, pattern: RegExp, tolerance: number): boolean {
  return Math.abs(Number(pattern.exec(a)?.[1] ?? 0) - Number(pattern.exec(b)?.[1] ?? 0)) <= tolerance;
}

function compareVariables(real: RealRun, virtual: Run): readonly string[] {
  const names = new Set([...Object.keys(real.variables), ...Object.keys(virtual.variables)]);
  return [...names]
    .filter((name) => !DIFFERENCES.variables.some(({ what }) => what.test(name)) && !isLeftByTheDead(real, name))
    .filter((name) => !isSameVariable(name, real.variables[name], virtual.variables[name]))
    .map(
      (name) => `variable ${name}: real ${quoted(real.variables[name])}, virtual ${quoted(virtual.variables[name])}`,
    );
}

function isSameVariable(name: string, real: string | undefined, virtual: string | undefined): boolean {
  if (name === 'CPLAYBACKOFFSET') return Math.abs(Number(real) - Number(virtual)) <= MS_TOLERANCE;
  return real === virtual || (real !== undefined && virtual !== undefined && maskText(real) === maskText(virtual));
}

function maskField(line: string): string {
  const field = /^agi_(\w+): /.exec(line)?.[1] ?? '';
  return DIFFERENCES.environment.some(({ what }) => what.test(field)) ? `agi_${field}: (masked)` : line;
}

const maskText = (text: string) =>
  DIFFERENCES.text.reduce((masked, { what }) => masked.replace(what, '(masked)'), text);
