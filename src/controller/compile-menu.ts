import type { DialogDefaults } from '../decorators/dialog-defaults.js';
import type { MenuNode } from '../dialog/call-flow.js';
import type { Destination } from '../dialog/step.js';
import { type Answer, compileAnswers } from './answers.js';
import { compileChoices } from './compile-choices.js';
import { compileFailures } from './compile-failures.js';
import { compileTarget } from './compile-target.js';
import { type Draft, ofKind, type RecordOf } from './draft.js';
import { type QuestionSettings, settle } from './question-settings.js';
import { validDefaults } from './valid-defaults.js';
import { validPrompt } from './valid-prompt.js';

/**
 * Every `@Menu` method with what answers for it.
 *
 * @param defaults - of the app, then of the controller
 */
export function compileMenus(defaults: readonly DialogDefaults[], draft: Draft): MenuNode[] {
  const answers = compileAnswers(draft);
  return ofKind(draft, 'Menu').map((menu) => compileMenu(menu, answers, defaults, draft));
}

function compileMenu(
  menu: RecordOf<'Menu'>,
  all: readonly Answer[],
  defaults: readonly DialogDefaults[],
  draft: Draft,
): MenuNode {
  const { member: name, options } = menu;
  const { problems } = draft;
  const where = `${draft.name}.${name}`;
  const own = validDefaults(options, '', where, problems);
  const settings = settle(...defaults, own);
  checkTimes(settings, where, draft);
  const greeting = validPrompt(options.greeting, 'greeting', where, problems);
  const reprompt = validPrompt(options.reprompt, 'reprompt', where, problems);
  const answers = all.filter((answer) => answer.menu === name);
  // A key handler whose menu is not known may be meant for this one.
  const hasKeys = all.some(({ record, menu: of }) => record.kind === 'OnDtmf' && (of === name || of === undefined));
  if (Object.keys(options.choices ?? {}).length === 0 && !hasKeys) problems.add('AGI_BOOT_NO_CHOICES', where);
  return {
    kind: 'menu',
    name,
    ...(greeting !== undefined && { greeting }),
    ...(reprompt !== undefined && { reprompt }),
    ...settings,
    choices: compileChoices(name, options.choices, answers, draft),
    noInput: compileFailures({ kind: 'noInput', where, settings, own }, answers, draft),
    noMatch: compileFailures({ kind: 'noMatch', where, settings, own }, answers, draft),
    otherwise: compileOtherwise(options.otherwise, settings, where, draft),
  };
}

function checkTimes({ settleMs, interDigitTimeoutMs }: QuestionSettings, where: string, { problems }: Draft): void {
  if (settleMs <= interDigitTimeoutMs) return;
  problems.add('AGI_BOOT_OPTION', where, {
    option: 'settleMs',
    value: settleMs,
    problem: `it may not be above interDigitTimeoutMs, which is ${interDigitTimeoutMs}`,
  });
}

function compileOtherwise(
  otherwise: unknown,
  { attempts, noInputAttempts, noMatchAttempts }: QuestionSettings,
  where: string,
  draft: Draft,
): Destination {
  const dialplan: Destination = { kind: 'leave', place: undefined };
  if (otherwise !== undefined)
    return compileTarget(otherwise, { where, option: '"otherwise"' }, draft)?.destination ?? dialplan;
  const limit = attempts ?? `${noInputAttempts} silent, ${noMatchAttempts} wrong`;
  draft.warnings.add('AGI_BOOT_NO_OTHERWISE', where, { attempts: String(limit) });
  return dialplan;
}
