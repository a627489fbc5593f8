import { Call } from '../../call/call.js';
import { Logger } from '../../call/logger.js';
import { AgiRequest } from '../../call/request.js';
import type { CallValues } from '../../container/call-container.js';
import { AgiChannel } from '../../core/channel.js';
import type { Token } from '../../dialog/token.js';
import { AgiEnvironment } from '../../session/environment.js';
import type { CallSession } from '../../session/call-session.js';

type Value = (call: Call, session: CallSession) => unknown;

const VALUES: ReadonlyMap<Token<unknown>, Value> = new Map<Token<unknown>, Value>([
  [Call, (call) => call],
  [AgiChannel, (_, { channel }) => channel],
  [AgiEnvironment, (_, { environment }) => environment],
  [AgiRequest, ({ request }) => request],
  [AbortSignal, (_, { signal }) => signal],
]);

/** What can be injected by its type because the call brings it along. */
export const CALL_VALUES: readonly Token<unknown>[] = [...VALUES.keys()];

/** The values of one call, by those types. */
export class CallProvidedValues implements CallValues {
  constructor(
    private readonly call: Call,
    private readonly session: CallSession,
  ) {}

  get(token: Token<unknown>): unknown {
    // In place of the app's.
    return token === Logger ? this.call.log : VALUES.get(token)?.(this.call, this.session);
  }
}
