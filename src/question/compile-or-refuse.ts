import { ProblemList } from '../errors/problem-list.js';
import type { Question } from '../dialog/call-flow.js';
import { OffhookError } from '../errors/offhook-error.js';
import { printable } from '../errors/printable.js';

/** Where a question of code leads without an answer: nowhere. The code that asked gets to know. */
export const GIVES_UP: Pick<Question, 'otherwise'> = { otherwise: { kind: 'giveUp' } };

/** A question in messages: `call.ask("survey/your-age")`. */
export function questionName(
  verb: 'call.ask' | 'call.menu',
  options: { readonly prompt: unknown } | undefined,
): string {
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
  if (compiled === undefined || problems.found.length > 0) throw new OffhookError(code, { problems: problems.found });
  return compiled;
}

type RefusalCode = 'AGI_QUESTION' | 'AGI_FORM' | 'AGI_RECORDING';
