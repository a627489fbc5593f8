import { OffhookError } from '../../errors/offhook-error.js';
import type { MenuNode } from '../call-flow.js';
import { availableChoices, followChoice, followLink } from './choices.js';
import { linksInScope } from './links-in-scope.js';
import { leaveQuestion } from './leave-question.js';
import { flattenFor, type MenuPrompt, type PromptFor, type PromptItem } from '../prompt.js';
import { firstKeysOf, type AvailableChoices, readChoice } from './read-choice.js';
import { runHandler } from './run-handler.js';
import { runQuestion } from './run-question.js';
import type { NodeContext } from './node-context.js';
import type { Destination } from '../step.js';

/** One visit of a menu. */
export async function runMenu(menu: MenuNode, context: NodeContext): Promise<Destination> {
  const { instance } = context;
  const where = `${instance.flow.name}.${menu.name}`;
  const say = (prompt: PromptFor) => flattenFor(prompt, where, (declared) => instance.evaluate(declared));
  let attempt = 0;
  let available: AvailableChoices = { choices: [], links: [] };
  const asked = await runQuestion<Destination>(
    menu,
    {
      where,
      masked: false,
      async beginRound() {
        available = {
          choices: await availableChoices(menu.choices, instance),
          links: linksInScope(context),
        };
      },
      say,
      prompt: () => (menu.prompt === undefined ? promptOf(menu, context) : say(menu.prompt)),
      firstKeys: () => firstKeysOf(available),
      run: (handler, digits) => runHandler(handler, digits, context),
      async entry() {
        const entry = await readChoice(menu, available, context);
        attempt++;
        if (entry.kind === 'noMatch') return entry;
        const chosen = { kind: entry.kind, digits: entry.digits, attempt, question: menu, where };
        return await (entry.kind === 'link'
          ? followLink(entry.choice, chosen, context)
          : followChoice(entry.choice, chosen, context));
      },
    },
    context,
  );
  return asked.kind === 'answered' ? asked.by : leaveQuestion(menu, asked, context);
}

async function promptOf(menu: MenuNode, { instance }: NodeContext): Promise<readonly PromptItem[]> {
  const returned = await instance.run(menu.name, undefined);
  // A menu method returns what menu() makes, which is checked here for those who write without types.
  const items = (returned as MenuPrompt | undefined)?.items;
  if (Array.isArray(items)) return items;
  throw new OffhookError('AGI_NOT_A_PROMPT', { where: `${instance.flow.name}.${menu.name}`, value: returned });
}
