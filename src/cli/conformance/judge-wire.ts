import type { AsteriskWire } from '../../testing/wire.js';

/** The judge's end of a connection: what Asterisk has, and a reset. */
export interface JudgeWire extends AsteriskWire {
  /** Drops the connection as a machine does that loses its power: what is on its way is lost. */
  reset(): void;
}

/** Connects to the server that is judged. */
export type JudgeConnect = () => Promise<JudgeWire>;
