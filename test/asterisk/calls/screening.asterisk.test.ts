import {
  accept,
  AgiController,
  type AgiServer,
  Call,
  createAgiApp,
  leave,
  Menu,
  menu,
  OnCall,
  OnHangup,
  reject,
  say,
  Screening,
  Variable,
} from 'offhook';
import type { CallDialOptions } from 'offhook/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';

/** Members of the office, by what they do when they have answered and are asked. */
const OFFICE = `
[office]
exten => yes,1,Answer()
 same => n,Wait(2)
 same => n,SendDTMF(1)
 same => n,Wait(3)
exten => no,1,Answer()
 same => n,Wait(1)
 same => n,SendDTMF(2)
 same => n,Wait(20)
exten => silent,1,Answer()
 same => n,Wait(20)
exten => leaves,1,Answer()
 same => n,Wait(1)
exten => late,1,Answer()
 same => n,Wait(4)
 same => n,SendDTMF(1)
 same => n,Wait(20)
[screened]
exten => _[a-z].,1,Set(_CUSTOMER=\${CUSTOMER})
 same => n,Dial(Local/\${EXTEN}@office/n,20,gU(offhook-screening^/screen-agent))
`;

/** As docs/guides/record-and-connect.md shows it. */
const screeningContext = (port: number) => `
[offhook-screening]
exten => s,1,Set(GOSUB_RESULT=CONTINUE)
 same => n,AGI(agi://127.0.0.1:${port}\${ARG1})
 same => n,Return()
`;

const QUEUES = `[general]
[guarded]
joinempty = yes
setinterfacevar = yes
retry = 1
timeout = 10
member => Local/no@screened/n
member => Local/yes@screened/n
`;

type Work = (call: Call) => Promise<unknown>;
let work: Work;
const results: unknown[] = [];
const asked: unknown[] = [];

@Screening('/screen-agent')
class AgentScreening {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'offer' })
  tell(@Variable('CUSTOMER') customer: string | undefined) {
    asked.push({ ...this.call.caller, customer });
  }

  @Menu({ choices: { '1': accept, '2': reject }, attempts: 1, timeoutMs: 1_000 })
  offer() {
    return menu('vm-from-phonenumber', say.digits(this.call.caller.number ?? ''), 'vm-press');
  }

  @OnHangup()
  leaves() {
    asked.push('left');
  }
}

@AgiController('/centre')
class Centre {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave() })
  async run() {
    await this.call.answer();
    results.push(await work(this.call).catch((error: unknown) => error));
  }
}

const options: CallDialOptions = { ringTimeoutMs: 5_000, screenedBy: AgentScreening, pass: { CUSTOMER: '0012' } };

describe('screening on a real Asterisk', () => {
  let asterisk: RealAsterisk;
  let app: AgiServer;
  let port: number;
  const log = new RecordingLogger();

  beforeAll(async () => {
    app = await createAgiApp({ controllers: [Centre, AgentScreening], logger: log }).start();
    ({ port } = await app.listen({ port: 0 }));
    const dialplan = OFFICE + screeningContext(port);
    asterisk = await RealAsterisk.start({ dialplan, modules: 'full', files: { 'queues.conf': QUEUES } });
  });
  afterAll(async () => {
    await app?.close({ drainLimitMs: 1_000 });
    await asterisk?.stop();
  });
  beforeEach(() => {
    results.length = 0;
    asked.length = 0;
  });

  async function call(
    its: Work,
    meanwhile: (placed: PlacedCall) => Promise<unknown> = async () => undefined,
    beforeAgi: readonly string[] = [],
  ) {
    work = its;
    const placed = await placeCall(asterisk, {
      agi: `agi://127.0.0.1:${port}/centre`,
      callerId: '5550100',
      callerName: 'Jo',
      beforeAgi,
    });
    await meanwhile(placed);
    await placed.ended;
    await expect.poll(() => app.callsInFlight).toBe(0);
    return placed;
  }

  const who = { number: '5550100', name: 'Jo', presentation: 'allowed', customer: '0012' };

  test('the agent is told who calls and why, accepts, and is connected', async () => {
    const placed = await call((its) => its.dial('Local/yes@office/n', { ...options, music: 'default' }));
    const [dialled] = results as [{ totalMs: number }];
    expect(dialled).toMatchObject({ kind: 'answered', target: 'Local/yes@office/n', talkedMs: undefined });
    // Two seconds until they press 1, three of talk.
    expect(Math.abs(dialled.totalMs - 5_300)).toBeLessThan(700);
    expect(asked).toEqual([who]);
    const names = placed.events.map(({ name }) => name);
    expect(names.indexOf('MusicOnHoldStop')).toBeLessThan(
      names.indexOf('BridgeEnter', names.indexOf('MusicOnHoldStart')),
    );
    expect(log.at('error')).toEqual([]);
  });

  test.each([
    ['no', [who]],
    ['silent', [who]],
    ['leaves', [who, 'left']],
  ])('an agent who says %s is not connected, and the caller goes on', async (agent, told) => {
    await call((its) => its.dial(`Local/${agent}@office/n`, options));
    expect(results).toEqual([{ kind: 'notAccepted', hangUpCause: expect.any(Number) }]);
    expect(asked).toEqual(told);
  });

  test('an agent is not told the number of a caller who withholds it', async () => {
    const beforeAgi = ['Set(CALLERID(pres)=prohib)'];
    await call((its) => its.dial('Local/no@office/n', options), undefined, beforeAgi);
    expect(asked).toEqual([{ number: undefined, name: undefined, presentation: 'restricted', customer: '0012' }]);
  });

  test('in turn, the next one is asked', async () => {
    await call((its) => its.dial(['Local/no@office/n', 'Local/yes@office/n'], { ...options, strategy: 'inTurn' }));
    expect(results).toMatchObject([{ kind: 'answered', target: 'Local/yes@office/n' }]);
    expect(asked).toEqual([who, who]);
  });

  test('a caller who hangs up meanwhile is gone when the agent accepts', async () => {
    await call(
      (its) => its.dial('Local/yes@office/n', options),
      async (placed) => {
        await placed.executing('EXEC "Dial"');
        await pause(1_000);
        await placed.hangUp();
      },
    );
    expect(results).toMatchObject([{ name: 'HangUpError' }]);
  });

  test('in a queue each member is asked alone, and who accepts has the call', async () => {
    const pass = { CUSTOMER: '0012' };
    await call((its) => its.queue('guarded', { timeoutMs: 20_000, pass }));
    expect(results).toMatchObject([{ kind: 'answered', member: 'Local/yes@screened/n' }]);
    expect(asked).toEqual([who, who]);
  });

  test('when the app cannot be reached there, nobody is connected', async () => {
    await asterisk.reloadDialplan(OFFICE + screeningContext(9));
    await call((its) => its.dial('Local/late@office/n', options));
    expect(results).toMatchObject([{ kind: 'notAccepted' }]);
  });

  test('without the lines in the dialplan nobody is even rung', async () => {
    await asterisk.reloadDialplan(OFFICE);
    const placed = await call((its) => its.dial('Local/late@office/n', options));
    expect(results).toMatchObject([{ name: 'CommandError', code: 'AGI_COMMAND_FAILED' }]);
    expect(placed.agiExec.some(({ fields }) => fields.Command?.startsWith('EXEC "Dial"'))).toBe(false);
  });
});

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
