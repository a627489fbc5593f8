/* The lines that `offhook new` writes for extensions.conf, as they are but for the port and the name: what the caller hears. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RealAsterisk } from '../support/asterisk.js';
import { freePort } from '../../support/free-port.js';
import { askedReleases } from '../support/install.js';
import { placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';
import { buildPackage, type OwnServer, startServer } from './server-under-load.js';

const TEXT = readFileSync(new URL('../../../templates/app/asterisk/extensions.conf.template', import.meta.url), 'utf8');
const AROUND = `
[phones]
exten => ringing,1,Ringing()
 same => n,Wait(60)
exten => talking,1,Answer()
 same => n,Wait(4)
 same => n,Hangup()

[elsewhere]
exten => s,1,Wait(0.2)
 same => n,Hangup()
`;
const APOLOGY = 'sorry&please-try-call-later';

let contexts = 0;

beforeAll(buildPackage);

describe.each(askedReleases())('the dialplan of offhook new on Asterisk %i', (release) => {
  let asterisk: RealAsterisk;
  const servers: OwnServer[] = [];

  beforeAll(async () => {
    asterisk = await RealAsterisk.start({ release, dialplan: AROUND });
  });

  afterAll(async () => {
    for (const server of servers) server.kill('SIGKILL');
    await asterisk?.stop();
  });

  async function serve({ drainMs = 60_000, maxCalls = 100 } = {}): Promise<OwnServer> {
    const server = await startServer(drainMs, 'any-end.js', { MAX_CALLS: String(maxCalls) });
    servers.push(server);
    return server;
  }

  /** A call that runs the text. @param path - with which the app is called: `/hello?end=leave` */
  async function call(port: number, path: string, variables: Readonly<Record<string, string>> = {}) {
    const context = `hello-${++contexts}`;
    const text = TEXT.replace('[hello]', '').replace('4573/hello', `${port}${path}`);
    await asterisk.addContext(context, text.trim().split('\n'));
    return placeCall(asterisk, { agi: '', beforeAgi: [`Goto(${context},s,1)`], variables });
  }

  /** Steps of the dialplan that the call took, and were given, once it is over. */
  async function stepsOf(placed: PlacedCall, application: string): Promise<(string | undefined)[]> {
    await placed.ended;
    const steps = placed.events.filter(
      ({ name, fields }) =>
        name === 'Newexten' && fields.Uniqueid === placed.uniqueId && fields.Application === application,
    );
    return steps.map(({ fields }) => fields.AppData);
  }

  /** What the caller heard at the end, and what `h` noted. */
  async function endOf(placed: PlacedCall) {
    const heard = await stepsOf(placed, 'Playback');
    // Both sounds were there. STREAM FILE of the app sets it too.
    if (heard.length > 0) expect(placed.valuesOf('PLAYBACKSTATUS').at(-1)).toBe('SUCCESS');
    expect(await stepsOf(placed, 'AGI')).toHaveLength(1);
    return { heard: heard.join(), noted: (await stepsOf(placed, 'NoOp')).join().trim() };
  }

  const fallback = (noted: string) => ({ heard: APOLOGY, noted });
  const nothing = (noted: string) => ({ heard: '', noted });

  test('a call that goes well ends without an apology, whoever ends it', async () => {
    const { port } = await serve();
    const given = await call(port, '/hello?end=leave');
    const incomplete = await call(port, '/hello?end=missingSound');
    const moved = await call(port, '/hello?end=elsewhere');
    const hungUp = await call(port, '/hello?end=hangUp');
    expect(await endOf(given)).toEqual(nothing('OK'));
    expect(await endOf(incomplete)).toEqual(nothing('OK'));
    expect(await incomplete.agiStatus()).toBe('FAILURE');
    // Another context, which has no h.
    expect(await endOf(moved)).toEqual(nothing(''));
    expect(await endOf(hungUp)).toEqual(nothing('HANGUP app'));
  });

  test('a caller who hangs up hears no apology, and causes none', async () => {
    const { port } = await serve();
    for (const where of ['prompt', 'menu', 'ringing', 'talking']) {
      const placed = await call(port, `/hello?end=${where}`);
      await placed.executing(where === 'prompt' ? 'STREAM FILE' : where === 'menu' ? 'GET DATA' : 'EXEC "Dial"');
      await sleep(300);
      await placed.hangUp();
      expect(await endOf(placed), where).toEqual(nothing('HANGUP caller'));
    }
    for (const [variable, value] of [
      ['AGISIGHUP', 'no'],
      ['AGIEXITONHANGUP', 'yes'],
    ] as const) {
      const placed = await call(port, '/hello?end=menu', { [variable]: value });
      await placed.executing('GET DATA');
      await placed.hangUp();
      expect((await endOf(placed)).heard, variable).toBe('');
    }
  });

  test('a handler that throws, and a path that nobody answers, are an apology', async () => {
    const { port } = await serve();
    const [thrown, lost] = [await call(port, '/hello?end=throw'), await call(port, '/nowhere')];
    expect(await endOf(thrown)).toEqual(fallback('ERROR Error'));
    expect(await endOf(lost)).toMatchObject({ heard: APOLOGY, noted: expect.stringMatching(/^NOTFOUND /) });
  });

  test('a server that is full is an apology for those who find no room', async () => {
    const { port } = await serve({ maxCalls: 1 });
    const inside = await call(port, '/hello?end=menu');
    await inside.executing('GET DATA');
    expect(await endOf(await call(port, '/hello?end=leave'))).toEqual(fallback('REFUSED maxCalls'));
    await inside.hangUp();
    expect(await endOf(inside)).toEqual(nothing('HANGUP caller'));
  });

  test('a server that does not run is an apology, whatever an earlier AGI() has left', async () => {
    const placed = await call(await freePort(), '/hello', { OFFHOOK_STATUS: 'OK' });
    expect(await endOf(placed)).toEqual(fallback(''));
  });

  test('a server that dies is an apology for everybody who is still on the line', async () => {
    const server = await serve();
    const where = ['prompt', 'menu', 'ringing', 'talking'];
    const calls = [];
    for (const end of where) calls.push(await call(server.port, `/hello?end=${end}`));
    await calls[0]?.executing('STREAM FILE');
    await calls[1]?.executing('GET DATA');
    await calls[2]?.executing('EXEC "Dial"');
    await calls[3]?.executing('EXEC "Dial"');
    await sleep(500);
    server.kill('SIGKILL');
    for (const [i, placed] of calls.entries()) {
      expect(await endOf(placed), where[i]).toEqual(fallback(''));
      expect(await placed.agiStatus(), where[i]).toBe('SUCCESS');
    }
  });

  test('a caller who hangs up after the server has died causes no apology', async () => {
    const server = await serve();
    const placed = await call(server.port, '/hello?end=talking');
    await placed.executing('EXEC "Dial"');
    await sleep(500);
    server.kill('SIGKILL');
    await placed.hangUp();
    expect(await endOf(placed)).toEqual(nothing(''));
  });

  test('a server that closes is an apology for those whom it cuts, and for new callers', async () => {
    const server = await serve({ drainMs: 500 });
    const where = ['menu', 'prompt', 'ringing', 'talking'];
    const calls = [];
    for (const end of where) calls.push(await call(server.port, `/hello?end=${end}`));
    await calls.at(-1)?.executing('EXEC "Dial"');
    await sleep(500);
    server.kill('SIGTERM');
    await sleep(200);
    const late = await call(server.port, '/hello?end=leave');
    for (const [i, placed] of calls.entries())
      expect(await endOf(placed), where[i]).toEqual(fallback('DRAINED drained'));
    expect((await endOf(late)).heard).toBe(APOLOGY);
  });
});
