import { OffhookError } from '../errors/offhook-error.js';
import type { MenuNode } from './call-flow.js';
import { choicesOnOffer, follow, followLink } from './choices.js';
import { leaveQuestion } from './leave-question.js';
import type { MenuPrompt, PromptItem } from './prompt.js';
import { type Offer, readChoice } from './read-choice.js';
import { runHandler } from './run-handler.js';
import { runQuestion } from './run-question.js';
import type { Stage } from './stage.js';
import type { Destination } from './step.js';

/** One visit of a menu. */
export async function runMenu(menu: MenuNode, stage: Stage): Promise<Destination> {
  const { scene } = stage;
  let offer: Offer = { choices: [], links: [] };
  const asked = await runQuestion<Destination>(
    menu,
    {
      where: `${scene.flow.name}.${menu.name}`,
      masked: false,
      async beginRound() {
        offer = {
          choices: await choicesOnOffer(menu.choices, scene),
          links: await choicesOnOffer(scene.flow.links, scene),
        };
      },
      prompt: () => promptOf(menu, stage),
      run: (handler, digits) => runHandler(handler, digits, stage),
      async entry() {
        const entry = await readChoice(menu, offer, stage);
        switch (entry.kind) {
          case 'choice':
            return follow(entry.choice, entry.digits, stage);
          case 'link':
            return followLink(entry.choice, entry.digits, stage);
          case 'noMatch':
            return entry;
        }
      },
    },
    stage,
  );
  return asked.kind === 'answered' ? asked.by : leaveQuestion(menu, asked, stage);
}

async function promptOf(menu: MenuNode, { scene }: Stage): Promise<readonly PromptItem[]> {
  const returned = await scene.run(menu.name, undefined);
  // A menu method returns what menu() makes, which is checked here for those who write without types.
  const items = (returned as MenuPrompt | undefined)?.items;
  if (Array.isArray(items)) return items;
  throw new OffhookError('AGI_NOT_A_PROMPT', { where: `${scene.flow.name}.${menu.name}`, value: returned });
}
