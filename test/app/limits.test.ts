import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type AgiServer,
  AgiController,
  type AppOptions,
  type AppParts,
  Call,
  type CallOutcome,
  createAgiApp,
  Injectable,
  leave,
  BootError,
  OnCall,
  type OnCallEnd,
  OnHangup,
} from 'offhook';
import type { FastAgiOptions } from 'offhook/core';
import { AwaitedLogger } from '../support/awaited-logger.js';
import { DirectedCall, NO_REPLY, PLAYING } from '../support/directed-call.js';

/** Plays a story. */
@AgiController(['/story', '/tale'])
class StoryController {
  constructor(protected readonly call: Call) {}

  @OnCall({ next: leave })
  async talk() {
    await this.call.play('story');
  }
}

/** Talks with one caller at a time. */
@AgiController('/single', { maxCalls: 1 })
class SingleController extends StoryController {}

/** Talks with two at a time. */
@AgiController('/pair', { maxCalls: 2 })
class PairController extends StoryController {}

/** A busy machine may take its time. A probe is a connection, and a port is closed when none has come for 50 ms. */
const PATIENT = { timeout: 4_000, interval: 200 };
const REFUSED = (reason: string) => ({ OFFHOOK_STATUS: 'REFUSED', OFFHOOK_REASON: reason });

let logger: AwaitedLogger;
const apps: AgiServer[] = [];

async function start(options: AppOptions & Pick<AppParts, 'providers'> = {}): Promise<AgiServer> {
  logger = new AwaitedLogger();
  const app = await createAgiApp({
    controllers: [StoryController, SingleController, PairController],
    logger,
    ...options,
  }).start();
  apps.push(app);
  return app;
}

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close({ drainLimitMs: 1 })));
});

async function talking(app: AgiServer, script = 'story'): Promise<DirectedCall> {
  const asterisk = DirectedCall.place(app, script, PLAYING);
  await asterisk.sees('STREAM FILE');
  return asterisk;
}

describe('a call above a limit', () => {
  test('of the app is told so: the variables, a line on the console, `failure`, and a warning in the log', async () => {
    const app = await start({ maxCalls: 1 });
    await talking(app);
    const late = DirectedCall.place(app, 'tale');
    await late.closed;
    expect(late.lines).toEqual([
      'SET VARIABLE "OFFHOOK_STATUS" "REFUSED"',
      'SET VARIABLE "OFFHOOK_REASON" "maxCalls"',
      'VERBOSE "offhook: /tale was refused: the app has as many calls as it takes (maxCalls)." 1',
      'failure',
    ]);
    expect(logger.at('warn').map(({ fields }) => [fields['route'], fields['end']])).toEqual([['/tale', 'refused']]);
  });

  test('is taken again as soon as another one has ended', async () => {
    const app = await start({ maxCalls: 1 });
    const first = await talking(app);
    first.playsOn();
    await first.closed;
    await logger.ended(1);
    const second = await talking(app);
    expect(second.variables).toEqual({});
  });

  test('is told to listeners and services, although its Asterisk never answers', async () => {
    const told: string[] = [];
    @Injectable()
    class Statistics implements OnCallEnd {
      onCallEnd({ kind, reason }: CallOutcome) {
        told.push(`service: ${kind} ${reason}`);
      }
    }
    const app = await start({
      providers: [Statistics],
      maxCalls: 1,
      cleanUpLimitMs: 50,
      listeners: [() => (entry) => void (entry.kind === 'ended' && told.push(`journal: ${entry.end} ${entry.reason}`))],
    });
    await talking(app);
    await DirectedCall.place(app, 'tale', { replies: { 'SET VARIABLE': NO_REPLY } }).closed;
    await expect.poll(() => told).toEqual(['journal: refused maxCalls', 'service: refused maxCalls']);
    expect(logger.at('error').map(({ message }) => message)).toEqual(['a refused call could not be told so']);
  });

  test('whose Asterisk answers nothing at all is one line in the log', async () => {
    const app = await start({ maxCalls: 1, commandTimeoutMs: 50 });
    await talking(app);
    await DirectedCall.place(app, 'tale', { replies: { 'SET VARIABLE': NO_REPLY } }).closed;
    await expect
      .poll(() => logger.at('error').map(({ message }) => message))
      .toEqual(['the call failed when it was over']);
  });

  test('of a controller is refused there, and taken elsewhere', async () => {
    const app = await start();
    await talking(app, 'single');
    const late = DirectedCall.place(app, 'single');
    await late.closed;
    expect(late.variables).toEqual(REFUSED('maxCallsOfController'));
    await talking(app, 'story');
  });

  test('of a peer counts by address, whatever the port', async () => {
    const app = await start({ maxCallsPerPeer: 1 });
    const { port } = await app.listen({ port: 0 });
    const first = await DirectedCall.dial(port, 'story', PLAYING);
    await first.sees('STREAM FILE');
    const late = await DirectedCall.dial(port, 'story');
    await late.closed;
    expect(late.variables).toEqual(REFUSED('maxCallsPerPeer'));
    // Another peer: the one in this process.
    await talking(app);
  });

  test.each([
    ['of the app', { maxCalls: 2 }, 'story', 'maxCalls'],
    ['of a peer', { maxCallsPerPeer: 2 }, 'story', 'maxCallsPerPeer'],
    ['of a controller', {}, 'pair', 'maxCallsOfController'],
  ])('%s is taken in the place of each that ended, and no further one', async (_, options, script, reason) => {
    const app = await start(options);
    const [one, two] = [await talking(app, script), await talking(app, script)];
    for (const [ended, call] of [one, two].entries()) {
      call.playsOn();
      await call.closed;
      await logger.ended(2 * ended + 1);
      await talking(app, script);
      const late = DirectedCall.place(app, script);
      await late.closed;
      expect(late.variables).toEqual(REFUSED(reason));
      await logger.ended(2 * ended + 2);
    }
  });

  test('is taken again when a peer has not answered for `commandTimeoutMs`: its place is free, and the log says why', async () => {
    const app = await start({ maxCalls: 1, commandTimeoutMs: 50 });
    const mute = DirectedCall.place(app, 'story', { replies: { 'CHANNEL STATUS': NO_REPLY } });
    await mute.closed;
    await logger.ended(1);
    const [line] = logger.at('error');
    expect(line?.fields['end']).toBe('error');
    expect(String(line?.fields['err'])).toMatch(/no answer came within 50 ms\. .*\[AGI_NO_ANSWER\]/);
    const second = await talking(app);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(second.isClosed).toBe(false);
  });

  test('does not count: a hundred refusals leave the limit where it is', async () => {
    const app = await start({ maxCalls: 1 });
    const first = await talking(app);
    const refused = Array.from({ length: 100 }, () => DirectedCall.place(app, 'story'));
    await Promise.all(refused.map(({ closed }) => closed));
    expect(refused.every(({ variables }) => variables['OFFHOOK_STATUS'] === 'REFUSED')).toBe(true);
    first.playsOn();
    await first.closed;
    await logger.ended(101);
    await talking(app);
  });
});

describe('connections that do not say who calls', () => {
  const SILENT = 20;
  const dropped = (text: string) => text.split('\n').filter((line) => line.startsWith('offhook_connections_dropped'));

  async function open(port: number, from = '127.0.0.1'): Promise<Socket[]> {
    const sockets = Array.from({ length: SILENT }, () => connect({ port, host: '127.0.0.1', localAddress: from }));
    for (const socket of sockets) socket.on('error', () => undefined).resume();
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    return sockets;
  }

  test('are dropped above a limit, the oldest first: calls of the same peer come through', async () => {
    const app = await start({ maxHandshakesPerPeer: 5 });
    const { host, port: healthPort } = await app.serveHealth({ port: 0 });
    const { port } = await app.listen({ port: 0 });
    const sockets = await open(port);
    await expect.poll(() => sockets.filter(({ destroyed }) => destroyed).length, PATIENT).toBe(SILENT - 5);
    const call = await DirectedCall.dial(port, 'story', PLAYING);
    await call.sees('STREAM FILE');
    await expect.poll(() => sockets.filter(({ destroyed }) => destroyed).length, PATIENT).toBe(SILENT - 4);
    expect(logger.at('warn')).toEqual([
      expect.objectContaining({
        message: 'a connection was dropped: too many of its peer have not said who calls (maxHandshakesPerPeer)',
        fields: expect.objectContaining({ address: '127.0.0.1', dropped: 1 }) as unknown,
      }),
    ]);
    const metrics = await fetch(`http://${host}:${healthPort}/metrics`).then((response) => response.text());
    expect(dropped(metrics)).toEqual([
      'offhook_connections_dropped_total{reason="maxHandshakes"} 0',
      `offhook_connections_dropped_total{reason="maxHandshakesPerPeer"} ${SILENT - 4}`,
      'offhook_connections_dropped_total{reason="maxConnections"} 0',
    ]);
    for (const socket of sockets) socket.destroy();
  });

  test('leave the calls of others alone', async () => {
    const app = await start({ maxHandshakes: 5 });
    const { port } = await app.listen({ port: 0 });
    const held = await DirectedCall.dial(port, 'story', PLAYING, '127.0.0.2');
    await held.sees('STREAM FILE');
    const sockets = await open(port);
    const call = await DirectedCall.dial(port, 'story', PLAYING, '127.0.0.3');
    await call.sees('STREAM FILE');
    expect([held.isClosed, call.isClosed]).toEqual([false, false]);
    for (const socket of sockets) socket.destroy();
  });

  test('and calls together are no more than the process can hold: the log says so', async () => {
    const app = await start();
    const { port } = await app.listen({ port: 0, maxConnections: 5 });
    const sockets = await open(port);
    await expect.poll(() => sockets.filter(({ destroyed }) => destroyed).length, PATIENT).toBe(SILENT - 5);
    expect(logger.at('warn').map(({ message }) => message)).toEqual([
      'a connection was dropped: as many are open as this process may hold (maxConnections, or its limit of open files)',
    ]);
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(async () => (await DirectedCall.dial(port, 'story', PLAYING)).sees('STREAM FILE').catch(() => ''), PATIENT)
      .toMatch('STREAM FILE');
  });
});

/** Whether a server takes a connection there. */
async function isListening(port: number): Promise<boolean> {
  const socket: Socket = connect({ port, host: '127.0.0.1' });
  const [event] = await Promise.race([
    once(socket, 'connect').then(() => ['connect']),
    once(socket, 'error').then(() => ['error']),
  ]).catch(() => ['error']);
  socket.destroy();
  return event === 'connect';
}

describe('an app that stops listening when it is full', () => {
  test('refuses no call by word: the port is closed, and open again when there is room', async () => {
    const app = await start({ maxCalls: 1, whenFull: 'stop-listening' });
    const { port } = await app.listen({ port: 0 });
    const first = await DirectedCall.dial(port, 'story', PLAYING);
    await first.sees('STREAM FILE');
    await expect.poll(() => isListening(port), PATIENT).toBe(false);
    first.playsOn();
    await first.closed;
    await expect.poll(() => isListening(port), PATIENT).toBe(true);
    const second = await DirectedCall.dial(port, 'story', PLAYING);
    await second.sees('STREAM FILE');
    expect(logger.at('warn')).toEqual([]);
  });

  test('tells those who came in the same moment REFUSED, and resets none', async () => {
    const app = await start({ maxCalls: 2, whenFull: 'stop-listening' });
    const { port } = await app.listen({ port: 0 });
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => DirectedCall.dial(port, 'story', PLAYING)));
    const taken = calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value] : []));
    await expect.poll(() => app.callsInFlight, PATIENT).toBe(2);
    await expect.poll(() => taken.filter(({ isClosed }) => !isClosed).length, PATIENT).toBe(2);
    for (const { isClosed, variables } of taken) if (isClosed) expect(variables).toEqual(REFUSED('maxCalls'));
    await expect.poll(() => isListening(port), PATIENT).toBe(false);
  });

  test('can be closed while it does not listen', async () => {
    const app = await start({ maxCalls: 1, whenFull: 'stop-listening' });
    const { port } = await app.listen({ port: 0 });
    const first = await DirectedCall.dial(port, 'story', PLAYING);
    await first.sees('STREAM FILE');
    await expect.poll(() => isListening(port), PATIENT).toBe(false);
    await app.close({ drainLimitMs: 1 });
    expect(first.variables['OFFHOOK_STATUS']).toBe('DRAINED');
    expect(await isListening(port)).toBe(false);
  });
});

describe('a drain limit', () => {
  test('without end waits for all calls', async () => {
    const app = await start();
    const asterisk = await talking(app);
    const closed = app.close({ drainLimitMs: Infinity });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(app.callsInFlight).toBe(1);
    asterisk.hangUp();
    expect(await closed).toEqual({ callsCut: 0 });
  });

  test('cuts no call whose caller had left before', async () => {
    let goOn: (() => void) | undefined;
    @AgiController('/leaving')
    class LeavingController extends StoryController {
      @OnHangup() async gone() {
        await new Promise<void>((resolve) => (goOn = resolve));
      }
    }
    const app = await createAgiApp({ controllers: [LeavingController], logger: new AwaitedLogger() }).start();
    apps.push(app);
    const asterisk = await talking(app, 'leaving');
    asterisk.hangUp();
    await expect.poll(() => goOn).toBeDefined();
    const closing = app.close({ drainLimitMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    goOn?.();
    expect(await closing).toEqual({ callsCut: 0 });
  });

  test('that is no time is told at once', async () => {
    const app = await start();
    const sentence = 'Option drainLimitMs is "NaN", but milliseconds from 0 are needed.';
    expect(() => app.closeOnSignals({ drainLimitMs: Number.NaN })).toThrow(sentence);
    expect(() => app.close({ drainLimitMs: Number.NaN })).toThrow(sentence);
  });
});

describe('listening beyond this machine', () => {
  const SENTENCE = /^the app listens beyond this machine without `peers`/;

  test.each<[FastAgiOptions, boolean]>([
    [{}, false],
    [{ host: '127.0.0.1' }, false],
    [{ host: '127.0.0.2' }, false],
    [{ host: '::ffff:127.0.0.1' }, false],
    [{ host: 'localhost' }, false],
    [{ host: '0.0.0.0', peers: ['10.0.0.7'] }, false],
    [{ host: '0.0.0.0', peers: [] }, false],
    [{ host: '0.0.0.0' }, true],
    [{ host: '::' }, true],
    [{ host: '0.0.0.0', proxyProtocol: { from: ['10.0.0.2'] } }, true],
  ])('%j is a warning at start: %s', async (options, isWarned) => {
    const app = await start();
    const { port } = await app.listen({ port: 0, ...options });
    const warnings = logger.at('warn').map(({ message, fields }) => [message, fields]);
    expect(warnings).toEqual(isWarned ? [[expect.stringMatching(SENTENCE), { host: options.host, port }]] : []);
  });
});

describe('options that limit', () => {
  test.each<[AppOptions, string]>([
    [{ maxCalls: 0 }, 'createAgiApp(): maxCalls is 0, but a whole number from 1 is needed.'],
    [{ maxHandshakes: 0 }, 'createAgiApp(): maxHandshakes is 0, but a whole number from 1 is needed.'],
    [{ maxHandshakesPerPeer: -1 }, 'createAgiApp(): maxHandshakesPerPeer is -1, but a whole number from 1 is needed.'],
    [{ maxCallsPerPeer: 1.5 }, 'createAgiApp(): maxCallsPerPeer is 1.5, but a whole number from 1 is needed.'],
    [{ whenFull: 'refuse' }, 'createAgiApp(): whenFull is "refuse", but without maxCalls it is never full.'],
    [
      // What those who write without types may give.
      { maxCalls: 1, whenFull: 'stop-listenning' as 'stop-listening' },
      'createAgiApp(): whenFull is "stop-listenning", but one of "refuse", "stop-listening" is needed. Did you mean "stop-listening"?',
    ],
  ])('%o: %s', async (options, sentence) => {
    const failure = await start(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BootError);
    expect(String(failure)).toContain(sentence);
  });
});

describe('calls in flight', () => {
  test('can be asked for, and one of them given back to the dialplan', async () => {
    const app = await start();
    const asterisk = await talking(app);
    const [call] = app.calls();
    expect(call).toMatchObject({
      id: '1795426396.1',
      channel: 'PJSIP/phone-00000001',
      callerNumber: '5550100',
      route: '/story',
      controller: 'StoryController',
      at: 'StoryController.talk',
    });
    call?.handBack();
    await asterisk.closed;
    expect(asterisk.variables['OFFHOOK_STATUS']).toBe('DRAINED');
    expect(asterisk.lines.at(-1)).toBe('failure');
    await logger.ended(1);
    expect(app.calls()).toEqual([]);
  });
});
