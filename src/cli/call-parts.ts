import type { VirtualAsteriskOptions } from '../testing/virtual-asterisk.js';
import type { VirtualCall } from '../testing/virtual-call.js';
import type { CalledServer } from './called-server.js';
import type { ColourLine } from './colour.js';
import type { CallOptions } from './call-options.js';
import type { CliEnvironment } from './cli-environment.js';

/** What it takes to make a call. */
export interface CliCallParts {
  readonly asterisk: VirtualAsteriskOptions;
  readonly server: CalledServer;
  readonly options: CallOptions;
  readonly environment: CliEnvironment;
  readonly colourLine: ColourLine;
  /** Told the call when it is made. */
  readonly onDialled: (call: VirtualCall) => void;
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal;
}
