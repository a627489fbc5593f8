import { expect } from 'vitest';

import { type Check, check, type FamilyChecks, hangsUpDuring, pressedDuring, timeOf } from './check.js';

const ALL_KEYS = '0123456789*#ABCD';
/** Over 15 s; a tenth of a second. */
const LONG = 'demo-congrats';
const SHORT = 'checks/short';
/** No event tells the end of a sound within GET OPTION. */
const PAST_SHORT_MS = 300;

/** What AMI's ControlPlayback can do. */
const CONTROLS = ['stop', 'pause', 'restart', 'forward', 'reverse'] as const;

const cannotPlay = (show: Check['show']) => check('says that there is no such file', show);

export const inputChecks = {
  getData: {
    success: [
      check('gives the digits up to #, as text with its zeros and without #', async (context) => {
        const collecting = context.channel.getData(LONG, { timeoutMs: 5000 });
        expect(await pressedDuring(context, 'GET DATA', collecting, '0', '0', '1', '#')).toEqual({
          kind: 'complete',
          digits: '001',
        });
      }),
      check('ends with the last digit allowed, without a sound', async (context) => {
        const collecting = context.channel.getData('', { timeoutMs: 5000, maxDigits: 2 });
        expect(await pressedDuring(context, 'GET DATA', collecting, '*', 'A')).toEqual({
          kind: 'complete',
          digits: '*A',
        });
      }),
    ],
    failure: [
      cannotPlay(async ({ channel }) => {
        expect(await channel.getData('checks/no-such-file')).toEqual({
          kind: 'notPlayed',
          file: 'checks/no-such-file',
        });
      }),
      ...CONTROLS.map((control) =>
        check(`tells what AMI did to the channel from a digit: ${control}`, async ({ channel, placed }) => {
          const collecting = channel.getData('', { timeoutMs: 5000, maxDigits: 1 });
          await placed.executing('GET DATA');
          await placed.controlPlayback(control);
          expect(await collecting).toEqual({ kind: 'control', digits: '' });
        }),
      ),
    ],
    key: [
      check('gives no digits for # alone', async (context) => {
        const collecting = context.channel.getData(LONG, { timeoutMs: 5000 });
        expect(await pressedDuring(context, 'GET DATA', collecting, '#')).toEqual({ kind: 'complete', digits: '' });
      }),
    ],
    timeout: [
      check('gives no digits and says that the time is over', async ({ channel }) => {
        const collecting = channel.getData(SHORT, { timeoutMs: 300 });
        expect(await timeOf(expect(collecting).resolves.toEqual({ kind: 'timeout', digits: '' }))).toBeLessThan(1500);
      }),
      check('gives the digits that came and says that the time is over', async (context) => {
        const collecting = context.channel.getData('', { timeoutMs: 600 });
        expect(await pressedDuring(context, 'GET DATA', collecting, '7', '8')).toEqual({
          kind: 'timeout',
          digits: '78',
        });
      }),
    ],
    hangUp: [
      check('ends with the call', (context) => hangsUpDuring(context, 'GET DATA', context.channel.getData(LONG))),
    ],
  },

  getOption: {
    success: [
      check('gives the key that came in the sound, and where that was', async (context) => {
        const result = await pressedDuring(context, 'GET OPTION', context.channel.getOption(LONG, '123'), '2');
        expect(result).toEqual({ kind: 'key', key: '2', endSamples: expect.any(Number) });
        expect(result).toHaveProperty(
          'endSamples',
          expect.toSatisfy((n: number) => n > 0 && n < 12_000),
        );
      }),
    ],
    failure: [
      cannotPlay(async ({ channel }) => {
        expect(await channel.getOption('checks/no-such-file', '1')).toEqual({
          kind: 'notPlayed',
          file: 'checks/no-such-file',
        });
      }),
    ],
    key: [
      check('gives the key that came in the wait after the sound', async (context) => {
        const waiting = context.channel.getOption(SHORT, '5', { timeoutMs: 5000 });
        waiting.catch(() => {});
        await context.placed.executing('GET OPTION');
        await context.placed.press('5', { durationMs: 400 });
        expect(await waiting).toEqual({ kind: 'key', key: '5', endSamples: 800 });
      }),
      check('gives no key at once for one in the wait that is not in the list', async (context) => {
        const waiting = context.channel.getOption(SHORT, '5', { timeoutMs: 20_000 });
        waiting.catch(() => {});
        await context.placed.executing('GET OPTION');
        const tookMs = await timeOf(context.placed.press('6', { durationMs: 400 }).then(() => waiting));
        expect(await waiting).toEqual({ kind: 'noKey', endSamples: 800 });
        expect(tookMs).toBeLessThan(5000);
      }),
    ],
    timeout: [
      check('gives no key when none came in time', async ({ channel }) => {
        expect(await channel.getOption(SHORT, '1', { timeoutMs: 200 })).toEqual({ kind: 'noKey', endSamples: 800 });
      }),
    ],
    hangUp: [
      check('ends with the call in the sound', (context) =>
        hangsUpDuring(context, 'GET OPTION', context.channel.getOption(LONG, '1')),
      ),
      check('ends with the call in the wait after the sound', (context) =>
        hangsUpDuring(
          context,
          'GET OPTION',
          context.channel.getOption(SHORT, '1', { timeoutMs: 20_000 }),
          PAST_SHORT_MS,
        ),
      ),
    ],
  },

  waitForDigit: {
    success: [
      check('gives every key of a telephone, one command each', async (context) => {
        const { channel, placed } = context;
        for (const [i, key] of ALL_KEYS.split('').entries()) {
          const waiting = channel.waitForDigit();
          await placed.executing('WAIT FOR DIGIT', i + 1);
          await placed.press(key);
          expect(await waiting).toEqual({ kind: 'key', key });
        }
      }),
    ],
    failure: [
      check('tells what AMI did to the channel from a key', async ({ channel, call, placed }) => {
        const waiting = channel.waitForDigit(5000);
        await placed.executing('WAIT FOR DIGIT');
        await call.asterisk.ami.action('ControlPlayback', { Channel: placed.agiChannel, Control: 'stop' });
        expect(await waiting).toEqual({ kind: 'control', code: 1000 });
      }),
    ],
    key: [
      check('counts a key when it is released', async (context) => {
        const waiting = context.channel.waitForDigit(5000);
        waiting.catch(() => {});
        await context.placed.executing('WAIT FOR DIGIT');
        const pressing = context.placed.press('7', { durationMs: 700 });
        const tookMs = await timeOf(expect(waiting).resolves.toEqual({ kind: 'key', key: '7' }));
        expect(tookMs).toBeGreaterThan(600);
        await pressing;
      }),
    ],
    timeout: [
      check('says so when no key came in time', async ({ channel }) => {
        const tookMs = await timeOf(expect(channel.waitForDigit(300)).resolves.toEqual({ kind: 'timeout' }));
        expect(tookMs).toBeGreaterThan(250);
        expect(tookMs).toBeLessThan(1500);
      }),
      check('is released by the next command, and that is no key', async ({ channel }) => {
        const held = await channel.holdUntil(new Promise((resolve) => setTimeout(resolve, 100, 'done')));
        expect(held).toEqual({ result: { status: 'fulfilled', value: 'done' }, keys: [] });
      }),
    ],
    hangUp: [
      check('ends with the call', (context) =>
        hangsUpDuring(context, 'WAIT FOR DIGIT', context.channel.waitForDigit()),
      ),
    ],
  },
} satisfies FamilyChecks<'getData' | 'getOption' | 'waitForDigit'>;
