import { askFor } from './ask.js';
import type { AskNode } from '../call-flow.js';
import { leaveQuestion } from './leave-question.js';
import { followLink } from './choices.js';
import { linksInScope } from './links-in-scope.js';
import { flattenFor, type PromptFor } from '../prompt.js';
import { runHandler } from './run-handler.js';
import type { NodeContext } from './node-context.js';
import type { Destination } from '../step.js';

/** One visit of an `@Ask`. The handler runs with a value that passed every check, and with no other. */
export async function runAsk(ask: AskNode, context: NodeContext): Promise<Destination> {
  const { instance } = context;
  const where = `${instance.flow.name}.${ask.name}`;
  const say = (prompt: PromptFor) => flattenFor(prompt, where, (declared) => instance.evaluate(declared));
  const asked = await askFor(
    ask,
    {
      where,
      links: linksInScope(context),
      follow: (link, digits) => followLink(link, { kind: 'link', digits, attempt: 1, question: ask, where }, context),
      say,
      prompt: () => say(ask.prompt),
      run: (handler, digits) => runHandler(handler, digits, context),
    },
    context,
  );
  if (asked.kind !== 'answered') return leaveQuestion(ask, asked, context);
  switch (asked.by.kind) {
    case 'cancelled':
      return ask.otherwise.kind === 'giveUp' ? { kind: 'giveUp', reason: 'back' } : ask.otherwise;
    case 'left':
      return asked.by.destination;
    case 'value':
      // An @Ask that says nothing has a `next`: checked at boot.
      return (await runHandler(ask.handler, asked.by.value, context)) ?? { kind: 'repeat' };
  }
}
