import type { DialogDefaults } from '../dialog/dialog-defaults.js';
import type { Failure } from '../dialog/call-flow.js';
import type { Answer } from './answers.js';
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
 * prompt, or the last one, and the handler with the highest count not above n.
 */
export function compileFailures(
  { kind, where, settings, own }: FailureSite,
  answers: readonly Answer[],
  problems: ProblemList,
): Failure[] {
  own[kind]?.forEach((_, i) => checkReached(`${kind}[${i}]`, i + 1, kind, settings, where, problems));
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
      checkReached(decorator, count, kind, settings, answer.where, problems);
      handlers.set(count, answer);
    }
  }
  const prompts = settings[kind];
  const counts = new Set([...prompts.map((_, i) => i + 1), ...handlers.keys()]);
  return [...counts]
    .toSorted((a, b) => a - b)
    .map((count) => {
      const prompt = prompts[Math.min(count, prompts.length) - 1];
      const nearest = Math.max(0, ...[...handlers.keys()].filter((from) => from <= count));
      const handler = handlers.get(nearest)?.handler;
      return { count, ...(prompt !== undefined && { prompt }), ...(handler && { handler }) };
    });
}

/** The failure that uses the attempts up goes to `otherwise`: what is said for it, or for later ones, nobody hears. */
function checkReached(
  what: string,
  count: number,
  kind: 'noInput' | 'noMatch',
  settings: QuestionSettings,
  where: string,
  problems: ProblemList,
): void {
  for (const name of ['attempts', `${kind}Attempts`] as const) {
    const limit = settings[name];
    if (limit !== undefined && count >= limit) {
      problems.add('AGI_BOOT_NEVER_RUNS', where, { what, count, limit: `${name}: ${limit}` });
      return;
    }
  }
}
