import { createHook } from 'node:async_hooks';
import { expect, test } from 'vitest';
import type { AgiServer } from 'offhook';
import { placeRandomCall, seeded, type Way, WAYS } from './random-line.js';
import { Ledger, soakApp } from './soak-app.js';

/** 100,000 with `OFFHOOK_CALLS=100000 npm run test:soak`. */
const CALLS = Number(process.env['OFFHOOK_CALLS'] ?? 20_000);
/** Those whose every promise is watched. */
const WATCHED = Number(process.env['OFFHOOK_WATCHED_CALLS'] ?? 10_000);
const AT_ONCE = 250;
const COMMANDS = 16;
const HUNG_UP = ['callerHungUp', 'appHungUp', 'redirected', 'connectionLost', 'drained'];

// The suite's processes are started with --expose-gc.
const collect = globalThis.gc as () => void;
const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Places calls, some at the same time, each ended at a command and in a way of its own. */
async function placeCalls(app: AgiServer, count: number, random: (below: number) => number): Promise<void> {
  for (let placed = 0; placed < count; placed += AT_ONCE) {
    const calls = Array.from({ length: AT_ONCE }, (_, i) => {
      // The two are below the lengths of what they choose from.
      const way = WAYS[random(WAYS.length)] as Way;
      const keys = ['', '1', '17', '177', '9'][random(5)] as string;
      return placeRandomCall(app, `call.${placed + i}`, way, random(COMMANDS), keys);
    });
    // Not all at once: the calls before them have to end.
    await Promise.all(calls);
  }
  await expect.poll(() => app.callsInFlight, { timeout: 10_000 }).toBe(0);
}

test(`${WATCHED} calls hung up at random points leave nothing behind, and each @OnHangup runs once`, async () => {
  const accidents: unknown[] = [];
  const note = (error: unknown) => void accidents.push(error);
  process.on('unhandledRejection', note).on('uncaughtException', note);
  const app = await soakApp();
  const ledger = app.get(Ledger);
  await placeCalls(app, AT_ONCE, seeded(1));
  ledger.hungUp.clear();
  ledger.ended.clear();
  const resources = process.getActiveResourcesInfo().length;
  const unsettled = watchPromises();

  await placeCalls(app, WATCHED, seeded(20_260_105));
  await tick();
  unsettled.stop();

  expect(ledger.ended.size).toBe(WATCHED);
  const kinds = [...ledger.ended.values()];
  for (const kind of ['dialplan', 'callerHungUp', 'redirected', 'connectionLost'])
    expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(WATCHED / 100);
  const wrong = [...ledger.ended].filter(
    ([id, kind]) => (ledger.hungUp.get(id) ?? 0) !== (HUNG_UP.includes(kind) ? 1 : 0),
  );
  expect(wrong).toEqual([]);
  expect(ledger.running).toBe(0);
  expect(ledger.disposed).toBe(ledger.made);
  expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(resources);
  expect(accidents).toEqual([]);
  collect();
  await tick();
  collect();
  expect(unsettled.alive()).toBe(0);
  await app.close();
  process.off('unhandledRejection', note).off('uncaughtException', note);
});

test(`the heap after ${CALLS} calls is that after half as many, within 5 % and 1 MB`, async () => {
  const app = await soakApp();
  const ledger = app.get(Ledger);
  const half = async (seed: number) => {
    await placeCalls(app, CALLS / 2, seeded(seed));
    ledger.hungUp.clear();
    ledger.ended.clear();
    for (let i = 0; i < 5; i++) {
      collect();
      await tick();
    }
    return process.memoryUsage().heapUsed;
  };
  const [first, second] = [await half(7), await half(8)];
  console.log(`heapUsed after gc: ${megabytes(first)} at ${CALLS / 2} calls, ${megabytes(second)} at ${CALLS}`);
  expect(second - first).toBeLessThan(Math.min(1024 * 1024, first * 0.05));
  await app.close();
});

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(2)} MB`;

/** Promises made from now on that never settle and are still reachable: waits that did not end. */
function watchPromises() {
  const open = new Map<number, WeakRef<object>>();
  const hook = createHook({
    init(id, type, _trigger, resource) {
      if (type === 'PROMISE') open.set(id, new WeakRef(resource));
    },
    promiseResolve: (id) => void open.delete(id),
  }).enable();
  return {
    stop: () => hook.disable(),
    alive: () => [...open.values()].filter((promise) => promise.deref() !== undefined).length,
  };
}
