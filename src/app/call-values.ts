import { Call } from '../call/call.js';
import { Logger } from '../call/logger.js';
import { AgiRequest } from '../call/request.js';
import { AgiChannel } from '../core/channel.js';
import type { Token } from '../dialog/token.js';
import { AgiEnvironment } from '../session/environment.js';
import type { CallSession } from '../session/call-session.js';

/** What can be injected by its type because the call brings it along. */
export const CALL_VALUES: readonly Token<unknown>[] = [Call, AgiChannel, AgiEnvironment, AgiRequest, AbortSignal];

/** The values of one call, by those types. */
export function callValues(call: Call, session: CallSession): readonly (readonly [Token<unknown>, unknown])[] {
  return [
    [Call, call],
    [AgiChannel, session.channel],
    [AgiEnvironment, session.environment],
    [AgiRequest, call.request],
    [AbortSignal, session.signal],
    // In place of the app's.
    [Logger, call.log],
  ];
}
