import type { FillOptions } from '../call/question-options.js';
import type { FillResult } from '../call/question-results.js';
import { ALL_KEYS, type Key } from '../dialog/keys.js';
import type { DialogDefaults } from '../dialog/question-options.js';
import type { ProblemList } from '../errors/problem-list.js';
import type { AskContext } from './ask-context.js';
import { askValue, type ValueQuestion } from './ask-value.js';
import { CompileOnce, entriesIn } from './compile-once.js';
import { compileOrRefuse } from './compile-or-refuse.js';
import { compileForm, formClass } from './form.js';
import { checkOptionNames, FILL_OPTIONS } from './option-names.js';
import { validDefaults } from './valid-defaults.js';

/** By the class of the form: each caller fills one of their own. */
const compiled = new CompileOnce<readonly ValueQuestion[]>();

/** `call.fill`: every field of a form, in order; each answer is stored at once. */
export async function callFill<F extends object>(
  form: F,
  options: FillOptions,
  context: AskContext,
): Promise<FillResult<F>> {
  const { defaults } = context;
  const fields = compiled.get(keyOf(form), [defaults, ...entriesIn(options)], () =>
    compileOrRefuse('AGI_FORM', (problems) => compile(form, options, defaults, problems)),
  );
  const { backKey } = options;
  let position = 0;
  for (let field = fields[0]; field !== undefined; field = fields[position]) {
    // In turn: it is a conversation.
    const given = await askValue(field, { where: `call.fill(): ${field.name}`, self: form, backKey }, context);
    if (given.kind === 'value') {
      Object.assign(form, { [field.name]: given.value });
      position++;
    } else if (given.kind === 'back' && position > 0) {
      position--;
    } else {
      const kind = given.kind === 'back' ? 'cancelled' : given.kind;
      // A field is called as the property that it fills.
      return { kind, form, at: field.name as keyof F & string };
    }
  }
  return { kind: 'filled', form };
}

/** JavaScript may forget the form. */
const keyOf = (form: object | undefined): object => (form && formClass(form)) ?? form ?? {};

function compile(
  form: object | undefined,
  options: FillOptions,
  defaults: DialogDefaults,
  problems: ProblemList,
): readonly ValueQuestion[] | undefined {
  if (!checkOptionNames(options, FILL_OPTIONS, 'call.fill()', 'call.fill()', problems)) return undefined;
  const own = validDefaults(options, '', 'call.fill()', problems);
  // A property that was never set is no form either: an object without a class.
  const { fields, problems: inForm } = compileForm(form ?? (Object.create(null) as object), [defaults, own]);
  // Whoever fills a form may have less patience than it has prompts for: nothing is wrong with the form.
  const mistakes = inForm.filter(({ code }) => code !== 'AGI_BOOT_NEVER_RUNS');
  problems.found.push(...mistakes);
  if (options.backKey !== undefined && mistakes.length === 0) checkBackKey(options.backKey, fields, problems);
  return fields;
}

/** A key that no field hears would lead back from nowhere. */
function checkBackKey(backKey: Key, fields: readonly ValueQuestion[], problems: ProblemList): void {
  const isKey = backKey.length === 1 && ALL_KEYS.includes(backKey);
  if (isKey && fields.some((field) => isHeard(backKey, field))) return;
  const problem = isKey
    ? 'no field hears it: there it is part of a value, or ends an entry'
    : `one of the keys ${ALL_KEYS} is needed`;
  problems.add('AGI_BOOT_OPTION', 'call.fill()', { option: 'backKey', value: backKey, problem });
}

const isHeard = (key: Key, { reader, terminator, cancelKey }: ValueQuestion) =>
  key === cancelKey || (key !== terminator && !reader.alphabet.includes(key));
