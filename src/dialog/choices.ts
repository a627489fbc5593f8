import type { Choice } from './call-flow.js';
import { runHandler } from './run-handler.js';
import type { Answer } from './run-question.js';
import type { Scene, Stage } from './stage.js';
import type { Destination } from './step.js';

/** Those whose `when` says yes now. */
export async function choicesOnOffer(choices: readonly Choice[], scene: Scene): Promise<readonly Choice[]> {
  const isOffered = await Promise.all(choices.map(async ({ when }) => when === undefined || scene.evaluate(when)));
  return choices.filter((_, i) => isOffered[i]);
}

/** Follows a choice. Nothing returned by its handler means: the question again, from the start. */
export async function follow({ action }: Choice, digits: string, stage: Stage): Promise<Answer<Destination>> {
  if (action.kind === 'take') return { kind: 'answered', by: action.destination };
  const destination = (await runHandler(action.handler, digits, stage)) ?? ({ kind: 'repeat' } as const);
  return destination.kind === 'listen' ? destination : { kind: 'answered', by: destination };
}

/** Follows a link: what was typed behind it was meant for the question that is left. */
export function followLink(link: Choice, digits: string, stage: Stage): Promise<Answer<Destination>> {
  stage.conversation.forgetKeys();
  return follow(link, digits, stage);
}
