import type { AmiEvent } from '../support/ami.js';
import type { PlacedCall } from '../support/placed-call.js';

/** What the caller did, and when: so long after Asterisk began a command. */
export interface CallerMove {
  readonly kind: 'down' | 'up' | 'hangUp';
  readonly key: string;
  /** The command that had begun last, counted from 0. */
  readonly command: number;
  readonly offsetMs: number;
}

/** When Asterisk says that it began or ended something, milliseconds: by its own clock, whoever is late to hear of it. */
const stampOf = ({ fields }: AmiEvent): number => Number(fields.Timestamp) * 1000;

/**
 * What the caller of a real call did, as Asterisk itself saw it.
 *
 * @param isAside - commands that are not counted
 */
export function movesOf(placed: PlacedCall, isAside: (command: string) => boolean): readonly CallerMove[] {
  const starts: number[] = [];
  const moves: CallerMove[] = [];
  let hasHungUp = false;
  for (const event of placed.events) {
    const { name, fields } = event;
    const isOwn = fields.Uniqueid === placed.uniqueId;
    const move = (kind: CallerMove['kind'], key = '') => {
      const command = Math.max(0, starts.length - 1);
      moves.push({
        kind,
        key,
        command,
        offsetMs: stampOf(event) - (starts.at(-1) ?? stampOf(event)),
      });
    };
    if (isOwn && name === 'AGIExecStart') {
      if (!isAside(fields.Command ?? '')) starts.push(stampOf(event));
    } else if (isOwn && name === 'DTMFBegin' && fields.Direction === 'Received') move('down', fields.Digit);
    else if (isOwn && name === 'DTMFEnd' && fields.Direction === 'Received') move('up', fields.Digit);
    else if (name === 'Hangup' && fields.Uniqueid === placed.callerUniqueId && !hasHungUp) {
      hasHungUp = true;
      move('hangUp');
    }
  }
  return moves;
}
