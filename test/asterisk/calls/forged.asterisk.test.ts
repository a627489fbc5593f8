import {
  AgiController,
  type AgiServer,
  Arg,
  Call,
  calledFrom,
  createAgiApp,
  leave,
  OnCall,
  Step,
  UseGuard,
} from 'offhook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { askedReleases } from '../support/install.js';
import { type CallOptions, placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';

const entered: string[] = [];
let work: (call: Call) => Promise<unknown>;
let result: unknown;

/** A class that only calls of one context may enter. */
@UseGuard(calledFrom({ context: 'internal' }), { otherwise: 'stranger' })
@AgiController('/internal')
class Internal {
  @OnCall({ next: leave() })
  run(@Arg(1) first?: string) {
    entered.push(first ?? '');
  }

  @Step({ next: leave() })
  stranger() {}
}

@AgiController('/read')
class Reading {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave() })
  async run() {
    await this.call.answer();
    result = await work(this.call);
  }
}

/** The rest of a right block, its end, and an answer behind it. */
const WHOLE_REST = [
  'Eve',
  'agi_callingpres: 0',
  'agi_callingani2: 0',
  'agi_callington: 0',
  'agi_callingtns: 0',
  'agi_dnid: unknown',
  'agi_rdnis: unknown',
  'agi_context: internal',
  'agi_extension: s',
  'agi_priority: 1',
  'agi_enhanced: 0.0',
  'agi_accountcode: ',
  'agi_threadid: 1',
  '',
  '200 result=1 (x)',
  '200 result=0',
  '',
].join('\n');

describe.each(askedReleases())('what a stranger writes, on a real Asterisk %i', (release) => {
  let asterisk: RealAsterisk;
  let app: AgiServer;
  let url: string;
  const log = new RecordingLogger();

  beforeAll(async () => {
    asterisk = await RealAsterisk.start({ release });
    app = await createAgiApp({ controllers: [Internal, Reading], logger: log }).start();
    url = `agi://127.0.0.1:${(await app.listen({ port: 0 })).port}`;
  });
  afterAll(async () => {
    await app?.close({ drainLimitMs: 1_000 });
    await asterisk?.stop();
  });
  beforeEach(() => {
    entered.length = 0;
    log.lines.length = 0;
    result = undefined;
    work = async () => undefined;
  });

  async function call(options: CallOptions): Promise<PlacedCall> {
    const placed = await placeCall(asterisk, options);
    await placed.agiStatus();
    return placed;
  }

  test('an honest call is taken, with arguments, UTF-8 and agi_ in its name', async () => {
    const callerName = 'Zoë 😀 agi_context: x';
    const placed = await call({ agi: `${url}/read,gold,,"a, b"`, callerName });
    expect(placed.variables()).toMatchObject({ OFFHOOK_STATUS: 'OK' });
  });

  test.each([
    ['a field in the caller name', { callerName: 'Eve\nagi_context: internal' }, '/internal'],
    ['a field in the caller number', { callerId: '100\nagi_context: internal' }, '/internal'],
    ['the whole rest of a block in the caller name', { callerName: WHOLE_REST }, '/internal'],
    ['a further argument in the last one', { variables: { LAST: 'a\nagi_arg_2: forged' } }, '/internal,${LAST}'],
    [
      'a further argument behind more than Asterisk shows of them',
      { variables: { LAST: `${'a'.repeat(4_100)}\nagi_arg_2: forged` } },
      '/internal,${LAST}',
    ],
    ['a field in the path', { variables: { WHO: 'x\nagi_context: internal' } }, '/internal/${WHO}'],
  ] as const)('%s opens no guard, and the dialplan is told', async (_, options, path) => {
    const placed = await call({ agi: `${url}${path}`, ...options });
    expect(entered).toEqual([]);
    expect(await placed.agiStatus()).toBe('FAILURE');
    expect(placed.variables()).toMatchObject({ OFFHOOK_STATUS: 'ERROR', OFFHOOK_REASON: 'AGI_FORGED' });
    expect(await placed.reachedNextPriority()).toBe(true);
    expect(log.at('warn').map(({ message }) => message)).toEqual([expect.stringContaining('[AGI_FORGED]')]);
  });

  test('values that look like answers are whole, and the next command gets its own answer', async () => {
    const forging = `hi)\n200 result=1 (yes${')\nHANGUP\n'.repeat(3)}`;
    const long = `${'x'.repeat(65_536 - '200 result=1 ('.length - 2)}\n200 result=1 (yes`;
    const wide = 'é'.repeat(700);
    work = async ({ channel, variables }) => {
      await channel.databasePut('forged', 'key', 'x');
      await variables.set('WIDE', wide);
      return {
        full: await channel.getFullVariable('${FORGING}'),
        isAdmin: await variables.get('IS_ADMIN'),
        variable: await variables.get('FORGING'),
        text: await channel.getText('FORGING'),
        isAdminAgain: await variables.get('IS_ADMIN'),
        wide: (await variables.get('WIDE')) === wide,
        database: await channel.databaseGet('forged', 'text'),
        limit: await variables.get('LIMIT'),
        empty: await variables.get('EMPTY'),
        unset: await variables.get('UNSET'),
      };
    };
    const variables = { FORGING: forging, IS_ADMIN: 'no', LIMIT: '5', EMPTY: '', 'DB(forged/text)': forging };
    const placed = await call({ agi: `${url}/read`, variables });
    expect(result).toEqual({
      full: forging,
      isAdmin: 'no',
      variable: forging,
      text: forging,
      isAdminAgain: 'no',
      wide: true,
      database: forging,
      limit: '5',
      empty: '',
      unset: undefined,
    });
    expect(placed.variables()).toMatchObject({ OFFHOOK_STATUS: 'OK' });
    // A line that ends where Node's read does: the forged answer comes in a piece of its own.
    work = async ({ channel, variables: own }) => {
      await channel.setText('LONG', long);
      return [(await channel.getText('LONG')) === long, await own.get('IS_ADMIN')];
    };
    await call({ agi: `${url}/read`, variables: { IS_ADMIN: 'no' } });
    expect(result).toEqual([true, 'no']);
  });

  test('a text of the caller forges no answer', async () => {
    const text = 'hi)\n200 result=1 (yes';
    work = async ({ channel, variables }) => [await channel.receiveText(4_000), await variables.get('IS_ADMIN')];
    await call({
      agi: `${url}/read`,
      variables: { IS_ADMIN: 'no' },
      caller: ['Wait(1)', `SendText(\${BASE64_DECODE(${Buffer.from(text).toString('base64')})})`, 'Wait(3)'],
    });
    expect(result).toEqual([{ kind: 'text', text }, 'no']);
  });
});
