import { Transcript } from '../../src/testing/transcript.js';
import { findBroken } from './invariants.js';
import type { CallPlan, Plan } from './plan.js';
import type { CallEvidence, Evidence } from './run.js';

/** What a person needs who is to find out why a run broke something. */
export function report(evidence: Evidence, command: string): string {
  const { plan, calls, events } = evidence;
  const broken = findBroken(evidence).map(({ name, problems }) =>
    [`x ${name}`, ...problems.map((problem) => `    ${problem}`)].join('\n'),
  );
  return [
    ...broken,
    '',
    `Again: ${command}`,
    '',
    `The world: ${describeWorld(plan)}`,
    ...events,
    ...calls.flatMap((call, i) => ['', `Call ${i}: ${describeCall(call.plan)}`, transcriptOf(call)]),
  ].join('\n');
}

const describeWorld = (plan: Plan) => JSON.stringify({ ...plan, calls: plan.calls.length });

function describeCall({ acts, ...call }: CallPlan): string {
  return `${JSON.stringify(call)}\n  does ${acts.map((act) => `${act.kind}${act.kind === 'key' ? ` ${act.key}` : ''} after ${act.afterMs} ms`).join(', ') || 'nothing'}`;
}

function transcriptOf({ virtual, journals }: CallEvidence): string {
  const transcript = new Transcript({ wire: true });
  for (const event of virtual.events) transcript.push(event);
  const journal = journals.flat().map((entry) => `    ${JSON.stringify(entry)}`);
  return `${transcript.toString()}\n  journal\n${journal.join('\n')}`;
}
