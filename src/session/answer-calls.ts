import { HangUpError } from '../errors/hang-up-error.js';
import { OffhookError, ProtocolError } from '../errors/offhook-error.js';
import type { AgiLink } from '../core/link.js';
import type { AgiTransport, ListeningAddress } from '../transport/transport.js';
import { CallSession } from './call-session.js';
import { durationProblem } from './duration-problem.js';
import { type HandshakeLimits, openSession } from './open-session.js';

/** What a peer may take to say who it is. */
export const HANDSHAKE: HandshakeLimits = { timeoutMs: 10_000, bytes: 64 * 1024 };

/** Answers calls without controllers or a container. */
export interface CallAnswerer {
  /** Called for each call; the connection is closed when it returns. */
  readonly onCall: (session: CallSession) => Promise<void>;
  /** Told what went wrong: an error thrown by `onCall` or by a listener on its signal, a peer that is no Asterisk. A hang-up is not told. Default: `console.error`. */
  readonly onError?: (error: unknown) => void;
  /** How long a command that Asterisk answers at once may go unanswered, milliseconds; default 30,000. */
  readonly commandTimeoutMs?: number;
}

/**
 * Takes calls from a transport, reads who calls, and hands each to a function: the command core without the framework.
 *
 * @param transport - where calls come from
 * @param answerer - what to do with them
 * @returns where it listens
 * @throws OffhookError when the port cannot be had, or for a time that no timer can wait
 * @example
 * await answerCalls(new FastAgiTransport({ port: 4573 }), {
 *   async onCall({ channel }) {
 *     await channel.answer();
 *     await channel.streamFile('hello-world');
 *   },
 * });
 */
export async function answerCalls(transport: AgiTransport, answerer: CallAnswerer): Promise<ListeningAddress> {
  const { onError = (error: unknown) => console.error(error), commandTimeoutMs } = answerer;
  const problem = durationProblem(commandTimeoutMs);
  if (problem !== undefined)
    throw new OffhookError('AGI_OPTION', { option: 'commandTimeoutMs', value: commandTimeoutMs, problem });
  return transport.listen((link) => void answer(link, answerer, onError).catch(onError));
}

async function answer(
  link: AgiLink,
  { onCall, commandTimeoutMs }: CallAnswerer,
  onError: (error: unknown) => void,
): Promise<void> {
  const session = await openSession(link, HANDSHAKE, { commandTimeoutMs });
  if (!(session instanceof CallSession)) {
    if (session instanceof HangUpError) return;
    throw session;
  }
  session.onListenerFailure = onError;
  try {
    await onCall(session);
  } catch (error) {
    if (!(error instanceof HangUpError)) throw error;
  } finally {
    await session.end();
  }
  // Also what came behind the last command.
  if (session.over instanceof ProtocolError) throw session.over;
}
