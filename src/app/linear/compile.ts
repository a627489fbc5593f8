import type { CallAskOptions, CallMenuOptions, CallQuestionOptions, FillOptions } from '../../call/question-options.js';
import { type BootProblem, ProblemList } from '../../controller/boot-problems.js';
import { DEFAULTS, QUESTION_DEFAULTS } from '../../controller/check-options.js';
import type { Question } from '../../dialog/call-flow.js';
import { OffhookError } from '../../errors/offhook-error.js';
import { printable } from '../../errors/printable.js';

type NamesOf<Options> = Record<keyof Options, true>;

// Each list is compared with its type by the compiler: an option added there and not here does not build.
const QUESTION_OPTIONS = {
  ...QUESTION_DEFAULTS,
  prompt: true,
  greeting: true,
  greetEveryVisit: true,
  reprompt: true,
} satisfies NamesOf<CallQuestionOptions>;
export const ASK_OPTIONS = { ...QUESTION_OPTIONS, confirm: true, cancelKey: true } satisfies NamesOf<CallAskOptions>;
export const MENU_OPTIONS = { ...QUESTION_OPTIONS, choices: true } satisfies NamesOf<CallMenuOptions>;
export const FILL_OPTIONS = { ...DEFAULTS, backKey: true } satisfies NamesOf<FillOptions>;

/** Where the code is told that there is no answer: nothing leads elsewhere, and nothing of the class runs. */
export const TOLD: Pick<Question, 'otherwise'> = { otherwise: { kind: 'giveUp' } };

/** A question in messages: `call.ask("survey/your-age")`. */
export function nameOf(verb: 'call.ask' | 'call.menu', options: CallQuestionOptions | undefined): string {
  const prompt = options?.prompt;
  return typeof prompt === 'string' ? `${verb}("${printable(prompt)}")` : `${verb}()`;
}

/**
 * Compiles what is to be asked.
 *
 * @param compile - gives nothing when there is nothing to compile; then it has told why
 * @throws OffhookError with every mistake at once
 */
export function compileOrRefuse<T>(code: RefusalCode, compile: (problems: ProblemList) => T | undefined): T {
  const problems = new ProblemList();
  const compiled = compile(problems);
  if (compiled === undefined || problems.found.length > 0) throw refusal(code, problems.found);
  return compiled;
}

type RefusalCode = 'AGI_QUESTION' | 'AGI_FORM' | 'AGI_RECORDING';

const refusal = (code: RefusalCode, problems: readonly BootProblem[]) =>
  new OffhookError(code, { problems: problems.map(({ message }) => message) });
