import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { RealAsterisk } from './support/asterisk.js';
import { askedReleases } from './support/install.js';
import { placeCall } from './support/place-call.js';
import { rawAgiServer, type RawAgi } from './support/raw-agi-server.js';

const DIALPLAN = `
[transferred]
exten => s,1,Set(ARRIVED=yes)
 same => n,Hangup()
`;

describe.each(askedReleases())('the harness on Asterisk %i', (release) => {
  let asterisk: RealAsterisk;
  let ownSounds: string;

  beforeAll(async () => {
    ownSounds = mkdtempSync(join(tmpdir(), 'harness-sounds-'));
    writeFileSync(join(ownSounds, 'short.gsm'), gsmSilence(200));
    asterisk = await RealAsterisk.start({
      release,
      dialplan: DIALPLAN,
      sounds: [{ from: ownSounds, into: 'harness' }],
    });
  });
  afterAll(async () => {
    await asterisk?.stop();
    rmSync(ownSounds, { recursive: true, force: true });
  });

  /** A server whose calls run `answer`; closed with the test, which fails when `answer` did. */
  async function serve(answer: (agi: RawAgi) => Promise<void>): Promise<string> {
    const server = await rawAgiServer(answer);
    onTestFinished(async () => {
      await server.close();
      expect(server.errors).toEqual([]);
    });
    return server.url;
  }

  it('boots without a warning or an error', () => {
    expect(asterisk.complaints).toEqual([]);
    expect(asterisk.version).toMatch(release === 16 ? /^16\./ : /^(18|19|2[0-3])\./);
  });

  it('runs a call to its end: answer, key, variables, next priority', async () => {
    const seen: Record<string, string>[] = [];
    const replies: string[] = [];
    const url = await serve(async (agi) => {
      seen.push(agi.environment);
      const start = Date.now();
      replies.push(await agi.send('ANSWER'));
      expect(Date.now() - start).toBeLessThan(300); // half a second when the caller sends no media
      for (const command of [
        'WAIT FOR DIGIT 5000',
        'SET VARIABLE ORDER "a \\"quoted\\" back\\\\slash, it\'s?"',
        'VERBOSE "seen on the console" 1',
        'STREAM FILE harness/short ""',
        'RECORD FILE greeting wav # 500',
      ]) {
        replies.push(await agi.send(command));
      }
    });
    const call = await placeCall(asterisk, {
      agi: `${url}/sales,first,second`,
      callerId: '5551234',
      callerName: 'Zoë "O\'Neil"; ${x}',
      variables: { TICKET: 'a;b,c ${d}' },
      afterAgi: ['Set(AFTER=${AGISTATUS})'],
    });
    await call.executing('WAIT FOR DIGIT');
    await call.press('7');

    expect(await call.agiStatus()).toBe('SUCCESS');
    expect(await call.reachedNextPriority()).toBe(true);
    expect(await call.hangupCause()).toBe(16);
    expect(replies).toEqual([
      '200 result=0',
      '200 result=55',
      '200 result=1',
      '200 result=1',
      '200 result=0 endpos=1600',
      expect.stringMatching(/^200 result=0 \(timeout\) endpos=\d{4}$/),
    ]);
    expect(seen[0]).toMatchObject({
      agi_uniqueid: call.uniqueId,
      agi_channel: call.agiChannel,
      agi_network_script: 'sales',
      agi_callerid: '5551234',
      agi_calleridname: 'Zoë "O\'Neil"; ${x}',
      agi_arg_1: 'first',
      agi_arg_2: 'second',
    });
    expect(call.variables()).toMatchObject({
      TICKET: 'a;b,c ${d}',
      ORDER: 'a "quoted" back\\slash, it\'s?',
      AFTER: 'SUCCESS',
    });
    expect(call.agiExec.map(({ name, fields }) => `${name} ${fields.Command}`).slice(0, 4)).toEqual([
      'AGIExecStart ANSWER',
      'AGIExecEnd ANSWER',
      'AGIExecStart WAIT FOR DIGIT 5000',
      'AGIExecEnd WAIT FOR DIGIT 5000',
    ]);
    expect(asterisk.console.some((line) => line.includes('seen on the console'))).toBe(true);
    expect(readFileSync(asterisk.pathOf('greeting.wav')).length).toBeGreaterThan(4000);
  });

  it('tells a caller who hangs up from a call that ends well', async () => {
    const replies: string[] = [];
    const url = await serve(async (agi) => {
      await agi.send('ANSWER');
      replies.push(await agi.send('WAIT FOR DIGIT -1'));
      replies.push(await agi.send('GET VARIABLE ANYTHING'), String(agi.sawHangup));
    });
    const call = await placeCall(asterisk, { agi: url });
    await call.executing('WAIT FOR DIGIT');
    await call.hangUp();

    expect(await call.agiStatus()).toBe('HANGUP');
    expect(await call.reachedH()).toBe(true);
    expect(await call.reachedNextPriority()).toBe(false);
    expect(replies).toEqual(['200 result=-1', '200 result=0', 'true']);
  });

  it('runs the applications of the caller, who hangs up after the last', async () => {
    const replies: string[] = [];
    const url = await serve(async (agi) => {
      await agi.send('ANSWER');
      replies.push(await agi.send('GET DATA beep 3000 3'), await agi.send('WAIT FOR DIGIT 5000'));
    });
    const call = await placeCall(asterisk, { agi: url, caller: ['Wait(0.7)', 'SendDTMF(12#)', 'Wait(0.3)'] });
    expect(await call.agiStatus()).toBe('HANGUP');
    expect(replies).toEqual(['200 result=12', '200 result=-1']);
  });

  it('holds a key as long as it is told', async () => {
    let tookMs = 0;
    const url = await serve(async (agi) => {
      await agi.send('ANSWER');
      const start = Date.now();
      expect(await agi.send('STREAM FILE demo-congrats "0123456789"')).toMatch(/^200 result=53 endpos=\d+$/);
      tookMs = Date.now() - start;
    });
    const call = await placeCall(asterisk, { agi: url });
    await call.executing('STREAM FILE');
    await call.press('5', { durationMs: 800 });
    await call.ended;
    expect(tookMs).toBeGreaterThan(750);
    expect(tookMs).toBeLessThan(1300);
  });

  it('redirects a call to another place of the dialplan', async () => {
    const url = await serve(async (agi) => {
      await agi.send('ANSWER');
      await agi.send('WAIT FOR DIGIT -1');
    });
    const call = await placeCall(asterisk, { agi: url });
    await call.executing('WAIT FOR DIGIT');
    await call.redirect('transferred', 's', 1);
    expect(await call.variable('ARRIVED')).toBe('yes');
    await call.ended;
  });

  it('keeps eight calls at once apart', async () => {
    const url = await serve(async (agi) => {
      await agi.send('ANSWER');
      const reply = await agi.send('WAIT FOR DIGIT 10000');
      await agi.send(`SET VARIABLE PRESSED ${reply.slice('200 result='.length)}`);
    });
    const keys = ['0', '1', '2', '3', '4', '5', '6', '7'];
    const calls = await Promise.all(keys.map(() => placeCall(asterisk, { agi: url })));
    await Promise.all(
      calls.map(async (call, i) => {
        await call.executing('WAIT FOR DIGIT');
        await call.press(keys[i] ?? '');
      }),
    );
    const pressed = await Promise.all(calls.map((call) => call.variable('PRESSED')));
    expect(pressed.map((code) => String.fromCharCode(Number(code)))).toEqual(keys);
    await Promise.all(calls.map((call) => call.ended));
  });

  it('reloads the dialplan while a call goes on', async () => {
    const url = await serve(async (agi) => {
      await agi.send('ANSWER');
      await agi.send('WAIT FOR DIGIT 10000');
    });
    const call = await placeCall(asterisk, { agi: url });
    await asterisk.reloadDialplan(`${DIALPLAN}\n[later]\nexten => s,1,NoOp()\n`);
    expect(await asterisk.cli('dialplan show later')).toContain('NoOp');
    await call.executing('WAIT FOR DIGIT');
    await call.press('1');
    expect(await call.reachedNextPriority()).toBe(true);
  });

  it('runs a second instance, with the full set of modules, beside the first', async () => {
    const second = await RealAsterisk.start({ release, modules: 'full' });
    onTestFinished(() => second.stop());
    expect(second.complaints).toEqual([]);
    expect(await second.cli('core show application Queue')).toContain('Queue');
    await second.stop();
    expect(second.isRunning).toBe(false);
    expect(asterisk.isRunning).toBe(true);
  });
});

/** GSM has a frame of 33 bytes per 20 ms, the first half byte of which is 0xD. */
function gsmSilence(durationMs: number): Buffer {
  const frame = Buffer.alloc(33);
  frame[0] = 0xd0;
  return Buffer.concat(Array.from({ length: durationMs / 20 }, () => frame));
}
