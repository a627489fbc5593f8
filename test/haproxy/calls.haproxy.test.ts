import { afterEach, describe, expect, test } from 'vitest';
import { type AgiServer, AgiController, type AppOptions, Call, createAgiApp, leave, OnCall } from 'offhook';
import { AwaitedLogger } from '../support/awaited-logger.js';
import { DirectedCall, type Directions, NO_REPLY, PLAYING } from '../support/directed-call.js';
import { HaProxy, type SendProxy } from './support/haproxy.js';

/** Plays a story. */
@AgiController('/story')
class StoryController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave })
  async talk() {
    await this.call.play('story');
  }
}

/** Connects the caller with somebody. */
@AgiController('/talk')
class TalkController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave })
  async talk() {
    await this.call.dial('PJSIP/reception', { ringTimeoutMs: 10_000 });
  }
}

const BUSY: Directions = { ...PLAYING, replies: { 'EXEC "Dial"': NO_REPLY } };
/** Two Asterisks. */
const ONE = '127.0.0.7';
const OTHER = '127.0.0.8';
const PATIENT = { timeout: 10_000 };

interface Server {
  readonly app: AgiServer;
  readonly logger: AwaitedLogger;
}

let servers: Server[] = [];
let proxy: HaProxy;
let asterisks: DirectedCall[] = [];

async function listen(options: AppOptions, peers: readonly string[] | undefined): Promise<number> {
  const logger = new AwaitedLogger();
  const app = await createAgiApp({ controllers: [StoryController, TalkController], logger, ...options }).start();
  servers.push({ app, logger });
  const { port } = await app.listen({
    port: 0,
    proxyProtocol: { from: ['127.0.0.1'] },
    ...(peers !== undefined && { peers }),
  });
  return port;
}

/** Two servers behind one HAProxy, which has seen that they are there. */
async function start(sendProxy: SendProxy, options: AppOptions = {}, peers?: readonly string[]): Promise<void> {
  proxy = await HaProxy.start(sendProxy, [await listen(options, peers), await listen(options, peers)]);
  await expect.poll(() => proxy.states(), PATIENT).toEqual(['UP', 'UP']);
}

afterEach(async () => {
  for (const asterisk of asterisks) asterisk.close();
  await Promise.all(servers.map(({ app }) => app.close()));
  await proxy.stop();
  asterisks = [];
  servers = [];
});

async function dial(from: string, script = 'story'): Promise<DirectedCall> {
  const asterisk = await DirectedCall.dial(proxy.port, script, BUSY, from);
  asterisks.push(asterisk);
  return asterisk;
}

async function talking(from = ONE): Promise<DirectedCall> {
  const asterisk = await dial(from);
  await asterisk.sees('STREAM FILE');
  return asterisk;
}

const loads = () => servers.map(({ app }) => app.callsInFlight);
const warnings = () => servers.flatMap(({ logger }) => logger.at('warn'));

describe.each(['send-proxy', 'send-proxy-v2'] as const)('behind HAProxy with %s', (sendProxy) => {
  test('a call is from the Asterisk that placed it, in the limits and in the log', async () => {
    await start(sendProxy, { maxCallsPerPeer: 1 });
    await talking(ONE);
    await talking(ONE);
    await talking(OTHER);
    await talking(OTHER);
    expect(loads()).toEqual([2, 2]);
    const late = await dial(ONE);
    await late.closed;
    expect(late.variables).toEqual({ OFFHOOK_STATUS: 'REFUSED', OFFHOOK_REASON: 'maxCallsPerPeer' });
    expect(warnings().map(({ fields }) => String(fields['peer']))).toEqual([
      expect.stringMatching(/^127\.0\.0\.7:\d+$/),
    ]);
  });

  test('an Asterisk that is not in `peers` is dropped, and named in the log', async () => {
    await start(sendProxy, {}, [ONE]);
    await talking(ONE);
    await (
      await dial(OTHER)
    ).closed;
    expect(warnings().map(({ fields }) => fields['address'])).toEqual([OTHER]);
  });

  test('a server that is full gets no call while another one has room, and gets some again later', async () => {
    await start(sendProxy, { maxCalls: 1, whenFull: 'stop-listening' });
    const first = await talking();
    await expect.poll(() => proxy.states(), PATIENT).toContain('DOWN');
    await talking();
    expect(loads()).toEqual([1, 1]);
    await expect.poll(() => proxy.states(), PATIENT).toEqual(['DOWN', 'DOWN']);

    // Both are full: the connection is closed, and the dialplan goes on to its fallback.
    const third = await dial(ONE);
    await third.closed;
    expect(third.lines).toEqual([]);

    first.playsOn();
    await first.closed;
    await expect.poll(() => proxy.states(), PATIENT).toContain('UP');
    await talking();
    expect(loads()).toEqual([1, 1]);
    expect(warnings()).toEqual([]);
  });

  test('a server that closes gets no more calls at once, and those it has come to their end', async () => {
    await start(sendProxy);
    const first = await talking();
    await talking();
    const closed = servers[0]?.app.close();
    for (let i = 0; i < 5; i++) await talking();
    expect(loads()).toEqual([1, 6]);
    for (const asterisk of asterisks) asterisk.playsOn();
    await Promise.all(asterisks.map((asterisk) => asterisk.closed));
    expect(await closed).toEqual({ callsCut: 0 });
    expect(first.variables['OFFHOOK_STATUS']).toBe('OK');
    expect(warnings()).toEqual([]);
  });

  test('the last words of a server that is gone reach an Asterisk that is busy', async () => {
    await start(sendProxy);
    const asterisk = await dial(ONE, 'talk');
    await asterisk.sees('EXEC "Dial"');
    await Promise.all(servers.map(({ app }) => app.close({ drainLimitMs: 1 })));
    await asterisk.sees('failure');
    expect(asterisk.variables['OFFHOOK_STATUS']).toBe('DRAINED');
  });

  test('an Asterisk that goes away is gone for the server too', async () => {
    await start(sendProxy);
    const asterisk = await talking();
    asterisk.close();
    await expect.poll(loads, PATIENT).toEqual([0, 0]);
    expect(servers.flatMap(({ logger }) => logger.at('info')).map(({ fields }) => fields['end'])).toEqual([
      'connectionLost',
    ]);
  });

  test('its probes are no line of the log above debug', async () => {
    await start(sendProxy, {}, [ONE]);
    await Promise.all(servers.map(({ logger }) => logger.ended(5)));
    const levels = servers.flatMap(({ logger }) => logger.lines.map(({ level }) => level));
    expect(new Set(levels)).toEqual(new Set(['debug']));
  });
});
