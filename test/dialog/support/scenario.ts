import { expect, it } from 'vitest';

import type { TestFlow } from './test-flow.js';
import { type Run, runFlow, type RunOptions } from './run-flow.js';
import type { Timeline } from './timeline.js';

/** One row of section 9 of the dialog semantics. */
export interface Scenario extends RunOptions {
  readonly flow: TestFlow;
  readonly caller: Timeline;
  /** Commands and replies; `…` at the end stands for whatever follows. */
  readonly wire: readonly string[];
  /** What ran, with what; left out: nothing did. */
  readonly handlers?: Run['handlers'];
  /** Failures that were counted and did not use up the attempts. */
  readonly failures?: Run['failures'];
  /** How often these were heard. */
  readonly prompts?: Run['prompts'];
  /** Keys that Asterisk loses, where that is known. */
  readonly lostKeys?: readonly string[];
  /** How it ended; default it left to the dialplan. */
  readonly end?: Run['end'];
  /** What else is to be seen. */
  readonly also?: (run: Run) => void;
}

type Carrier = (name: string, row: Scenario) => void;

let carry: Carrier = (name, row) => {
  it(name, async () => expectRun(await runFlow(row.flow, row.caller, row), row, row.wire));
};

/** @param name - begins with the number of the row */
export function scenario(name: string, row: Scenario): void {
  carry(name, row);
}

/** From now on scenarios are carried out so, instead of on a virtual Asterisk. */
export function carryScenariosOut(carrier: Carrier): void {
  carry = carrier;
}

/** @param wire - what is expected of it, where the row cannot be taken to the millisecond */
export function expectRun(run: Run, row: Scenario, wire: readonly string[]): void {
  const { handlers = [], failures = [], prompts, lostKeys, end = { kind: 'leave', place: undefined }, also } = row;
  const isOpen = wire.at(-1) === '…';
  expect(isOpen ? [...run.wire.slice(0, wire.length - 1), '…'] : run.wire).toEqual(wire);
  expect(run.handlers).toEqual(handlers);
  expect(run.failures).toEqual(failures);
  if (prompts !== undefined) expect(run.prompts).toMatchObject(prompts);
  if (lostKeys !== undefined && run.lostKeys !== undefined) expect(run.lostKeys).toEqual(lostKeys);
  expect(run.end).toEqual(end);
  also?.(run);
}

export const HUNG_UP: Run['end'] = { kind: 'callerHungUp' };
