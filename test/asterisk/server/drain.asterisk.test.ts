import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RealAsterisk } from '../support/asterisk.js';
import { placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';
import { buildPackage, startServer } from './server-under-load.js';

let asterisk: RealAsterisk;

beforeAll(async () => {
  [asterisk] = await Promise.all([RealAsterisk.start({ modules: 'full' }), buildPackage()]);
});

afterAll(() => asterisk?.stop());

/** As docs/guides/operations.md shows it: whoever did not get what they called for goes to the fallback. */
const FALLBACK = ['ExecIf($["${OFFHOOK_STATUS}" != "OK" & "${OFFHOOK_STATUS}" != "HANGUP"]?Set(FALLBACK=yes))'];

const call = (port: number) => placeCall(asterisk, { agi: `agi://127.0.0.1:${port}/long`, afterAgi: FALLBACK });

/** How a call fared, once it is over. */
async function fate(placed: PlacedCall): Promise<string> {
  if (!(await placed.reachedNextPriority())) return 'lost';
  const { AGISTATUS, OFFHOOK_STATUS = 'none', FALLBACK: fallback = 'no' } = placed.variables();
  return `${OFFHOOK_STATUS}, AGISTATUS ${AGISTATUS}, fallback ${fallback}`;
}

const TAKEN = 'OK, AGISTATUS SUCCESS, fallback no';
const NOT_REACHED = 'none, AGISTATUS FAILURE, fallback yes';
const ON_ITS_WAY = 'REFUSED, AGISTATUS FAILURE, fallback yes';
const CUT = 'DRAINED, AGISTATUS FAILURE, fallback yes';

/** Calls come in one after the other, before the signal and after it. */
async function underLoad(drainMs: number) {
  const server = await startServer(drainMs);
  const before: PlacedCall[] = [];
  const after: PlacedCall[] = [];
  for (let i = 0; i < 15; i++) before.push(await call(server.port));
  await before.at(-1)?.executing('STREAM FILE');
  const burst = Array.from({ length: 10 }, () => call(server.port));
  server.kill('SIGTERM');
  after.push(...(await Promise.all(burst)));
  for (let i = 0; i < 5; i++) after.push(await call(server.port));
  return { server, before, after };
}

describe('SIGTERM under load', () => {
  test('loses no call: those that talk come to their end, new ones go to the fallback, the exit code is 0', async () => {
    const { server, before, after } = await underLoad(60_000);
    const fates = await Promise.all(before.map(fate));
    expect(new Set(fates)).toEqual(new Set([TAKEN]));
    // Of those in the moment of the signal some were still taken.
    for (const one of await Promise.all(after.map(fate))) expect([TAKEN, ON_ITS_WAY, NOT_REACHED]).toContain(one);
    expect(await Promise.all(after.slice(-5).map(fate))).toEqual(Array.from({ length: 5 }, () => NOT_REACHED));
    expect(await server.exited).toBe(0);
    expect(server.log.at(-1)).toMatchObject({ msg: 'closed', callsCut: 0 });
  });

  test('gives calls back when the time is over: they go to the fallback, and the exit code is 3', async () => {
    const { server, before, after } = await underLoad(500);
    const fates = await Promise.all([...before, ...after].map(fate));
    for (const one of fates) expect([TAKEN, CUT, ON_ITS_WAY, NOT_REACHED]).toContain(one);
    expect(fates).toContain(CUT);
    expect(await server.exited).toBe(3);
    const cut = fates.filter((one) => one === CUT).length;
    expect(server.log.at(-1)).toMatchObject({ msg: 'closed', callsCut: cut });
  });

  test('is hastened by a second signal', async () => {
    const server = await startServer(60_000);
    const placed = await call(server.port);
    await placed.executing('STREAM FILE');
    server.kill('SIGTERM');
    await sleep(200);
    expect(server.log.at(-1)).toMatchObject({ msg: 'closing: no more calls are taken', calls: 1 });
    server.kill('SIGTERM');
    expect(await server.exited).toBe(3);
    expect(await fate(placed)).toBe(CUT);
  });
});
