import type { CallChoices, CallMenuOptions } from '../../call/question-options.js';
import type { MenuResult } from '../../call/question-results.js';
import { NO_ANSWERS } from '../../controller/answers.js';
import type { ProblemList } from '../../controller/boot-problems.js';
import { checkOptionNames } from '../../controller/check-options.js';
import { claim, entriesOf, settleClaims } from '../../controller/claims.js';
import { compilePatience } from '../../controller/compile-question.js';
import { requiredPromptFor } from '../../controller/valid-prompt.js';
import type { DialogDefaults } from '../../dialog/dialog-defaults.js';
import type { Choice, MenuNode } from '../../dialog/call-flow.js';
import { flattenFor, type PromptFor } from '../../dialog/prompt.js';
import { firstKeysOf, readChoice } from '../../dialog/read-choice.js';
import { runQuestion } from '../../dialog/run-question.js';
import { printable } from '../../errors/printable.js';
import { compileOrRefuse, MENU_OPTIONS, nameOf, TOLD } from './compile.js';
import { begin, type LinearContext, nothingRuns } from './context.js';

/** `call.menu`: a choice, in the middle of a handler. */
export async function linearMenu<C extends CallChoices>(
  options: CallMenuOptions<C>,
  context: LinearContext,
): Promise<MenuResult<C[keyof C]>> {
  const where = nameOf('call.menu', options);
  const menu = compileOrRefuse('AGI_QUESTION', (problems) => compile(options, where, context.defaults, problems));
  const { questionContext } = context;
  const { choices, prompt } = menu;
  begin(menu, context);
  // The function of a question that belongs to no object takes nothing.
  const say = (said: PromptFor) => flattenFor(said, where, async (declared) => declared(undefined as never));
  const asked = await runQuestion<Chosen>(
    menu,
    {
      where,
      masked: false,
      say,
      prompt: () => say(prompt),
      firstKeys: () => firstKeysOf({ choices, links: [] }),
      run: nothingRuns,
      async entry() {
        const entry = await readChoice(menu, { choices, links: [] }, questionContext);
        if (entry.kind === 'noMatch') return entry;
        questionContext.tell({
          kind: 'choice',
          question: where,
          keys: entry.choice.pattern.text,
          digits: entry.digits,
        });
        return { kind: 'answered', by: entry };
      },
    },
    questionContext,
  );
  if (asked.kind === 'answered') {
    const { choice, digits } = asked.by;
    // The text of a pattern is its key, as it was written.
    return { kind: 'choice', choice: options.choices[choice.pattern.text as keyof C], digits };
  }
  // Nothing leads away from it.
  if (asked.kind === 'left' || asked.reason === 'noInput') return { kind: 'noInput', choice: undefined };
  return { kind: 'noMatch', digits: asked.digits, choice: undefined };
}

interface Chosen {
  readonly choice: Choice;
  readonly digits: string;
}

type LinearMenu = Omit<MenuNode, 'kind' | 'usedUp'> & { readonly prompt: PromptFor };

function compile(
  options: CallMenuOptions,
  where: string,
  defaults: DialogDefaults,
  problems: ProblemList,
): LinearMenu | undefined {
  if (!checkOptionNames(options, MENU_OPTIONS, 'call.menu()', where, problems)) return undefined;
  const { choices, prompt } = options;
  return {
    ...compilePatience({ name: where, options, defaults: [defaults], answers: NO_ANSWERS }, where, problems),
    ...TOLD,
    prompt: requiredPromptFor(prompt, 'prompt', where, problems) ?? [],
    choices: compileChoices(choices, where, problems),
  };
}

function compileChoices(choices: unknown, where: string, problems: ProblemList): Choice[] {
  const claims = entriesOf(choices ?? {}, '"choices"', where, problems).map(([keys, value]) => {
    // As a sub-dialog would end that finishes with the value; here the code is given it.
    const action = { kind: 'take', destination: { kind: 'finish', value } } as const;
    return claim(keys, where, { by: `choice "${printable(keys)}"`, action }, problems);
  });
  if (Object.keys(choices ?? {}).length === 0) problems.add('AGI_BOOT_NO_CHOICES', where);
  return settleClaims(claims.flat(), where, problems);
}
