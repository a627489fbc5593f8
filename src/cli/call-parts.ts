import type { VirtualAsteriskOptions } from '../testing/virtual-asterisk.js';
import type { CalledServer } from './called-server.js';
import type { CallOptions } from './call-options.js';
import type { World } from './world.js';

/** What it takes to make a call. */
export interface CallParts {
  readonly asterisk: VirtualAsteriskOptions;
  readonly server: CalledServer;
  readonly options: CallOptions;
  readonly world: World;
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal;
}
