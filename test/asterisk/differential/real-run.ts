import type { PlacedCall } from '../support/placed-call.js';
import type { RealRun } from './run.js';
import type { Tap } from './tap.js';
import { movesOf } from './timeline.js';
import type { WireLog } from './wire-log.js';

/** What is known of a call beside what Asterisk tells. */
export interface Known extends Pick<RealRun, 'startMs' | 'pausesMs'> {
  /** Commands that are not counted where the caller moves; default none. */
  readonly isAside?: (command: string) => boolean;
}

/** What came of a call that is over. */
export async function realRunOf(
  placed: PlacedCall,
  tap: Tap,
  { startMs, pausesMs, isAside = () => false }: Known,
): Promise<RealRun> {
  const log = await tap.logOf(placed.uniqueId);
  const agiStatus = await placed.agiStatus();
  return { log, agiStatus, variables: variablesUntilEnd(placed), moves: movesOf(placed, isAside), startMs, pausesMs };
}

/** What was set until AGI() ended. One or two underscores (inheritance) are no part of a name. */
function variablesUntilEnd({ events, uniqueId }: PlacedCall): Readonly<Record<string, string>> {
  const sets = events.filter(({ name, fields }) => name === 'VarSet' && fields.Uniqueid === uniqueId);
  const end = sets.findIndex(({ fields }) => fields.Variable === 'AGISTATUS');
  return Object.fromEntries(
    sets.slice(0, end).map(({ fields }) => [(fields.Variable ?? '').replace(/^__?/, ''), fields.Value ?? '']),
  );
}

/** What the virtual Asterisk must be told to say of a call what the real one said. */
export function setupLike({ environment }: Pick<WireLog, 'environment'>) {
  const value = (field: string) => {
    const start = `agi_${field}: `;
    return environment.find((line) => line.startsWith(start))?.slice(start.length) ?? '';
  };
  return {
    request: { request: value('request'), script: value('network_script') },
    channel: {
      dnid: value('dnid') === 'unknown' ? '' : value('dnid'),
      channel: value('channel'),
      context: value('context'),
      extension: value('extension'),
      priority: Number(value('priority')),
    },
  };
}
