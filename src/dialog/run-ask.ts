import { askFor } from './ask.js';
import type { AskNode } from './call-flow.js';
import { leaveQuestion } from './leave-question.js';
import { followLink } from './choices.js';
import { linksInScope } from './links-in-scope.js';
import { flattenFor, type PromptFor } from './prompt.js';
import { runHandler } from './run-handler.js';
import type { Stage } from './stage.js';
import type { Destination } from './step.js';

/** One visit of an `@Ask`. The handler runs with a value that passed every check, and with no other. */
export async function runAsk(ask: AskNode, stage: Stage): Promise<Destination> {
  const { instance } = stage;
  const where = `${instance.flow.name}.${ask.name}`;
  const say = (prompt: PromptFor) => flattenFor(prompt, where, (declared) => instance.evaluate(declared));
  const asked = await askFor(
    ask,
    {
      where,
      links: linksInScope(stage),
      follow: (link, digits) => followLink(link, { kind: 'link', digits, attempt: 1, question: ask, where }, stage),
      say,
      prompt: () => say(ask.prompt),
      run: (handler, digits) => runHandler(handler, digits, stage),
    },
    stage,
  );
  if (asked.kind !== 'answered') return leaveQuestion(ask, asked, stage);
  switch (asked.by.kind) {
    case 'cancelled':
      return ask.otherwise.kind === 'giveUp' ? { kind: 'giveUp', reason: 'back' } : ask.otherwise;
    case 'left':
      return asked.by.destination;
    case 'value':
      // An @Ask that says nothing has a `next`: checked at boot.
      return (await runHandler(ask.handler, asked.by.value, stage)) ?? { kind: 'repeat' };
  }
}
