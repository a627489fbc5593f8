import { HangUpError } from '../errors/hang-up-error.js';
import type { CallSession } from '../session/call-session.js';
import { within } from './clean-up-limit.js';
import { tellDialplan } from './outcome.js';
import type { RunningApp } from './running-app.js';

/** Verbose level of messages an administrator must see on Asterisk's console. */
const NOTICED = 1;

/**
 * No controller answers this path: says so where the administrator looks (Asterisk's console, the variables, AGISTATUS) and
 * gives the call back.
 */
export async function refuse(session: CallSession, app: RunningApp): Promise<void> {
  const reason = app.router.explainNoMatch(session.environment.script);
  app.logFor(session, '').warn({}, reason);
  try {
    await within(app.cleanUpLimitMs, 'Refusing the call', say);
  } catch (error) {
    if (!(error instanceof HangUpError)) throw error;
  }

  async function say(): Promise<void> {
    await tellDialplan(session, { kind: 'notFound', reason });
    await session.channel.verbose(`offhook: ${reason}`, NOTICED);
    session.fail();
  }
}
