import { printable } from '../../../src/errors/printable.js';
import type { WireLine, WireLog } from './wire-log.js';

const WIDTH = 62;

/** Two byte logs beside each other, for the eye. */
export function sideBySide(real: Pick<WireLog, 'lines'>, virtual: Pick<WireLog, 'lines'>): string {
  const [theirs, ours] = [real.lines, virtual.lines];
  const rows = [`${'real'.padEnd(WIDTH)}   virtual`];
  for (let i = 0; i < Math.max(theirs.length, ours.length); i++) {
    const [a, b] = [shown(theirs[i]), shown(ours[i])];
    rows.push(`${a.padEnd(WIDTH)} ${a === b ? ' ' : '|'} ${b}`);
  }
  return rows.join('\n');
}

const shown = (line: WireLine | undefined) =>
  line === undefined ? '' : `${line.side === 'app' ? '>' : '<'} ${printable(line.text, WIDTH - 2)}`;
