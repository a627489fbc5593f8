import { type Class, nameOfClass } from '../dialog/class.js';
import { isClass } from '../decorators/class-ref.js';
import type { DialogDefaults } from '../dialog/question-options.js';
import { readFields } from '../decorators/read-records.js';
import type { FieldRecord } from '../decorators/records.js';
import type { AskNode } from '../dialog/call-flow.js';
import type { BootProblem } from '../errors/catalogue/boot-problem.js';
import { ProblemList } from '../errors/problem-list.js';
import { compileQuestionSettings } from './compile-question-settings.js';
import { compileValue } from './compile-value.js';
import { checkOptionNames, FIELD_OPTIONS } from './option-names.js';

/** One question of a form: `name` is the property that gets the answer. A prompt that is a function gets the form. */
export type FormField = Omit<AskNode, 'kind' | 'handler' | 'usedUp'>;

/** A form as plain data. */
export interface Form {
  /** In the order in which they are asked. To be used only when there are no problems. */
  readonly fields: readonly FormField[];
  /** A form is not known before it is filled, so its mistakes cannot be found when the app starts. */
  readonly problems: readonly BootProblem[];
}

/**
 * Compiles the `@Field` properties of an object.
 *
 * @param form - the object that is filled
 * @param defaults - those of the app, of the class, of the call that fills it: the nearest last
 */
export function compileForm(form: object, defaults: readonly DialogDefaults[] = []): Form {
  const target = formClass(form);
  const name = target === undefined ? 'call.fill()' : nameOfClass(target);
  const problems = new ProblemList();
  const records = target === undefined ? [] : readFields(target);
  if (records.length === 0) problems.add('AGI_BOOT_NO_FIELDS', name);
  const fields = records.flatMap((record) =>
    compileField(record, `${name}.${String(record.member)}`, defaults, problems),
  );
  return { fields, problems: problems.found };
}

function compileField(
  { member, isStatic, reader, options }: FieldRecord,
  where: string,
  defaults: readonly DialogDefaults[],
  problems: ProblemList,
): FormField[] {
  if (isStatic || typeof member !== 'string') {
    problems.add('AGI_BOOT_FIELD', where);
    return [];
  }
  if (!checkOptionNames(options, FIELD_OPTIONS, '@Field', where, problems)) return [];
  const settings = compileQuestionSettings({ name: member, options, defaults }, where, problems);
  return [
    {
      ...compileValue(reader, options, settings, { asker: '@Field', where, defaults }, problems),
      // Whoever fills the form is told.
      otherwise: { kind: 'giveUp' },
    },
  ];
}

/** The class that says what the fields of a form are. */
export function formClass(form: object): Class | undefined {
  const prototype = Object.getPrototypeOf(form) as { readonly constructor: unknown } | null;
  return isClass(prototype?.constructor) ? prototype.constructor : undefined;
}
