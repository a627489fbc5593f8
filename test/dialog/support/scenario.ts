import { expect, it } from 'vitest';

import type { TestFlow } from './flow.js';
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
  /** How it ended; default it left to the dialplan. */
  readonly end?: Run['end'];
  /** What else is to be seen. */
  readonly also?: (run: Run) => void;
}

/** @param name - begins with the number of the row */
export function scenario(name: string, row: Scenario): void {
  const {
    flow,
    caller,
    wire,
    handlers = [],
    failures = [],
    prompts,
    end = { kind: 'leave', place: undefined },
    also,
    ...options
  } = row;
  it(name, async () => {
    const run = await runFlow(flow, caller, options);
    const isOpen = wire.at(-1) === '…';
    expect(isOpen ? [...run.wire.slice(0, wire.length - 1), '…'] : run.wire).toEqual(wire);
    expect(run.handlers).toEqual(handlers);
    expect(run.failures).toEqual(failures);
    if (prompts !== undefined) expect(run.prompts).toMatchObject(prompts);
    expect(run.end).toEqual(end);
    also?.(run);
  });
}

export const HUNG_UP: Run['end'] = { kind: 'callerHungUp' };
