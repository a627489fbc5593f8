import { AgiController, type AgiServer, Call, createAgiApp, hangUp, OnCall } from 'offhook';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { placeCall } from '../support/place-call.js';

/** How long the announcement took, and what was chosen. */
const heard: { ms: number; choice: unknown }[] = [];

async function announce(call: Call): Promise<void> {
  await call.answer();
  const startMs = performance.now();
  await call.play('demo-thanks');
  const ms = performance.now() - startMs;
  const { choice } = await call.menu({
    prompt: 'vm-options',
    choices: { '7': 'seven' },
    attempts: 1,
    timeoutMs: 1_000,
  });
  heard.push({ ms, choice });
}

@AgiController('/heard')
class Heard {
  constructor(private readonly call: Call) {}
  @OnCall({ next: hangUp }) async run() {
    await announce(this.call);
  }
}

@AgiController('/skipped')
class Skipped {
  constructor(private readonly call: Call) {}
  @OnCall({ next: hangUp, skippable: true }) async run() {
    await announce(this.call);
  }
}

let asterisk: RealAsterisk;
let app: AgiServer;
let port: number;

beforeAll(async () => {
  asterisk = await RealAsterisk.start({ dialplan: '' });
  app = await createAgiApp({ controllers: [Heard, Skipped], logger: new RecordingLogger() }).start();
  ({ port } = await app.listen({ port: 0 }));
});
afterAll(async () => {
  await app?.close({ drainLimitMs: 1_000 });
  await asterisk?.stop();
});

async function pressIn(path: string) {
  const placed = await placeCall(asterisk, { agi: `agi://127.0.0.1:${port}${path}` });
  await placed.executing('STREAM FILE "demo-thanks"');
  await new Promise((resolve) => setTimeout(resolve, 500));
  await placed.press('7');
  await placed.ended;
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  const begun = placed.agiExec.filter(({ name }) => name === 'AGIExecStart');
  const files = begun.flatMap(({ fields }) => /^STREAM FILE "([^"]*)"/.exec(fields.Command ?? '')?.[1] ?? []);
  return { ...heard.splice(0)[0]!, files };
}

test('an announcement that nothing follows is heard to its end, and its key answers the question that comes after all', async () => {
  const cut = await pressIn('/skipped');
  const whole = await pressIn('/heard');
  expect([cut.choice, whole.choice]).toEqual(['seven', 'seven']);
  expect(cut.files).toEqual(['demo-thanks']);
  // Cut by the key, and gone on with where it was.
  expect(whole.files).toEqual(['demo-thanks', 'demo-thanks']);
  expect(cut.ms).toBeLessThan(1_500);
  expect(whole.ms).toBeGreaterThan(2_500);
});
