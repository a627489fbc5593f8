import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type AgiServer, AgiController, type AppOptions, Call, createAgiApp, leave, Menu, menu, OnCall } from 'offhook';
import { AwaitedLogger } from '../support/awaited-logger.js';
import { DirectedCall, NO_KEYS, PLAYING } from '../support/directed-call.js';

@AgiController('/orders/:number')
class OrdersController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' })
  async greet() {
    await this.call.variables.set('SEEN', 'yes');
    await this.call.play('hello');
  }

  @Menu({ attempts: 1, timeoutMs: 1, choices: { '1': leave }, otherwise: leave })
  main() {
    return menu('options');
  }
}

const apps: AgiServer[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close({ drainLimitMs: 1 })));
});

async function start(options: AppOptions = {}) {
  const logger = new AwaitedLogger();
  const app = await createAgiApp({ controllers: [OrdersController], logger, ...options }).start();
  apps.push(app);
  const { port, host } = await app.serveHealth({ port: 0 });
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`http://${host}:${port}${path}`, { method });
    return { status: response.status, text: await response.text() };
  };
  return { app, logger, get };
}

describe('the health of an app', () => {
  test('is live at once, ready when it listens, not when it is full or closes, and silent afterwards', async () => {
    const { app, get } = await start({ maxCalls: 1 });
    expect(await get('/live')).toEqual({ status: 200, text: 'alive\n' });
    expect(await get('/ready')).toEqual({ status: 503, text: 'the app does not listen yet\n' });
    await app.listen({ port: 0 });
    expect(await get('/ready')).toEqual({ status: 200, text: 'ready\n' });
    const asterisk = DirectedCall.place(app, 'orders/1', PLAYING);
    await asterisk.sees('STREAM FILE');
    expect(await get('/ready')).toEqual({ status: 503, text: 'the app is full\n' });
    const closing = app.close();
    expect(await get('/ready')).toEqual({ status: 503, text: 'the app is closing\n' });
    asterisk.close();
    await closing;
    await expect(get('/live')).rejects.toThrow('fetch failed');
  });

  test('answers nothing else', async () => {
    const { get } = await start();
    expect((await get('/')).status).toBe(404);
    expect((await get('/live', 'POST')).status).toBe(405);
  });

  test('is not on the port where calls come in: that one is silent to whoever connects', async () => {
    const { app, logger } = await start();
    const { port } = await app.listen({ port: 0 });
    const { connect } = await import('node:net');
    const socket = connect({ port, host: '127.0.0.1' });
    await new Promise((resolve) => void socket.once('connect', resolve));
    socket.end();
    await logger.ended(1);
    expect(logger.lines.map(({ level }) => level)).toEqual(['debug']);
  });
});

describe('the numbers of an app', () => {
  test('count calls by route and outcome, prompts, nodes and failures, with labels that no caller can make', async () => {
    const { app, logger, get } = await start();
    const calls = ['orders/17', 'orders/18', 'nowhere/4711'].map((script) => DirectedCall.place(app, script, NO_KEYS));
    await Promise.all(calls.map(({ closed }) => closed));
    await logger.ended(3);
    const { status, text } = await get('/metrics');
    expect(status).toBe(200);
    for (const line of [
      'offhook_calls_total{route="/orders/:number",outcome="dialplan"} 2',
      'offhook_calls_total{route="none",outcome="notFound"} 1',
      'offhook_calls_active 0',
      'offhook_visits_total{node="OrdersController.greet"} 2',
      'offhook_visits_total{node="OrdersController.main"} 2',
      'offhook_failures_total{question="OrdersController.main",reason="noInput"} 2',
      'offhook_prompts_total{ended="finished"} 4',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/^offhook_command_seconds_count [1-9]/m);
    expect(text).toMatch(/^offhook_event_loop_lag_seconds \d/m);
    // A time may hold any digits.
    expect(text.replaceAll(/ [\d.e+-]+$/gm, '')).not.toMatch(/4711|orders\/17|5550100/);
  });

  test('count a refused call for the route that it asked for', async () => {
    const { app, logger, get } = await start({ maxCalls: 1 });
    const first = DirectedCall.place(app, 'orders/17', PLAYING);
    await first.sees('STREAM FILE');
    await DirectedCall.place(app, 'orders/18').closed;
    await logger.ended(1);
    const { text } = await get('/metrics');
    expect(text.split('\n')).toContain('offhook_calls_total{route="/orders/:number",outcome="refused"} 1');
    expect(text).not.toContain('route="none"');
  });

  test('say how long the event loop stood still, once', async () => {
    const { get } = await start();
    const lag = async () => Number(/^offhook_event_loop_lag_seconds (.*)$/m.exec((await get('/metrics')).text)?.[1]);
    await lag();
    // Node compares two of its looks, 20 ms apart; the first comes after the reset.
    await setTimeout(100);
    const untilMs = performance.now() + 150;
    while (performance.now() < untilMs);
    const worst = await lag();
    expect(worst).toBeGreaterThan(0.1);
    expect(await lag()).toBeLessThan(worst);
  });

  test('of two apps in one process are their own', async () => {
    const [one, other] = [await start(), await start()];
    await DirectedCall.place(one.app, 'orders/1', NO_KEYS).closed;
    await one.logger.ended(1);
    expect((await one.get('/metrics')).text).toContain('outcome="dialplan"} 1');
    expect((await other.get('/metrics')).text).not.toContain('outcome="dialplan"');
  });
});
