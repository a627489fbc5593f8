import { OpeningMark } from '../../../src/testing/opening-mark.js';
import { ASIDES, REFUSED } from './differences.js';
import type { Run } from './run.js';
import type { WireLine } from './wire-log.js';

/** Whether the framework sends such a command or not, as the machine is quick or slow. */
export const isAside = (command: string): boolean => ASIDES.some(({ what }) => what.test(command));

/** A run without such commands, without the mark of its call, without those that came too late, and without what was answered to either. */
export function withoutAsides<T extends Run>(run: T): T {
  const { environment, lines } = run.log;
  const unanswered: WireLine[] = [];
  const leftOut = new Set<WireLine>();
  const shown = withoutMark(lines);
  for (const line of shown) {
    if (line.side === 'app') unanswered.push(line);
    // HANGUP answers nothing.
    else if (line.text !== 'HANGUP') {
      const command = unanswered.shift();
      if (command !== undefined && (isAside(command.text) || REFUSED.what.test(line.text)))
        leftOut.add(command).add(line);
    }
  }
  return { ...run, log: { environment, lines: shown.filter((line) => !leftOut.has(line)) } };
}

/** Each call has a mark of its own, behind what it asks for and what it is answered. */
function withoutMark(lines: readonly WireLine[]): readonly WireLine[] {
  const mark = new OpeningMark();
  return lines.flatMap(({ side, text }) => {
    const shown = side === 'app' ? mark.commandShown(text) : mark.replyShown(text);
    return shown === undefined ? [] : [{ side, text: shown }];
  });
}
