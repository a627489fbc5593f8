import { afterAll, beforeAll, expect, it } from 'vitest';

import { runFlowOn } from '../../../dialog/support/run-flow.js';
import { carryScenariosOut, expectRun, type Scenario } from '../../../dialog/support/scenario.js';
import { DialogLab } from './dialog-lab.js';
import { withinMargin } from './same-wire.js';
import { Standstill } from './standstill.js';

/** So many side by side. */
const CALLS = 12;
/** Tones have edges, and two processes take turns on the machine: what the reference says to the millisecond is meant so. */
const MARGIN_MS = 150;
/** Where the machine stood still for so long, other processes had it, and the sounds were late as well: it is tried again. */
const STANDSTILL_MS = 30;
const TRIES = 4;
/** The shortest tone that Asterisk plays. */
const SHORTEST_TONE_MS = 100;

interface Planned {
  readonly row: Scenario;
  /** Judges it; rejects as an assertion does. */
  outcome: Promise<void> | undefined;
}

/**
 * From now on scenarios are carried out on a real Asterisk: all of them when the first begins, several at a time, because
 * they take as long as a call does. To be called before the files are imported that hold them.
 */
export function carryOutOnRealAsterisk(): void {
  const planned: Planned[] = [];
  let lab: DialogLab;
  let worstMs = 0;
  let repeated = 0;

  carryScenariosOut((name, row) => {
    if (row.caller.some((deed) => 'toneMs' in deed && deed.toneMs < SHORTEST_TONE_MS)) return;
    const plan: Planned = { row, outcome: undefined };
    planned.push(plan);
    it(name, async () => {
      expect(plan.outcome).toBeDefined();
      await plan.outcome;
    });
  });

  async function carryOut(row: Scenario, triesLeft: number): Promise<void> {
    const machine = new Standstill();
    const line = await lab.line(row);
    const run = await runFlowOn(line, row.flow, row.caller, row);
    await line.ended;
    machine.stop();
    const { expected, passed, ...near } = withinMargin(row.wire, run.wire, MARGIN_MS);
    try {
      expectRun({ ...run, wire: passed }, row, expected);
      worstMs = Math.max(worstMs, near.worstMs);
    } catch (error) {
      if (machine.worstMs < STANDSTILL_MS || triesLeft === 0) throw error;
      repeated++;
      await carryOut(row, triesLeft - 1);
    }
  }

  beforeAll(async () => {
    lab = await DialogLab.start();
    const waiting = planned.values();
    const oneAfterTheOther = async () => {
      for (const plan of waiting) {
        plan.outcome = carryOut(plan.row, TRIES - 1);
        // Told by its own test.
        await plan.outcome.catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: CALLS }, oneAfterTheOther));
  }, 500_000);

  afterAll(async () => {
    await lab?.stop();
    const worst = Math.round(worstMs);
    console.log(
      `${planned.length} scenarios, ${CALLS} at a time; what passed was at most ${worst} ms off; ${repeated} tries were void because the machine stood still`,
    );
    expect(planned.length).toBeGreaterThan(0);
  });
}
