import { setTimeout as sleep } from 'node:timers/promises';
import {
  AgiController,
  type AgiServer,
  Call,
  createAgiApp,
  type EndedCall,
  leave,
  OnCall,
  OnHangup,
  read,
} from 'offhook';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { type CallOptions, placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';

const DIALPLAN = `
[elsewhere]
exten => s,1,Set(ELSEWHERE=\${OFFHOOK_STATUS} \${OFFHOOK_REASON})
 same => n,Wait(0.5)
`;

type Work = (call: Call) => Promise<unknown>;
let work: Work;
const notes: string[] = [];

/** Does what the test wants, and notes how it went. */
@AgiController('/busy')
class BusyController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave() })
  async run() {
    await this.call.answer();
    try {
      await work(this.call);
      notes.push('the work was done');
    } finally {
      notes.push('finally');
    }
  }

  @OnHangup()
  async leaves(call: EndedCall) {
    await call.variables.set('SAVED', 'yes');
    notes.push(`@OnHangup ${call.reason}`);
  }
}

/** A beep is over by then, and everything else is not. */
const SETTLED_MS = 800;

let asterisk: RealAsterisk;
let app: AgiServer;
let url: string;
const log = new RecordingLogger();
let overAtMs = 0;

beforeAll(async () => {
  asterisk = await RealAsterisk.start({ dialplan: DIALPLAN });
  const listeners = [
    () =>
      ({ kind }: { readonly kind: string }) =>
        void (kind === 'ended' && (overAtMs = performance.now())),
  ];
  app = await createAgiApp({ controllers: [BusyController], logger: log, listeners }).start();
  const { port } = await app.listen({ port: 0 });
  url = `agi://127.0.0.1:${port}/busy`;
});

afterAll(async () => {
  await app?.close({ drainLimitMs: 1_000 });
  await asterisk?.stop();
});

afterEach(async () => {
  await asterisk.cli('channel request hangup all');
  await expect.poll(() => app.callsInFlight, { timeout: 30_000 }).toBe(0);
});

beforeEach(() => {
  notes.length = 0;
  log.lines.length = 0;
});

async function place(its: Work, options: Partial<CallOptions> = {}): Promise<PlacedCall> {
  work = its;
  return placeCall(asterisk, { agi: url, media: 'tone', ...options });
}

/** Hangs up, and says how long it took until the call was over for the app. */
async function hangUp(placed: PlacedCall): Promise<number> {
  const atMs = performance.now();
  await placed.hangUp();
  await isOver(placed);
  return overAtMs - atMs;
}

async function isOver(placed: PlacedCall): Promise<void> {
  await placed.ended;
  await expect.poll(() => app.callsInFlight, { timeout: 15_000 }).toBe(0);
}

/** One call ended so, and nothing failed. */
function endedAs(end: string): void {
  expect(log.at('info').map(({ fields }) => fields['end'])).toEqual([end]);
  expect(log.at('error')).toEqual([]);
}

/** Waits for something that no command is about, as for a database. */
const outside: Work = ({ signal }) => sleep(20_000, undefined, { signal });

const IN_THE_MIDDLE: readonly [where: string, work: Work, command: string][] = [
  ['a prompt', (its) => its.play('demo-congrats'), 'STREAM FILE "demo-congrats"'],
  ['a question', (its) => its.ask(read.digits({ length: 4 }), { prompt: 'demo-congrats' }), 'GET DATA'],
  [
    'the silence of a question',
    (its) => its.ask(read.digits({ length: 4 }), { prompt: 'beep', timeoutMs: 20_000 }),
    'GET DATA',
  ],
  ['an await of the handler', outside, 'ANSWER'],
  [
    'work while the caller holds the line',
    (its) => its.waitFor(() => outside(its), { filler: 'demo-congrats', fillerAfterMs: 1 }),
    'STREAM FILE',
  ],
  ['a recording', (its) => its.record({ name: 'cut', folder: asterisk.spoolFolder, beep: false }), 'RECORD FILE'],
  ['an application', (its) => its.channel.exec('Wait', '20'), 'EXEC "Wait"'],
];

describe('a redirect by AMI in the middle of', () => {
  test.each(IN_THE_MIDDLE)(
    '%s ends the call as redirected, and the dialplan goes on there',
    async (_where, its, command) => {
      const placed = await place(its);
      await placed.executing(command);
      await sleep(SETTLED_MS);
      await placed.redirect('elsewhere', 's', 1);
      expect(await placed.variable('ELSEWHERE')).toBe('HANGUP redirected');
      await isOver(placed);
      expect(notes).toEqual(['finally', '@OnHangup redirected']);
      expect(placed.variables()).toMatchObject({ AGISTATUS: 'HANGUP', SAVED: 'yes' });
      expect(placed.valuesOf('ELSEWHERE')).toHaveLength(1);
      expect(log.at('warn')).toEqual([]);
      endedAs('redirected');
    },
  );
});

describe('with AGISIGHUP=no, where Asterisk says nothing of a hang-up, one in the middle of', () => {
  const silent = { variables: { AGISIGHUP: 'no' } };

  test.each(IN_THE_MIDDLE)(
    '%s is seen by the answer of what runs or holds the line, and the last commands still go through',
    async (_where, its, command) => {
      const placed = await place(its, silent);
      await placed.executing(command);
      await sleep(SETTLED_MS);
      expect(await hangUp(placed)).toBeLessThan(2_000);
      expect(notes).toEqual(['finally', '@OnHangup caller']);
      expect(placed.variables()).toMatchObject({ AGISTATUS: 'HANGUP', OFFHOOK_STATUS: 'HANGUP', SAVED: 'yes' });
      expect(log.at('warn')).toEqual([]);
      endedAs('callerHungUp');
    },
  );
});

describe('with AGIEXITONHANGUP=yes, where Asterisk closes the connection, a hang-up in the middle of', () => {
  test.each(IN_THE_MIDDLE)(
    '%s ends the call at once, and no command goes through any more',
    async (_where, its, command) => {
      const placed = await place(its, { variables: { AGIEXITONHANGUP: 'yes' } });
      await placed.executing(command);
      await sleep(SETTLED_MS);
      expect(await hangUp(placed)).toBeLessThan(2_000);
      expect(notes).toEqual(['finally']);
      expect(placed.variables()['OFFHOOK_STATUS']).toBeUndefined();
      expect(placed.variables()['SAVED']).toBeUndefined();
      expect(await placed.agiStatus()).toBe('HANGUP');
      // What @OnHangup wanted to set could not be set.
      expect(log.at('warn').map(({ message }) => message)).toEqual(['cleaning up needed the caller, who is gone']);
      endedAs('callerHungUp');
    },
  );
});
