import type { DialogDefaults } from '../dialog/dialog-defaults.js';
import type { MenuNode } from '../dialog/call-flow.js';
import type { Answer } from './answers.js';
import { compileChoices } from './compile-choices.js';
import { compileQuestion } from './compile-question.js';
import type { Draft, RecordOf } from './draft.js';

/**
 * A `@Menu` method with what answers for it.
 *
 * @param answers - all of the class
 * @param defaults - of the app, then of the class
 */
export function compileMenu(
  { member: name, options }: RecordOf<'Menu'>,
  answers: readonly Answer[],
  defaults: readonly DialogDefaults[],
  draft: Draft,
): MenuNode {
  const own = answers.filter(({ question }) => question === name);
  // A key handler whose menu is not known may be meant for this one.
  const hasKeys = answers.some(
    ({ record, question }) => record.kind === 'OnDtmf' && (question === name || question === undefined),
  );
  if (Object.keys(options.choices ?? {}).length === 0 && !hasKeys)
    draft.problems.add('AGI_BOOT_NO_CHOICES', `${draft.name}.${name}`);
  const choices = compileChoices(name, options.choices, own, draft);
  return { kind: 'menu', ...compileQuestion({ name, options, defaults, answers: own }, draft), choices };
}
