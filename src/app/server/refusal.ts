import type { CompiledController } from '../../controller/compile-controller.js';
import { printable } from '../../errors/printable.js';
import type { RouteMatch, Router } from '../../router/router.js';
import { readScript } from '../../router/script.js';
import type { CallSession } from '../../session/call-session.js';
import type { RefusalReason } from './calls-in-flight.js';
import type { CallEnd } from '../end/call-end.js';
import type { RouteTaken } from '../end/outcome-of-call.js';

/** A call that nobody takes: why, and where it wanted to go. */
export interface Refusal {
  readonly end: Extract<CallEnd, { readonly kind: 'notFound' | 'refused' }>;
  /** For those who run the servers: one sentence. */
  readonly sentence: string;
  readonly routeTaken: RouteTaken;
}

const SENTENCES: Readonly<Record<RefusalReason, string>> = {
  maxCalls: 'the app has as many calls as it takes (maxCalls).',
  maxCallsPerPeer: 'this Asterisk has as many calls here as one may have (maxCallsPerPeer).',
  maxCallsOfController: 'its class has as many calls as it takes (maxCalls of @AgiController).',
  closing: 'the app is closing.',
};

/** Why nobody answers a call's path. */
export function notFound({ environment }: CallSession, router: Router<CompiledController>): Refusal {
  const { script } = environment;
  const sentence = router.explainNoMatch(script, environment);
  return { end: { kind: 'notFound', reason: sentence }, sentence, routeTaken: { path: readScript(script).path } };
}

/** Why a call is sent away although somebody answers its path. */
export function refusalOf(reason: RefusalReason, match: RouteMatch<CompiledController>): Refusal {
  const { path, pattern: route, controller } = match;
  const sentence = `${printable(path)} was refused: ${SENTENCES[reason]}`;
  return { end: { kind: 'refused', reason }, sentence, routeTaken: { path, route, controller: controller.name } };
}
