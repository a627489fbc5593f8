import { existsSync, statSync } from 'node:fs';

import { AgiController, type AgiServer, Call, createAgiApp, type EndedCall, leave, OnCall, OnHangup } from 'offhook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { type CallOptions, placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';

const DIALPLAN = `
[office]
exten => busy,1,Busy(1)
exten => told,1,Set(GLOBAL(TOLD)=\${CUSTOMER})
 same => n,Answer()
 same => n,Wait(1)
`;

type Work = (call: Call) => Promise<unknown>;
let work: Work;
let left: EndedCall['recording'];
const results: unknown[] = [];

/** Answers and does what the test wants. */
@AgiController('/verbs')
class Verbs {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave() })
  async run() {
    await this.call.answer();
    results.push(await work(this.call));
  }

  @OnHangup()
  leaves(call: EndedCall) {
    left = call.recording;
  }
}

describe.each([
  ['with app_minivm', ['app_minivm'], [undefined]],
  // Recorded over: the header of an empty file, and at times the one frame that came before Asterisk looked at the time.
  ['without it', [], [44, 44 + 320]],
] as const)('the verbs of a call on a real Asterisk %s', (_, extraModules, leftWhileThere) => {
  let asterisk: RealAsterisk;
  let app: AgiServer;
  let url: string;
  const log = new RecordingLogger();
  let recordings = 0;
  /** A name of its own for each recording, so that nothing of an older one is taken for it. */
  const own = () => ({ name: `said-${++recordings}`, folder: asterisk.spoolFolder });
  const path = (file: string) => asterisk.pathOf(`${file}.wav`);

  beforeAll(async () => {
    asterisk = await RealAsterisk.start({
      dialplan: DIALPLAN,
      extraModules,
      files: { 'minivm.conf': '[general]\n' },
    });
    app = await createAgiApp({
      controllers: [Verbs],
      logger: log,
      defaults: { attempts: 1, timeoutMs: 1_000 },
    }).start();
    const { port } = await app.listen({ port: 0 });
    url = `agi://127.0.0.1:${port}/verbs`;
  });
  afterAll(async () => {
    await app?.close({ drainLimitMs: 1_000 });
    await asterisk?.stop();
  });
  beforeEach(() => {
    results.length = 0;
    left = undefined;
  });

  async function call(
    its: Work,
    meanwhile: (placed: PlacedCall) => Promise<unknown> = async () => undefined,
    options: Partial<CallOptions> = {},
  ): Promise<PlacedCall> {
    work = its;
    const placed = await placeCall(asterisk, { agi: url, media: 'tone', ...options });
    await meanwhile(placed);
    await placed.ended;
    await expect.poll(() => app.callsInFlight).toBe(0);
    expect(log.at('error')).toEqual([]);
    return placed;
  }

  const pressesIn = (command: string, key: string, afterMs: number) => async (placed: PlacedCall) => {
    await placed.executing(command);
    await pause(afterMs);
    await placed.press(key);
  };

  test('a recording is ended by its key, and its length is that of the file', async () => {
    const { name, folder } = own();
    await call((its) => its.record({ name, folder, beep: false }), pressesIn('RECORD FILE', '#', 1_500));
    const file = `${folder}/${name}`;
    expect(results).toEqual([{ kind: 'recorded', file, durationMs: expect.any(Number), endedBy: 'key' }]);
    const [{ durationMs }] = results as [{ durationMs: number }];
    expect(durationMs).toBeGreaterThan(500);
    // 8000 samples of two bytes a second, and the header.
    expect(Math.abs((statSync(path(file)).size - 44) / 16 - durationMs)).toBeLessThan(50);
  });

  test('silence ends it, in whole seconds, rounded up', async () => {
    const options = { ...own(), beep: false, silenceMs: 1_100, maxDurationMs: 8_000 };
    const placed = await call((its) => its.record(options), undefined, { media: 'silence' });
    expect(results).toMatchObject([{ kind: 'recorded', endedBy: 'silence' }]);
    expect(placed.agiExec.map(({ fields }) => fields.Command).join('\n')).toContain('"s=2"');
  });

  test('a key in the beep skips the rest of it', async () => {
    const options = { ...own(), stopKeys: '1', maxDurationMs: 700 };
    await call((its) => its.record(options), pressesIn('RECORD FILE', '1', 0));
    expect(results).toMatchObject([{ kind: 'recorded' }]);
  });

  test('a folder that does not exist is told', async () => {
    await call((its) => its.record({ ...own(), folder: '/nowhere/at/all', beep: false }));
    expect(results).toEqual([{ kind: 'failed', reason: 'cannotWrite' }]);
  });

  test('what was said until the hang-up is kept, and @OnHangup is told', async () => {
    const options = { ...own(), beep: false };
    await call(
      (its) => its.record(options),
      async (placed) => {
        await placed.executing('RECORD FILE');
        await pause(1_000);
        await placed.hangUp();
      },
    );
    expect(left?.file).toBe(`${options.folder}/${options.name}`);
    expect(left?.durationMs).toBeGreaterThan(500);
    expect(existsSync(path(left?.file ?? ''))).toBe(true);
  });

  test('or removed', async () => {
    const options = { ...own(), beep: false, onHangup: 'remove' } as const;
    const file = path(`${options.folder}/${options.name}`);
    let wasThere = false;
    await call(
      (its) => its.record(options),
      async (placed) => {
        await placed.executing('RECORD FILE');
        await pause(800);
        wasThere = existsSync(file);
        await placed.hangUp();
      },
    );
    expect(wasThere).toBe(true);
    expect(left).toBeUndefined();
    expect(existsSync(file)).toBe(false);
  });

  test('a caller hears it, and cancels it: the file is gone', async () => {
    const review = { prompt: 'vm-review', accept: '1', playBack: '2', again: '3', cancel: '4' } as const;
    const options = { ...own(), beep: false, maxDurationMs: 600, review };
    const file = `${options.folder}/${options.name}`;
    const placed = await call(
      (its) => its.record(options),
      async (caller) => {
        await pressesIn('GET DATA "vm-review"', '2', 0)(caller);
        await caller.executing(`STREAM FILE "${file}"`);
        await caller.executing('GET DATA "vm-review"', 2);
        await caller.press('4');
      },
    );
    expect(results).toEqual([{ kind: 'cancelled' }]);
    expect(placed.agiExec.some(({ fields }) => fields.Command?.startsWith(`STREAM FILE "${file}"`))).toBe(true);
    expect(leftWhileThere).toContain(existsSync(path(file)) ? statSync(path(file)).size : undefined);
  });

  test('call.dial rings in turn, and the other leg inherits what is passed', async () => {
    await call((its) =>
      its.dial(['Local/busy@office/n', 'Local/told@office/n'], {
        ringTimeoutMs: 5_000,
        strategy: 'inTurn',
        pass: { CUSTOMER: '0012, "Jo"' },
      }),
    );
    expect(results).toMatchObject([{ kind: 'answered', target: 'Local/told@office/n' }]);
    const { Value } = await asterisk.ami.action('Getvar', { Variable: 'TOLD' });
    expect(Value).toBe('0012, "Jo"');
  });
});

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
