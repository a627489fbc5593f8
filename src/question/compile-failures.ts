import { wholeNumberProblem } from '../core/whole-number.js';
import type { Failure, Handler } from '../dialog/call-flow.js';
import type { DialogDefaults } from '../dialog/question-options.js';
import type { NoMatchReason } from '../dialog/read/collection.js';
import type { ProblemList } from '../errors/problem-list.js';
import type { QuestionSettings } from './merge-defaults.js';

const DECORATORS = { noInput: '@OnNoInput', noMatch: '@OnNoMatch' } as const;

/** A method of a class that runs for a kind of failure. */
export interface FailureHandler {
  readonly kind: 'noInput' | 'noMatch';
  /** The method's name. */
  readonly member: string;
  /** From which failure on. */
  readonly count: number;
  /** Only for entries that are wrong in this way. */
  readonly reason: NoMatchReason | undefined;
  readonly handler: Handler;
  /** For messages. */
  readonly where: string;
}

/** The handlers of one question: its own, and those of every question of its class. */
export interface FailureHandlers {
  readonly ofQuestion: readonly FailureHandler[];
  readonly ofEvery: readonly FailureHandler[];
}

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
  { ofQuestion, ofEvery }: FailureHandlers,
  problems: ProblemList,
): Failure[] {
  const prompts = settings[kind];
  own[kind]?.forEach((_, i) => {
    // The last failure is not told of, unless that is wanted.
    const isHeard = settings.playOnLastAttempt && limitPassed(i, kind, settings) === undefined;
    if (!isHeard) checkReached(`${kind}[${i}]`, i + 1, kind, settings, where, problems);
  });
  const nearest = handlersOf(kind, ofQuestion, where, problems);
  for (const { count, where: at } of nearest) checkReached(DECORATORS[kind], count, kind, settings, at, problems);
  const general = handlersOf(kind, ofEvery, where, problems);
  const counts = [...prompts.map((_, i) => i + 1), ...[...nearest, ...general].map(({ count }) => count)];
  const reasons = [...nearest, ...general].map(({ reason }) => reason);
  return [...new Set(counts)]
    .toSorted((a, b) => a - b)
    .flatMap((count) => {
      const prompt = prompts[Math.min(count, prompts.length) - 1];
      // The engine takes the last of those that fit.
      return [...new Set([undefined, ...reasons])].map((reason) => {
        const handler = (handlerAt(nearest, count, reason) ?? handlerAt(general, count, reason))?.handler;
        return {
          count,
          ...(reason && { reason }),
          ...(prompt !== undefined && { prompt }),
          ...(handler && { handler }),
        };
      });
    });
}

/** Those of one kind, without those that are wrong. */
function handlersOf(
  kind: FailureHandler['kind'],
  handlers: readonly FailureHandler[],
  where: string,
  problems: ProblemList,
): readonly FailureHandler[] {
  const right: FailureHandler[] = [];
  for (const one of handlers) {
    if (one.kind !== kind) continue;
    const { count, reason, member: second } = one;
    const same = right.find((other) => other.count === count && other.reason === reason);
    const problem = wholeNumberProblem(count, 1);
    if (problem !== undefined) problems.add('AGI_BOOT_OPTION', one.where, { option: 'count', value: count, problem });
    else if (same !== undefined)
      problems.add('AGI_BOOT_SAME_COUNT', where, {
        decorator: DECORATORS[kind],
        count,
        reason,
        first: same.member,
        second,
      });
    else right.push(one);
  }
  return right;
}

/** The one with the highest count; of two with the same count the one that says the reason. */
function handlerAt(handlers: readonly FailureHandler[], count: number, reason: NoMatchReason | undefined) {
  const fitting = handlers.filter((one) => one.count <= count && (one.reason ?? reason) === reason);
  const [best] = fitting.toSorted(
    (a, b) => b.count - a.count || Number(b.reason !== undefined) - Number(a.reason !== undefined),
  );
  return best;
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
  const name = limitPassed(count, kind, settings);
  if (name !== undefined)
    problems.add('AGI_BOOT_NEVER_RUNS', where, { what, count, limit: `${name}: ${settings[name]}` });
}

const limitPassed = (count: number, kind: 'noInput' | 'noMatch', settings: QuestionSettings) =>
  (['attempts', `${kind}Attempts`] as const).find((name) => count >= (settings[name] ?? Infinity));
