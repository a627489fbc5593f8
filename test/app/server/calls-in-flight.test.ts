import { expect, it } from 'vitest';
import { CallsInFlight } from '../../../src/app/server/calls-in-flight.js';
import type { CompiledController } from '../../../src/controller/compile-controller.js';
import type { RouteMatch } from '../../../src/router/router.js';
import type { CallSession } from '../../../src/session/call-session.js';

const MATCH = { controller: {} } as RouteMatch<CompiledController>;

function sessionOf(uniqueId: string, peer = () => '10.0.0.1:5'): CallSession {
  const session = {
    environment: { uniqueId },
    durationMs: 7,
    get peer() {
      return peer();
    },
  };
  // All that is asked of a session that nothing happens in.
  return session as unknown as CallSession;
}

it('lists calls in the order in which they came, whichever end', () => {
  const calls = new CallsInFlight({});
  const [first, , third] = ['1', '2', '3', '4', '5'].map((id) => calls.open(sessionOf(id)));
  calls.close(first!);
  calls.close(third!);
  calls.open(sessionOf('6'));
  expect(calls.list().map(({ id }) => id)).toEqual(['2', '4', '5', '6']);
  expect(calls.size).toBe(4);
});

it('counts a call out for the peer that it came from, also when the link has forgotten it', () => {
  const calls = new CallsInFlight({ maxCallsPerPeer: 1 });
  let peer = '10.0.0.1:5';
  const call = calls.open(sessionOf('1', () => peer));
  expect(calls.admit(call, MATCH)).toBeUndefined();
  peer = 'undefined:undefined';
  calls.close(call);
  expect(calls.admit(calls.open(sessionOf('2')), MATCH)).toBeUndefined();
  expect(calls.admit(calls.open(sessionOf('3')), MATCH)).toBe('maxCallsPerPeer');
});
