import type { Choice, Failure, MenuNode } from './call-flow.js';
import { flatten, type MenuPrompt, type PromptItem } from './prompt.js';
import type { Stage } from './stage.js';
import { readChoice } from './read-choice.js';
import { runHandler } from './run-handler.js';
import type { Destination } from './step.js';
import { OffhookError } from '../errors/offhook-error.js';

/**
 * One visit of a menu, from its prompt to a destination: rounds of prompt and entry, silences and wrong entries counted
 * apart, until a choice leads on or the attempts are used up.
 */
export async function runMenu(menu: MenuNode, stage: Stage): Promise<Destination> {
  const { conversation, scene } = stage;
  const choices = [...menu.choices, ...scene.flow.links];
  const failures = { noInput: 0, noMatch: 0 };
  let before: readonly PromptItem[] = stage.firstVisit(menu) ? flatten(menu.greeting ?? [], menu.name) : [];
  for (let round = 1; ; round++) {
    const prompt = await promptOf(menu, round, stage);
    const isSilent = (await conversation.listen([...before, ...prompt], menu.timeoutMs)) === 'silence';
    const entry = isSilent ? undefined : await readChoice(menu, choices, conversation, stage.nowMs);
    if (entry?.kind === 'choice') return take(entry.choice, entry.digits, stage);

    const kind = entry === undefined ? 'noInput' : 'noMatch';
    failures[kind]++;
    conversation.forgetKeys();
    stage.onFailure(menu, kind, entry?.digits ?? '');
    if (isUsedUp(menu, failures)) return menu.otherwise;
    const failure = failureFor(menu[kind], failures[kind]);
    const destination = failure?.handler && (await runHandler(failure.handler, entry?.digits, stage));
    if (destination !== undefined) return destination;
    before = flatten(failure?.prompt ?? [], menu.name);
  }
}

async function promptOf(menu: MenuNode, round: number, { scene }: Stage): Promise<readonly PromptItem[]> {
  if (round > 1 && menu.reprompt !== undefined) return flatten(menu.reprompt, menu.name);
  const returned = await scene.run(menu.name, undefined);
  // A menu method returns what menu() makes, which is checked here for those who write without types.
  const items = (returned as MenuPrompt | undefined)?.items;
  if (!Array.isArray(items)) {
    throw new OffhookError('AGI_NOT_A_PROMPT', { where: `${scene.flow.name}.${menu.name}`, value: returned });
  }
  return items;
}

async function take({ action }: Choice, digits: string, stage: Stage): Promise<Destination> {
  if (action.kind === 'take') return action.destination;
  return (await runHandler(action.handler, digits, stage)) ?? { kind: 'repeat' };
}

function isUsedUp(menu: MenuNode, { noInput, noMatch }: { noInput: number; noMatch: number }): boolean {
  return (
    noInput + noMatch >= (menu.attempts ?? Infinity) ||
    noInput >= (menu.noInputAttempts ?? Infinity) ||
    noMatch >= (menu.noMatchAttempts ?? Infinity)
  );
}

/** The entry with the highest count that is not above the counter. */
const failureFor = (failures: readonly Failure[], counter: number) =>
  failures.filter(({ count }) => count <= counter).reduce<Failure | undefined>((a, b) => (a === undefined || b.count >= a.count ? b : a), undefined);
