import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AgiController, AgiChannel, type AgiServer, OnCall, OnHangup, createAgiApp, leave } from 'offhook';
import { AppModule, manners } from '../../example-app/src/app.module.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { RealAsterisk } from './support/asterisk.js';
import { freePort } from '../support/free-port.js';
import { placeCall } from './support/place-call.js';
import type { PlacedCall } from './support/placed-call.js';

const project = new URL('../..', import.meta.url).pathname;

/** Answers and gives the call back. */
@AgiController('/plain')
class PlainController {
  constructor(private readonly channel: AgiChannel) {}

  @OnCall({ next: leave() })
  async answer() {
    await this.channel.answer();
  }
}

const handlersStopped: string[] = [];

/** Plays a long sound and notes how it ended. */
@AgiController('/long')
class LongController {
  constructor(private readonly channel: AgiChannel) {}

  @OnCall({ next: leave() })
  async play() {
    await this.channel.answer();
    try {
      await this.channel.streamFile('demo-congrats');
      handlersStopped.push('the sound ended');
    } finally {
      handlersStopped.push('finally');
    }
  }

  @OnHangup()
  ended() {
    handlersStopped.push('@OnHangup');
  }
}

let asterisk: RealAsterisk;
let app: AgiServer;
let url: string;
const log = new RecordingLogger();

beforeAll(async () => {
  const shipped = await readFile(`${project}example-app/asterisk/extensions.conf`, 'utf8');
  const closedPort = await freePort();
  asterisk = await RealAsterisk.start({
    modules: 'full',
    dialplan: shipped.replaceAll(':4573/', `:${closedPort}/`),
    sounds: [{ from: `${project}example-app/sounds/sales`, into: 'sales' }],
  });
  app = await createAgiApp({
    imports: [AppModule],
    controllers: [PlainController, LongController],
    ...manners,
    logger: log,
  }).start();
  const { port } = await app.listen({ port: 0 });
  url = `agi://127.0.0.1:${port}`;
});

afterAll(async () => {
  await app?.close({ drainLimitMs: 1_000 });
  await asterisk?.stop();
});

beforeEach(() => {
  log.lines.length = 0;
  handlersStopped.length = 0;
});

const call = (path: string, options: Partial<Parameters<typeof placeCall>[1]> = {}): Promise<PlacedCall> =>
  placeCall(asterisk, { agi: `${url}${path}`, callerId: '5550100', ...options });

const commands = (placed: PlacedCall) =>
  placed.agiExec.filter(({ name }) => name === 'AGIExecStart').map(({ fields }) => fields['Command'] ?? '');

const played = (placed: PlacedCall, file: string) =>
  commands(placed).filter((command) => command.includes(`"${file}"`)).length;

async function nothingIsLeft(): Promise<void> {
  await expect.poll(() => app.callsInFlight).toBe(0);
  expect(log.at('error')).toEqual([]);
  expect(log.at('warn')).toEqual([]);
}

describe('/sales on a real Asterisk', () => {
  test('greets a customer by the name that the service knows, and tells Asterisk', async () => {
    const placed = await call('/sales');
    await placed.executing('GET DATA "sales/options"');
    expect(commands(placed)).toContain('SAY ALPHA "Ann" "0123456789*#"');
    const { Value } = await asterisk.ami.action('Getvar', { Channel: placed.agiChannel, Variable: 'CALLERID(name)' });
    expect(Value).toBe('Ann');
    await placed.hangUp();
    await nothingIsLeft();
  });

  test('greets a caller whom it does not know without a name', async () => {
    const placed = await call('/sales', { callerId: '5559999' });
    await placed.executing('GET DATA "sales/options"');
    expect(commands(placed).join()).not.toContain('SAY ALPHA');
    const { Value } = await asterisk.ami.action('Getvar', { Channel: placed.agiChannel, Variable: 'CALLERID(name)' });
    expect(Value).toBe('');
    await placed.hangUp();
    await nothingIsLeft();
  });

  test('takes a key that is pressed during a prompt, and keeps order 0012 as text', async () => {
    const placed = await call('/sales');
    await placed.executing('STREAM FILE "hello"');
    await placed.press('1');
    // The key cut the greeting and was kept: neither the name nor the menu is heard.
    await placed.executing('GET DATA "sales/enter-order"');
    expect(played(placed, 'sales/options')).toBe(0);
    for (const key of '0012') await placed.press(key);
    await placed.executing('SAY DIGITS "0012"');
    await placed.executing('STREAM FILE "sales/is-shipped"');
    await placed.executing('GET DATA "sales/options"');
    await placed.hangUp();
    await nothingIsLeft();
  });

  test('says that a wrong key is wrong and asks again', async () => {
    const placed = await call('/sales');
    await placed.executing('GET DATA "sales/options"');
    await placed.press('7');
    await placed.executing('STREAM FILE "pm-invalid-option"');
    await placed.executing('GET DATA "sales/options"', 2);
    await placed.hangUp();
    await nothingIsLeft();
  });

  test('asks again after silence, three times in all, and ends the call', async () => {
    const placed = await call('/sales', { callerId: '5559999' });
    await placed.ended;
    expect(played(placed, 'sales/options')).toBe(3);
    expect(played(placed, 'sales/are-you-there')).toBe(2);
    expect(played(placed, 'vm-goodbye')).toBe(1);
    expect(await placed.variable('OFFHOOK_STATUS')).toBe('HANGUP');
    expect(await placed.variable('OFFHOOK_REASON')).toBe('app');
    await nothingIsLeft();
  });

  test('passes the caller to the operator by a link key, at any place of the dialplan', async () => {
    const placed = await call('/sales', { callerId: '5559999' });
    await placed.executing('GET DATA "sales/options"');
    await placed.press('0');
    await placed.executing('STREAM FILE "pls-hold-while-try"');
    const moved = await placed.waitFor('Newexten', ({ fields }) => fields['Context'] === 'operators');
    expect(moved.fields['Application']).toBe('Playback');
    expect(await placed.agiStatus()).toBe('SUCCESS');
    await placed.hangUp();
    await nothingIsLeft();
  });
});

describe('a hang-up', () => {
  test('in the middle of a prompt stops the handler, runs @OnHangup once, and is no error', async () => {
    const placed = await call('/long');
    await placed.executing('STREAM FILE "demo-congrats"');
    await placed.hangUp();
    expect(await placed.agiStatus()).toBe('HANGUP');
    await placed.ended;
    expect(handlersStopped).toEqual(['finally', '@OnHangup']);
    expect(await placed.reachedNextPriority()).toBe(false);
    expect(await placed.reachedH()).toBe(true);
    expect(await placed.variable('OFFHOOK_STATUS')).toBe('HANGUP');
    await nothingIsLeft();
    expect(log.at('info').map(({ fields }) => fields['end'])).toEqual(['callerHungUp']);
  });

  test('is told from a redirect by AMI', async () => {
    const placed = await call('/long');
    await placed.executing('STREAM FILE "demo-congrats"');
    await placed.redirect('operators', 's', 1);
    await placed.waitFor('Newexten', ({ fields }) => fields['Context'] === 'operators');
    expect(await placed.variable('OFFHOOK_REASON')).toBe('redirected');
    expect(handlersStopped).toEqual(['finally', '@OnHangup']);
    await placed.ended;
    await nothingIsLeft();
  });
});

describe('the end of the application', () => {
  test('gives the call back to the next priority with AGISTATUS=SUCCESS', async () => {
    const placed = await call('/plain');
    expect(await placed.agiStatus()).toBe('SUCCESS');
    expect(await placed.reachedNextPriority()).toBe(true);
    expect(await placed.variable('OFFHOOK_STATUS')).toBe('OK');
    await placed.ended;
    await nothingIsLeft();
  });

  test('is FAILURE for a path that nobody answers, with a variable and a line on the console', async () => {
    const from = asterisk.console.length;
    const placed = await call('/salse');
    expect(await placed.agiStatus()).toBe('FAILURE');
    expect(await placed.reachedNextPriority()).toBe(true);
    expect(await placed.variable('OFFHOOK_STATUS')).toBe('NOTFOUND');
    await expect
      .poll(() => asterisk.console.slice(from).join('\n'))
      .toContain('offhook: No controller answers "/salse". Did you mean "/sales"?');
    await placed.ended;
    await expect
      .poll(() => log.at('warn').map(({ message }) => message))
      .toEqual(['No controller answers "/salse". Did you mean "/sales"?']);
  });

  test('is heard as an apology through the shipped dialplan when the server is down', async () => {
    const from = asterisk.console.length;
    const events = asterisk.ami.events.length;
    await asterisk.cli('channel originate Local/s@sales/n application Wait 20');
    await asterisk.ami.waitFor(
      ({ name, fields }) => name === 'VarSet' && fields['Variable'] === 'AGISTATUS' && fields['Value'] === 'FAILURE',
      10_000,
      events,
    );
    await expect.poll(() => asterisk.console.slice(from).join('\n'), { timeout: 10_000 }).toContain("Playing 'sorry.");
    await asterisk.cli('channel request hangup all');
  });
});
