import { type ConformanceCase, NotSupported, RuleBroken } from '../conformance-case.js';
import { type CallPlan, SOUND, type StepPlan } from '../call-plan.js';
import { cameOf, expectHangup, expectInStep, isClosedBefore, isGivenUp, MARK_STEP, reportOf } from '../expect.js';
import type { Packets } from '../packets.js';

const PLAY: StepPlan = { step: ['STREAM FILE', SOUND, '#'] };
const PLAY_TO_ONE_WHO_LEAVES: StepPlan = { ...PLAY, during: (line) => line.hangUpSoon() };
/** The caller leaves between two commands. */
const AND_LEAVES: StepPlan = { ...MARK_STEP, after: (line) => line.hangUp() };

/** A case in which the caller leaves in a sound: the app hears of it, and stays in step or closes. */
function leaves(name: string, rule: string, packets: Packets): ConformanceCase {
  return {
    name: `hangup/${name}`,
    rule,
    async judge(tools) {
      const call = await tools.makeCall({ steps: [PLAY_TO_ONE_WHO_LEAVES, MARK_STEP], packets });
      expectHangup(call, 0);
      // A library may say nothing more to a dead channel: it closes, or tells the app so.
      const next = call.outcomes[1]?.report;
      if (!isClosedBefore(call, 1) && next?.kind !== 'hangup' && next?.kind !== 'error') expectInStep(call, 1);
    },
  };
}

/** A case in which a command reaches a dead channel. */
function isDead(name: string, rule: string, plan: Partial<CallPlan>): ConformanceCase {
  return {
    name: `hangup/${name}`,
    rule,
    async judge(tools) {
      const call = await tools.makeCall({ ...plan, steps: [AND_LEAVES, PLAY] });
      expectInStep(call, 0);
      expectHangup(call, 1);
    },
  };
}

/** How a hang-up reaches the app. */
export const HANGUP_CASES: readonly ConformanceCase[] = [
  leaves(
    'in-a-command',
    'When the caller hangs up during a command, its result is -1. A HANGUP line follows, here in the same packet.',
    {
      answers: 'together',
    },
  ),
  leaves('alone', 'The HANGUP line may come in a packet of its own, between two answers. It is not an answer.', {
    answers: 'lines',
  }),
  leaves('with-the-next-answer', 'The HANGUP line may come in the same packet as the next answer, before it.', {
    answers: 'hangupWithNext',
  }),
  leaves('split', 'TCP may split the HANGUP line anywhere.', { answers: 'bytes' }),
  isDead('dead-channel', 'After the hang-up the answer to commands that need the caller is 511.', {}),
  isDead('without-a-line', 'With AGISIGHUP=no Asterisk sends no HANGUP line. Only 511 shows the hang-up.', {
    setup: { variables: { AGISIGHUP: 'no' } },
  }),
  {
    name: 'hangup/variables',
    rule: 'The session goes on after the hang-up. Variables can be read and set until the app closes the connection.',
    async judge(tools) {
      const setting = { step: ['SET VARIABLE', 'CONFORMANCE_VALUE', 'late'] };
      const call = await tools.makeCall({ steps: [AND_LEAVES, setting] });
      expectInStep(call, 0);
      const expected = 'the value "late", set behind the hang-up';
      const report = isGivenUp(call, 1) ? undefined : reportOf(call, 1, expected);
      if (report?.kind !== 'ok') throw new NotSupported('commands behind the hang-up');
      if (call.variables['CONFORMANCE_VALUE'] !== 'late')
        throw new RuleBroken(expected, `${cameOf(call, 1)}, and no value`);
    },
  },
  {
    name: 'hangup/asterisk-closes',
    rule: 'With AGIEXITONHANGUP=yes Asterisk sends HANGUP twice and closes. The app must close too.',
    async judge(tools) {
      const setup = { variables: { AGIEXITONHANGUP: 'yes' } };
      const call = await tools.makeCall({ setup, steps: [PLAY_TO_ONE_WHO_LEAVES, PLAY], untilClosed: true });
      const heard = call.outcomes[0]?.report;
      if (heard !== undefined) expectHangup(call, 0);
      if (call.end !== 'closed') throw new RuleBroken('the app to close the connection', cameOf(call, 1));
    },
  },
];
