import { begunBeforeHangUp, compareLines } from './compare-lines.js';
import { DIFFERENCES } from './differences.js';
import { maskText, MS_TOLERANCE, quoted } from './likeness.js';
import type { RealRun, Run } from './run.js';
import type { Side } from './wire-log.js';

/** The other leg has a dialplan of its own, which takes its time. */
const DIAL_TOLERANCE_MS = 500;
/** A key that winds or pauses is noticed in a frame of its own. */
const MS_PER_FRAME = 20;
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

/** Whether such an application, on a dead channel, was the last to set it. */
function isLeftByTheDead(real: RealRun, name: string): boolean {
  const commands = real.log.lines.filter(({ side }) => side === 'app').slice(begunBeforeHangUp(real));
  return DIFFERENCES.variablesAfterHangup.some(
    ({ what, by }) => what.test(name) && commands.some(({ text }) => by.test(text)),
  );
}

function compareVariables(real: RealRun, virtual: Run): readonly string[] {
  const keys = real.moves.filter(({ kind }) => kind === 'down').length;
  const names = new Set([...Object.keys(real.variables), ...Object.keys(virtual.variables)]);
  return [...names]
    .filter((name) => !DIFFERENCES.variables.some(({ what }) => what.test(name)) && !isLeftByTheDead(real, name))
    .filter((name) => !isSameVariable(name, real.variables[name], virtual.variables[name], keys))
    .map(
      (name) => `variable ${name}: real ${quoted(real.variables[name])}, virtual ${quoted(virtual.variables[name])}`,
    );
}

function isSameVariable(name: string, real: string | undefined, virtual: string | undefined, keys: number): boolean {
  if (/^(?:ANSWERED|DIALED)TIME(?:_MS)?$/.test(name) && real !== '' && virtual !== '')
    return Math.abs(Number(real) - Number(virtual)) <= (name.endsWith('_MS') ? DIAL_TOLERANCE_MS : 1);
  if (name === 'CPLAYBACKOFFSET') return Math.abs(Number(real) - Number(virtual)) <= MS_TOLERANCE + keys * MS_PER_FRAME;
  return real === virtual || (real !== undefined && virtual !== undefined && maskText(real) === maskText(virtual));
}

function maskField(line: string): string {
  const field = /^agi_(\w+): /.exec(line)?.[1] ?? '';
  return DIFFERENCES.environment.some(({ what }) => what.test(field)) ? `agi_${field}: (masked)` : line;
}
