import type { Handler } from '../dialog/call-flow.js';
import { didYouMean } from '../errors/did-you-mean.js';
import { compileHandler } from './compile-handler.js';
import { type Draft, ofKind, type RecordOf } from './draft.js';

type AnswerRecord = RecordOf<'OnDtmf' | 'OnNoInput' | 'OnNoMatch'>;

/** A method that answers for a menu. */
export interface Answer {
  readonly record: AnswerRecord;
  readonly handler: Handler;
  readonly where: string;
  /** The menu it names, else the only one of the class; `undefined` when there is none such. */
  readonly menu: string | undefined;
}

/** Every method that answers for a menu. */
export function compileAnswers(draft: Draft): Answer[] {
  return ofKind(draft, 'OnDtmf', 'OnNoInput', 'OnNoMatch').map((record) => ({
    record,
    handler: compileHandler(record, draft),
    where: `${draft.name}.${record.member}`,
    menu: findMenu(record, draft),
  }));
}

function findMenu(
  { kind, member, options: { menu } }: AnswerRecord,
  { name, menus, problems }: Draft,
): string | undefined {
  const found = menu ?? (menus.length === 1 ? menus[0] : undefined);
  if (found !== undefined && menus.includes(found)) return found;
  const where = `${name}.${member}`;
  const decorator = `@${kind}`;
  if (menu === undefined) problems.add('AGI_BOOT_WHICH_MENU', where, { decorator, menus });
  else problems.add('AGI_BOOT_UNKNOWN_MENU', where, { decorator, menu, hint: didYouMean(String(menu), menus) });
  return undefined;
}
