import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { transferTarget } from '../../../src/core/applications/targets.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import { CommandError } from '../../../src/errors/offhook-error.js';
import { askedReleases } from '../support/install.js';
import type { PlacedCall } from '../support/placed-call.js';
import { LiveCalls, hangsUp, pause, presses } from './support/live-calls.js';

const CONFERENCE = `[general]

[default_bridge]
type = bridge

[default_user]
type = user

[brief]
type = user
timeout = 1
announce_only_user = no

[quiet]
type = user
announce_only_user = no

[exit]
type = menu
9 = leave_conference
`;

describe.each(askedReleases())('conferences and digits on Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    live = await LiveCalls.start({ release, files: { 'confbridge.conf': CONFERENCE } });
  });
  afterAll(() => live?.stop());

  describe('confBridge', () => {
    test('tells that the caller left by a key of the menu', async () => {
      expect(
        await live.value(
          (c) => c.confBridge('room', { userProfile: 'quiet', menu: 'exit' }),
          presses('9', 'ConfBridge', 1_000),
        ),
      ).toEqual({ kind: 'key' });
    });

    test('tells that the limit of the profile was reached', async () => {
      expect(await live.value((c) => c.confBridge('room', { userProfile: 'brief' }))).toEqual({ kind: 'timeout' });
    });

    test('tells that an administrator removed the caller', async () => {
      const left = await live.value(
        (c) => c.confBridge('room, "two"'),
        async (placed) => {
          await placed.waitFor('ConfbridgeJoin', () => true);
          await pause(300);
          await live.asterisk.ami.action('ConfbridgeKick', { Conference: 'room, "two"', Channel: placed.agiChannel });
        },
      );
      expect(left).toEqual({ kind: 'kicked' });
    });

    test('is a CommandError for a profile that does not exist, a HangUpError when the caller leaves', async () => {
      const failed = await live.run((c) => c.confBridge('room', { userProfile: 'none' }));
      expect(failed.outcome).toEqual({ status: 'rejected', reason: expect.any(CommandError) });
      const gone = await live.run((c) => c.confBridge('room'), hangsUp('ConfBridge', 600));
      expect(gone.outcome).toEqual({ status: 'rejected', reason: expect.any(HangUpError) });
    });
  });

  describe('read', () => {
    test('gives digits that # ended, as text', async () => {
      expect(
        await live.value((c) => c.read({ sounds: ['beep', 'beep'], timeoutMs: 5_000 }), presses('0012#', 'Read', 600)),
      ).toEqual({
        kind: 'digits',
        digits: '0012',
      });
    });

    test('gives digits that their number ended', async () => {
      expect(await live.value((c) => c.read({ maxDigits: 2 }), presses('42', 'Read', 600))).toEqual({
        kind: 'digits',
        digits: '42',
      });
    });

    test('gives # alone as no digits', async () => {
      expect(await live.value((c) => c.read({ timeoutMs: 5_000 }), presses('#', 'Read', 600))).toEqual({
        kind: 'digits',
        digits: '',
      });
    });

    test('tells silence, after as many attempts as it should make', async () => {
      const { result, ms } = await live.value(async (c) => {
        const from = performance.now();
        return { result: await c.read({ timeoutMs: 400, attempts: 3 }), ms: performance.now() - from };
      });
      expect(result).toEqual({ kind: 'timeout', digits: '' });
      expect(ms).toBeGreaterThan(1_100);
      expect(ms).toBeLessThan(2_500);
    });

    test('keeps what was typed before the silence', async () => {
      expect(await live.value((c) => c.read({ timeoutMs: 1_200 }), presses('77', 'Read', 600))).toEqual({
        kind: 'timeout',
        digits: '77',
      });
    });

    test('does not take an older answer for its own', async () => {
      const second = await live.value(
        async (c) => {
          await c.read({ maxDigits: 1, timeoutMs: 3_000 });
          return c.read({ timeoutMs: 300 });
        },
        presses('5', 'Read', 600),
      );
      expect(second).toEqual({ kind: 'timeout', digits: '' });
    });

    test('tells what AMI did to the channel from a digit', async () => {
      const during = async (placed: PlacedCall) => {
        await placed.executing('EXEC "Read"');
        await pause(600);
        await placed.controlPlayback('stop');
      };
      expect(await live.value((c) => c.read({ maxDigits: 1, timeoutMs: 3_000 }), during)).toEqual({
        kind: 'control',
        digits: '',
      });
    });

    test('is a HangUpError when the caller leaves', async () => {
      const { outcome } = await live.run((c) => c.read(), hangsUp('Read', 500));
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(HangUpError) });
    });
  });

  test('transfer tells that a Local channel cannot be transferred', async () => {
    const kinds = await live.value(async (c) => [
      await c.transfer('PJSIP/sip:desk@pbx.example.com'),
      await c.transfer(transferTarget('200', { allow: ['_2XX'] })),
    ]);
    // A technology that is not the channel's own is a failure, whatever the channel can do.
    expect(kinds).toEqual([{ kind: 'failed', protocolCode: 0 }, { kind: 'unsupported' }]);
  });
});
