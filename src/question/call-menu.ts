import type { CallChoices, CallMenuOptions } from '../call/question-options.js';
import type { MenuResult } from '../call/question-results.js';
import type { Choice, MenuNode } from '../dialog/call-flow.js';
import { firstKeysOf, readChoice } from '../dialog/engine/read-choice.js';
import { runQuestion } from '../dialog/engine/run-question.js';
import { flattenFor, type PromptFor } from '../dialog/prompt.js';
import type { DialogDefaults } from '../dialog/question-options.js';
import type { ProblemList } from '../errors/problem-list.js';
import { printable } from '../errors/printable.js';
import { type AskContext, beginQuestion, runsNoHandler } from './ask-context.js';
import { CompileOnce, entriesIn } from './compile-once.js';
import { compileOrRefuse, GIVES_UP, questionName } from './compile-or-refuse.js';
import { compileQuestionSettings } from './compile-question-settings.js';
import { CALL_MENU_OPTIONS, checkOptionNames } from './option-names.js';
import { choiceEntries, parseChoice, resolveConflicts } from './parse-choice.js';
import { requiredPromptFor } from './valid-prompt.js';

type CallMenu = Omit<MenuNode, 'kind' | 'usedUp'> & { readonly prompt: PromptFor };

const compiled = new CompileOnce<CallMenu>();

/** `call.menu`: a choice, in the middle of a handler. */
export async function callMenu<C extends CallChoices>(
  options: CallMenuOptions<C>,
  context: AskContext,
): Promise<MenuResult<C[keyof C]>> {
  const where = questionName('call.menu', options);
  const { questionContext, defaults } = context;
  const menu = compiled.get(options, [defaults, ...entriesIn(options), ...entriesIn(options?.choices)], () =>
    compileOrRefuse('AGI_QUESTION', (problems) => compile(options, where, defaults, problems)),
  );
  const { choices, prompt } = menu;
  beginQuestion(menu, context);
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
      run: runsNoHandler,
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

function compile(
  options: CallMenuOptions,
  where: string,
  defaults: DialogDefaults,
  problems: ProblemList,
): CallMenu | undefined {
  if (!checkOptionNames(options, CALL_MENU_OPTIONS, 'call.menu()', where, problems)) return undefined;
  const { choices, prompt } = options;
  return {
    ...compileQuestionSettings({ name: where, options, defaults: [defaults] }, where, problems),
    ...GIVES_UP,
    prompt: requiredPromptFor(prompt, 'prompt', where, problems) ?? [],
    choices: compileChoices(choices, where, problems),
  };
}

function compileChoices(choices: unknown, where: string, problems: ProblemList): Choice[] {
  const parsed = choiceEntries(choices ?? {}, '"choices"', where, problems).map(([keys, value]) => {
    // As a sub-dialog would end that finishes with the value; here the code is given it.
    const action = { kind: 'take', destination: { kind: 'finish', value } } as const;
    return parseChoice(keys, where, { by: `choice "${printable(keys)}"`, action }, problems);
  });
  if (Object.keys(choices ?? {}).length === 0) problems.add('AGI_BOOT_NO_CHOICES', where);
  return resolveConflicts(parsed.flat(), where, problems);
}
