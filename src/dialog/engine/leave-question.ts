import type { Question } from '../call-flow.js';
import { runHandler } from './run-handler.js';
import type { QuestionOutcome } from './run-question.js';
import type { NodeContext } from './node-context.js';
import type { Destination } from '../step.js';

/** Where a question leads that was not answered: what its handlers say, else its `otherwise`. */
export async function leaveQuestion(
  question: Question,
  asked: Exclude<QuestionOutcome<unknown>, { kind: 'answered' }>,
  context: NodeContext,
): Promise<Destination> {
  if (asked.kind === 'left') return asked.destination;
  const said = question.usedUp && (await runHandler(question.usedUp, asked.reason, context));
  const { otherwise } = question;
  return said ?? (otherwise.kind === 'giveUp' ? { kind: 'giveUp', reason: asked.reason } : otherwise);
}
