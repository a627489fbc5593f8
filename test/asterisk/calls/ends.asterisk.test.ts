/* How a call ends in the dialplan, on a real Asterisk: where it goes on, and who ended it. */
import { AgiController, type AgiServer, Call, createAgiApp, type EndedCall, leave, OnCall, OnHangup } from 'offhook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { askedReleases } from '../support/install.js';
import { type CallOptions, placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';

type Place = NonNullable<Parameters<typeof leave>[0]>;
type Work = (call: Call) => Promise<unknown>;
let work: Work = async () => undefined;
let place: Place | undefined;
const notes: unknown[] = [];

@AgiController('/ends')
class EndsController {
  constructor(private readonly call: Call) {}

  @OnCall({ to: [leave] })
  async run() {
    await this.call.answer();
    const result = await work(this.call);
    if (result !== undefined) notes.push(result);
    return leave(place);
  }

  @OnHangup()
  ended({ reason }: EndedCall) {
    notes.push(`@OnHangup ${reason}`);
  }
}

/** Only reads and writes. */
@AgiController('/after')
class AfterController {
  constructor(private readonly call: Call) {}
  @OnCall({ next: leave() }) async note() {
    await this.call.variables.set('AFTER', (await this.call.variables.get('OFFHOOK_STATUS')) ?? '');
  }
}

const dialplan = (port: number) => `
[office]
exten => ann,1,Answer()
 same => n,Wait(20)
exten => 77,1,Answer()
 same => n,Wait(3)
[places]
exten => 200,1,Set(WENT=200)
 same => 5(here),Set(WENT=here)
exten => _3XX,1,Set(WENT=\${EXTEN})
[forgiving]
exten => i,1,Set(WENT=i)
[queue-keys]
exten => 5,1,Set(WENT=key)
[elsewhere]
exten => s,1,Wait(0.5)
[dies]
exten => s,1,Answer()
 same => n,Set(CHANNEL(hangup_handler_push)=handler,s,1)
 same => n,Set(OFFHOOK_STATUS=HANGUP)
 same => n,Set(OFFHOOK_REASON=app)
 same => n,Hangup()
exten => h,1,AGI(agi://127.0.0.1:${port}/after)
[handler]
exten => s,1,AGI(agi://127.0.0.1:${port}/after)
 same => n,Set(GLOBAL(TOLD)=\${OFFHOOK_STATUS} \${OFFHOOK_REASON} \${AFTER})
 same => n,Return()
`;
const FILES = {
  'queues.conf': '[general]\n[keys]\njoinempty = yes\ncontext = queue-keys\n[nobody]\njoinempty = yes\nretry = 1\n',
};

describe.each(askedReleases())('on Asterisk %i', (release) => {
  let asterisk: RealAsterisk;
  let app: AgiServer;
  let port: number;
  const log = new RecordingLogger();

  beforeAll(async () => {
    app = await createAgiApp({ controllers: [EndsController, AfterController], logger: log }).start();
    ({ port } = await app.listen({ port: 0 }));
    asterisk = await RealAsterisk.start({ release, dialplan: dialplan(port), modules: 'full', files: FILES });
  });
  afterAll(async () => {
    await app?.close({ drainLimitMs: 1_000 });
    await asterisk?.stop();
  });
  beforeEach(() => {
    notes.length = 0;
    log.lines.length = 0;
    work = async () => undefined;
    place = undefined;
  });

  async function call(
    its: { readonly work?: Work; readonly place?: Place },
    meanwhile: (placed: PlacedCall) => Promise<unknown> = async () => undefined,
    options: Partial<CallOptions> = {},
  ): Promise<PlacedCall> {
    work = its.work ?? work;
    place = its.place;
    const placed = await placeCall(asterisk, { agi: `agi://127.0.0.1:${port}/ends`, media: 'tone', ...options });
    await meanwhile(placed);
    await placed.ended;
    await expect.poll(() => app.callsInFlight).toBe(0);
    return placed;
  }

  const plays: Work = (its) => its.play('demo-congrats');
  const hangsUpInTheSound = async (placed: PlacedCall) => {
    await placed.executing('STREAM FILE');
    await placed.hangUp();
  };

  test.each<[Place, string]>([
    [{ context: 'places', extension: '200' }, '200'],
    [{ context: 'places', extension: '200', priority: 'here' }, 'here'],
    [{ context: 'places', extension: '345' }, '345'],
    [{ context: 'forgiving', extension: '999' }, 'i'],
  ])('leave goes to %j', async (to, went) => {
    const placed = await call({ place: to });
    // The line before a label runs as well.
    expect(placed.valuesOf('WENT')[0]).toBe(went);
    expect(placed.variables()).toMatchObject({ OFFHOOK_STATUS: 'OK', AGISTATUS: 'SUCCESS' });
  });

  test.each<[Place]>([
    [{ context: 'nosuch', extension: '77', priority: 'here' }],
    [{ context: 'nosuch' }],
    [{ context: 'places', extension: '200', priority: 'there' }],
    [{ context: 'places', extension: '200', priority: 9 }],
    [{ extension: '200' }],
  ])('leave to %j, which does not exist, goes on behind AGI()', async (to) => {
    const placed = await call({ place: to });
    expect(await placed.reachedNextPriority()).toBe(true);
    expect(placed.variables()).toMatchObject({
      OFFHOOK_STATUS: 'ERROR',
      OFFHOOK_REASON: 'AGI_NO_SUCH_PLACE',
      AGISTATUS: 'FAILURE',
    });
  });

  test('leave to a label that is missing goes on behind AGI() without func_dialplan', async () => {
    await asterisk.cli('module unload func_dialplan.so');
    try {
      const placed = await call({ place: { context: 'places', extension: '200', priority: 'there' } });
      expect(await placed.reachedNextPriority()).toBe(true);
      expect(placed.variables()).toMatchObject({ OFFHOOK_STATUS: 'ERROR', OFFHOOK_REASON: 'AGI_USAGE' });
    } finally {
      await asterisk.cli('module load func_dialplan.so');
    }
  });

  test('a hang-up behind a queue that was left by a key is no redirect', async () => {
    const queue: Work = async (its) => {
      notes.push(await its.queue('keys', { timeoutMs: 9_000 }));
      await plays(its);
    };
    await call({ work: queue }, async (placed) => {
      await placed.executing('EXEC "Queue"');
      await new Promise((resolve) => void setTimeout(resolve, 1_000));
      await placed.press('5');
      await hangsUpInTheSound(placed);
    });
    expect(notes).toEqual([{ kind: 'exitKey', digits: '5' }, '@OnHangup caller']);
  });

  test('a hang-up behind a Goto is no redirect', async () => {
    const moves: Work = async (its) => {
      await its.channel.sendRawCommand('EXEC ExecIf "1?Goto(places,200,1)"');
      await plays(its);
    };
    await call({ work: moves }, hangsUpInTheSound);
    expect(notes).toEqual(['@OnHangup caller']);
  });

  test('a redirect behind a queue that moved nothing stays one', async () => {
    const queue: Work = async (its) => {
      await its.queue('nobody', { timeoutMs: 900 });
      await plays(its);
    };
    await call({ work: queue }, async (placed) => {
      await placed.executing('STREAM FILE');
      await placed.redirect('elsewhere', 's', 1);
    });
    expect(notes).toEqual(['@OnHangup redirected']);
  });

  test.each<[string, Work, string]>([
    ['a prompt', plays, 'STREAM FILE'],
    ['a question', (its) => its.menu({ prompt: 'demo-congrats', choices: { '1': 1 } }), 'GET DATA'],
    ['a recording', (its) => its.record({ name: 'cut', folder: asterisk.spoolFolder, beep: false }), 'RECORD FILE'],
    ['a talk', (its) => its.dial('Local/ann@office/n', { ringTimeoutMs: 5_000 }), 'EXEC "Dial"'],
  ])('a hang-up in %s is the caller’s when Asterisk closes the connection without a word', async (_, its, command) => {
    const beforeAgi = ['Set(AGISIGHUP=no)', 'Set(AGIEXITONHANGUP=yes)'];
    await call(
      { work: its },
      async (placed) => {
        await placed.executing(command);
        await new Promise((resolve) => void setTimeout(resolve, 1_200));
        await placed.hangUp();
      },
      { beforeAgi },
    );
    await expect.poll(() => notes).toEqual(['@OnHangup caller']);
  });

  test('a talk that a transfer of the caller has ended is told so', async () => {
    const talks: Work = (its) => its.dial('Local/ann@office/n', { ringTimeoutMs: 5_000 });
    await call({ work: talks }, async (placed) => {
      await placed.waitFor('BridgeEnter');
      await asterisk.ami.action('BlindTransfer', { Channel: placed.agiChannel, Context: 'office', Exten: '77' });
    });
    expect(notes).toMatchObject([
      { kind: 'answered', endedBy: 'transferred', transferredTo: { context: 'office', extension: '77' } },
    ]);
  });

  test('AGI() in h and in a hang-up handler leave what was told of the call', async () => {
    await asterisk.ami.action('Originate', {
      Channel: 'Local/77@office/n',
      Context: 'dies',
      Exten: 's',
      Priority: '1',
      Async: 'true',
    });
    const told = async () => (await asterisk.ami.action('Getvar', { Variable: 'TOLD' }))['Value'];
    await expect.poll(told, { timeout: 10_000 }).toBe('HANGUP app HANGUP');
    expect(log.at('info').map(({ fields }) => fields['end'])).toEqual(['dialplan', 'dialplan']);
  });
});
