import { OffhookError } from '../errors/offhook-error.js';
import type { Choice, MenuNode } from './call-flow.js';
import { leaveQuestion } from './leave-question.js';
import type { MenuPrompt, PromptItem } from './prompt.js';
import { readChoice } from './read-choice.js';
import { runHandler } from './run-handler.js';
import { type Answer, runQuestion } from './run-question.js';
import type { Stage } from './stage.js';
import type { Destination } from './step.js';

/** One visit of a menu. Nothing returned by a choice's handler means: the menu again, from the start. */
export async function runMenu(menu: MenuNode, stage: Stage): Promise<Destination> {
  const choices = [...menu.choices, ...stage.scene.flow.links];
  const asked = await runQuestion<Destination>(
    menu,
    {
      where: `${stage.scene.flow.name}.${menu.name}`,
      masked: false,
      prompt: () => promptOf(menu, stage),
      run: (handler, digits) => runHandler(handler, digits, stage),
      async entry() {
        const entry = await readChoice(menu, choices, stage);
        return entry.kind === 'choice' ? follow(entry.choice, entry.digits, stage) : entry;
      },
    },
    stage,
  );
  return asked.kind === 'answered' ? asked.by : leaveQuestion(menu, asked, stage);
}

/** Follows a choice or a link. */
export async function follow({ action }: Choice, digits: string, stage: Stage): Promise<Answer<Destination>> {
  if (action.kind === 'take') return { kind: 'answered', by: action.destination };
  const destination = (await runHandler(action.handler, digits, stage)) ?? ({ kind: 'repeat' } as const);
  return destination.kind === 'listen' ? destination : { kind: 'answered', by: destination };
}

async function promptOf(menu: MenuNode, { scene }: Stage): Promise<readonly PromptItem[]> {
  const returned = await scene.run(menu.name, undefined);
  // A menu method returns what menu() makes, which is checked here for those who write without types.
  const items = (returned as MenuPrompt | undefined)?.items;
  if (Array.isArray(items)) return items;
  throw new OffhookError('AGI_NOT_A_PROMPT', { where: `${scene.flow.name}.${menu.name}`, value: returned });
}
