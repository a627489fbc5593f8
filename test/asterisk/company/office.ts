import type { Scenario } from '../../../example-app/test/scenarios/scenario.js';
import type { ExtraSounds } from '../support/instance-folder.js';

const folder = new URL('../../../example-app/sounds', import.meta.url).pathname;

/** The sounds of the example, where its README says they belong. */
export const companySounds: readonly ExtraSounds[] = [
  ...['account', 'company', 'sales', 'support'].map((into) => ({ from: `${folder}/${into}`, into })),
  { from: `${folder}/fr/sales`, into: 'sales', language: 'fr' },
];

/** A dialplan whose office does what a scenario says, and whose operator talks for a moment. */
export function officeContext(dial: Scenario['dial']): string {
  const operators = '[operators]\nexten => s,1,Wait(30)\n';
  if (dial === undefined) return operators;
  const [target, { answersAfterMs = 0, talksMs = 5_000, result }] = dial;
  const [, extension, context] = /^Local\/(\w+)@(\w+)$/.exec(target) ?? [];
  const wait = (ms: number) => `Wait(${ms / 1_000})`;
  const talks = ['Ringing()', wait(answersAfterMs), 'Answer()', wait(talksMs), 'Hangup()'];
  const steps = { busy: ['Hangup(17)'], noAnswer: ['Ringing()', wait(60_000)], answered: talks };
  const key = result === 'busy' || result === 'noAnswer' ? result : 'answered';
  const lines = steps[key].map((step, i) => (i === 0 ? `exten => ${extension},1,${step}` : ` same => n,${step}`));
  return `${operators}\n[${context}]\n${lines.join('\n')}\n`;
}
