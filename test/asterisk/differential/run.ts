import type { CallerMove } from './timeline.js';
import type { WireLog } from './wire-log.js';

/** What came of one call, on whichever Asterisk. */
export interface Run {
  readonly log: Pick<WireLog, 'environment' | 'lines'>;
  readonly agiStatus: string | undefined;
  /** Channel variables that were set while AGI ran, with their last values. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A call on the real one, and what is needed to make the same call on the virtual one. */
export interface RealRun extends Run {
  readonly moves: readonly CallerMove[];
  /** When it began, milliseconds since 1970. */
  readonly startMs: number;
  /** How long each pause of the app really took, milliseconds. */
  readonly pausesMs: readonly number[];
}
