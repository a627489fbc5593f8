import type { DialogDefaults } from '../dialog/dialog-defaults.js';
import type { Failure } from '../dialog/call-flow.js';
import type { Answer, QuestionAnswers } from './answers.js';
import type { ProblemList } from './boot-problems.js';
import type { QuestionSettings } from './question-settings.js';

const DECORATORS = { noInput: 'OnNoInput', noMatch: 'OnNoMatch' } as const;

/** One kind of failure in one question. */
interface FailureSite {
  readonly kind: 'noInput' | 'noMatch';
  readonly where: string;
  readonly settings: QuestionSettings;
  /** What the question itself says: only that can be wrong in it. */
  readonly own: DialogDefaults;
}

/**
 * Puts the prompts and the handlers of one kind of failure together. Each has its own count: the n-th failure gets the n-th
 * prompt, or the last one, and the handler with the highest count not above n: one of the question, else one of the class.
 */
export function compileFailures(
  { kind, where, settings, own }: FailureSite,
  { ofQuestion, ofEvery }: QuestionAnswers,
  problems: ProblemList,
): Failure[] {
  const prompts = settings[kind];
  own[kind]?.forEach((_, i) => {
    // The last failure is not told of, unless that is wanted.
    const isHeard = settings.alsoOnLastAttempt && limitPassed(i, kind, settings) === undefined;
    if (!isHeard) checkReached(`${kind}[${i}]`, i + 1, kind, settings, where, problems);
  });
  const nearest = handlersByCount(kind, ofQuestion, where, problems);
  for (const [count, { where: at }] of nearest)
    checkReached(`@${DECORATORS[kind]}`, count, kind, settings, at, problems);
  const general = handlersByCount(kind, ofEvery, where, problems);
  const counts = new Set([...prompts.map((_, i) => i + 1), ...nearest.keys(), ...general.keys()]);
  return [...counts]
    .toSorted((a, b) => a - b)
    .map((count) => {
      const prompt = prompts[Math.min(count, prompts.length) - 1];
      const handler = (atCount(nearest, count) ?? atCount(general, count))?.handler;
      return { count, ...(prompt !== undefined && { prompt }), ...(handler && { handler }) };
    });
}

function handlersByCount(
  kind: 'noInput' | 'noMatch',
  answers: readonly Answer[],
  where: string,
  problems: ProblemList,
): ReadonlyMap<number, Answer> {
  const handlers = new Map<number, Answer>();
  for (const answer of answers) {
    const { record } = answer;
    if (record.kind !== DECORATORS[kind]) continue;
    const { count = 1 } = record.options;
    const decorator = `@${record.kind}`;
    const same = handlers.get(count);
    if (!Number.isInteger(count) || count < 1) {
      problems.add('AGI_BOOT_OPTION', answer.where, {
        option: 'count',
        value: count,
        problem: 'a whole number from 1 is needed',
      });
    } else if (same !== undefined) {
      problems.add('AGI_BOOT_SAME_COUNT', where, {
        decorator,
        count,
        first: same.record.member,
        second: record.member,
      });
    } else {
      handlers.set(count, answer);
    }
  }
  return handlers;
}

const atCount = (handlers: ReadonlyMap<number, Answer>, count: number) =>
  handlers.get(Math.max(0, ...[...handlers.keys()].filter((from) => from <= count)));

/** The failure that uses the attempts up goes to `otherwise`: what is said for it, or for later ones, nobody hears. */
function checkReached(
  what: string,
  count: number,
  kind: 'noInput' | 'noMatch',
  settings: QuestionSettings,
  where: string,
  problems: ProblemList,
): void {
  const name = limitPassed(count, kind, settings);
  if (name !== undefined)
    problems.add('AGI_BOOT_NEVER_RUNS', where, { what, count, limit: `${name}: ${settings[name]}` });
}

const limitPassed = (count: number, kind: 'noInput' | 'noMatch', settings: QuestionSettings) =>
  (['attempts', `${kind}Attempts`] as const).find((name) => count >= (settings[name] ?? Infinity));
