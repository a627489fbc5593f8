import type { AgiLink } from '../../../src/core/link.js';
import { VirtualClock } from '../../../src/testing/clock.js';
import { VirtualTimeDriver } from '../../../src/testing/time-driver.js';
import {
  type CallSetup,
  type Request,
  VirtualAsterisk,
  type VirtualAsteriskOptions,
} from '../../../src/testing/virtual-asterisk.js';
import type { VirtualCall } from '../../../src/testing/virtual-call.js';
import { type AsteriskWire, wireOfLink } from '../../../src/testing/wire.js';
import { linkedPair } from '../../../src/transport/memory.js';
import type { Run } from './run.js';
import type { CallerMove } from './timeline.js';
import { WireLog } from './wire-log.js';

/** A call to make on a virtual Asterisk. */
export interface VirtualPlan {
  readonly clock: VirtualClock;
  readonly request: Request;
  readonly setup: CallSetup;
  readonly asterisk: Omit<VirtualAsteriskOptions, 'clock'>;
  readonly prepare?: (asterisk: VirtualAsterisk) => void;
  readonly moves: readonly CallerMove[];
  /** Commands that are not counted where the caller moves; default none. */
  readonly isAside?: (command: string) => boolean;
  /** Whether the caller speaks all the time; default silent. */
  readonly isSpeaking?: boolean;
  /** The app takes its end of the connection. */
  readonly accept: (link: AgiLink) => void;
}

const PATIENCE = { appLimitMs: 5_000, workGraceMs: 50 };

/** Makes it: the caller moves as the real one was seen to move. */
export async function runVirtual(plan: VirtualPlan): Promise<Run> {
  const { clock, moves, isAside = () => false } = plan;
  const asterisk = new VirtualAsterisk({ ...plan.asterisk, clock });
  plan.prepare?.(asterisk);
  const [ours, theirs] = linkedPair();
  const log = new WireLog();
  const call = asterisk.call(tapped(wireOfLink(ours), log), plan.request, plan.setup);
  const timeDriver = new VirtualTimeDriver(clock, PATIENCE);
  plan.accept(theirs);
  call.begin();
  if (plan.isSpeaking) call.speak(Infinity);
  const commandTimes = () => timesOf(call, isAside);
  for (const { kind, key, command, offsetMs } of moves) {
    await timeDriver.until(call, { reached: () => commandTimes().length > command });
    const startMs = commandTimes()[command];
    if (startMs === undefined || call.isOver) break;
    await timeDriver.until(call, { reached: () => false, untilMs: startMs + offsetMs });
    if (kind === 'down') call.keyDown(key);
    else if (kind === 'up') call.keyUp();
    else call.hangUp();
  }
  await timeDriver.until(call, { reached: () => call.isOver });
  if (!call.isOver) call.hangUp();
  return { log, agiStatus: call.variables.AGISTATUS, variables: call.variables };
}

const timesOf = (call: VirtualCall, isAside: (command: string) => boolean): readonly number[] =>
  call.events.flatMap((event) => (event.kind === 'command' && !isAside(event.line) ? [event.atMs] : []));

/** Notes the bytes of both sides. */
function tapped(wire: AsteriskWire, log: WireLog): AsteriskWire {
  return {
    ...wire,
    open: (receiver) =>
      wire.open({
        received(bytes) {
          log.push('app', bytes);
          receiver.received(bytes);
        },
        closed: (error) => receiver.closed(error),
      }),
    sendBytes(bytes) {
      log.push('asterisk', bytes);
      wire.sendBytes(bytes);
    },
  };
}
