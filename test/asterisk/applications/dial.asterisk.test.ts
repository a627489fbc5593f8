import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { extensionTarget } from '../../../src/core/applications/targets.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import { askedReleases } from '../support/install.js';
import { LiveCalls, hangsUp, pause, presses } from './support/live-calls.js';

const DIALPLAN = `
[office]
exten => ann,1,Answer()
 same => n,Wait(1)
exten => slow,1,Wait(2)
 same => n,Answer()
 same => n,Wait(3)
exten => long,1,Answer()
 same => n,Wait(20)
exten => 201,1,Answer()
 same => n,Wait(1)
exten => busy,1,Busy(1)
exten => jam,1,Congestion(1)
exten => silent,1,Wait(20)
exten => away,1,Hangup(20)
`;

const ODD_CLASS = 'od)d (x), "y" \\ z';
const MUSIC = `[default]
mode = files
directory = /usr/share/asterisk/sounds/en
[${ODD_CLASS}]
mode = files
directory = /usr/share/asterisk/sounds/en
`;

const isAbout = (ms: number) => (told: number) => Math.abs(told - ms) < 300;

describe.each(askedReleases())('dial on Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    live = await LiveCalls.start({ release, dialplan: DIALPLAN, files: { 'musiconhold.conf': MUSIC } });
  });
  afterAll(() => live?.stop());

  const soon = { ringTimeoutMs: 5_000 } as const;

  test('tells who answered, and from the dialling how long it took', async () => {
    const dialled = await live.value((c) => c.dial(['Local/busy@office/n', 'Local/ann@office/n'], soon));
    expect(dialled).toEqual({
      kind: 'answered',
      target: 'Local/ann@office/n',
      talkedMs: undefined,
      totalMs: expect.any(Number),
      endedBy: 'callee',
      hangUpCause: 16,
    });
  });

  test.each([
    [true, 'the call was answered before, and Asterisk counts from there'],
    [false, 'nobody answered it before'],
  ])('tells how long the two talked unless the call was answered before (%s: %s)', async (isAnswered) => {
    const { kind, ...told } = await live.value(
      async (c) => {
        // In the app for 3 s, the other side rings for 2 s and talks for 3 s.
        await pause(3_000);
        return c.dial('Local/slow@office/n', soon);
      },
      undefined,
      { isAnswered },
    );
    expect(kind).toBe('answered');
    expect(told).toMatchObject({ totalMs: expect.toSatisfy(isAbout(5_000)) });
    expect(told).toMatchObject({ talkedMs: isAnswered ? undefined : expect.toSatisfy(isAbout(3_000)) });
  });

  test.each([
    ['busy', 'busy', 0],
    ['jam', 'congestion', 0],
    ['away', 'unavailable', 20],
    ['nobody', 'unavailable', 0],
  ])('tells that %s is %s', async (extension, kind, hangUpCause) => {
    expect(await live.value((c) => c.dial(`Local/${extension}@office`, soon))).toEqual({ kind, hangUpCause });
  });

  test('tells that a channel technology is missing', async () => {
    const dialled = await live.value((c) => c.dial('Nothing/ann', soon));
    expect(dialled).toEqual({ kind: 'unavailable', hangUpCause: 66 });
  });

  test('stops ringing after whole seconds', async () => {
    const { kind, ms } = await live.value(async (c) => {
      const from = performance.now();
      const dialled = await c.dial('Local/silent@office', { ringTimeoutMs: 600 });
      return { kind: dialled.kind, ms: performance.now() - from };
    });
    expect(kind).toBe('noAnswer');
    expect(ms).toBeGreaterThan(950);
    expect(ms).toBeLessThan(1_500);
  });

  test('ends the talk after maxDurationMs', async () => {
    const dialled = await live.value((c) => c.dial('Local/long@office', { ...soon, maxDurationMs: 700 }));
    // How long the talk was is not known on a call that was answered before.
    expect(dialled).toMatchObject({ kind: 'answered', totalMs: expect.toSatisfy(isAbout(700)), endedBy: undefined });
    const unanswered = live.value((c) => c.dial('Local/long@office/n', { ...soon, maxDurationMs: 700 }), undefined, {
      isAnswered: false,
    });
    expect(await unanswered).toMatchObject({ kind: 'answered', endedBy: 'limit' });
  });

  test('is cancelled by the star key of the caller, who stays', async () => {
    const { kind, state } = await live.value(
      async (c) => {
        const dialled = await c.dial('Local/silent@office', { ...soon, callerCanHangUp: true });
        return { kind: dialled.kind, state: await c.channelStatus() };
      },
      presses('*', 'Dial', 800),
    );
    expect({ kind, state }).toEqual({ kind: 'cancelled', state: 6 });
  });

  test.each(['silent', 'long'])('is a HangUpError when the caller leaves (%s)', async (extension) => {
    const { outcome } = await live.run((c) => c.dial(`Local/${extension}@office/n`, soon), hangsUp('Dial', 500));
    expect(outcome).toEqual({ status: 'rejected', reason: expect.any(HangUpError) });
  });

  test('does not take an older outcome for its own', async () => {
    const outcomes = await live.value(async (c) => {
      const first = await c.dial('Local/ann@office', soon);
      const second = await c.dial('Local/busy@office', soon);
      return [first.kind, second];
    });
    expect(outcomes).toEqual(['answered', { kind: 'busy', hangUpCause: expect.any(Number) }]);
  });

  test('passes an argument of an option on as it is, whatever stands in it', async () => {
    const { placed } = await live.run((c) => c.dial('Local/silent@office', { ringTimeoutMs: 1_000, music: ODD_CLASS }));
    const started = placed.events.filter(({ name }) => name === 'MusicOnHoldStart').map(({ fields }) => fields.Class);
    expect(started).toEqual([ODD_CLASS]);
  });

  test('dials digits that fit, with music, an announcement and all options', async () => {
    const target = extensionTarget('201', { allow: ['_2XX'], context: 'office' });
    const dialled = await live.value((c) =>
      c.dial(target, {
        ...soon,
        maxDurationMs: 60_000,
        music: 'default',
        announce: 'beep',
        callerCanHangUp: true,
        calleeCanHangUp: true,
        callerCanTransfer: true,
        calleeCanTransfer: true,
      }),
    );
    expect(dialled).toMatchObject({ kind: 'answered', target: 'Local/201@office' });
  });
});
