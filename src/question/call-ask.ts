import type { AskResult } from '../call/question-results.js';
import type { DialogDefaults, FieldOptions } from '../dialog/question-options.js';
import type { Reader } from '../dialog/read/reader.js';
import type { ProblemList } from '../errors/problem-list.js';
import type { AskContext } from './ask-context.js';
import { askValue, type ValueQuestion } from './ask-value.js';
import { CompileOnce, entriesIn } from './compile-once.js';
import { compileOrRefuse, GIVES_UP, questionName } from './compile-or-refuse.js';
import { compileQuestionSettings } from './compile-question-settings.js';
import { compileValue } from './compile-value.js';
import { checkOptionNames, FIELD_OPTIONS } from './option-names.js';

const compiled = new CompileOnce<ValueQuestion>();

/** `call.ask`: one value, in the middle of a handler. */
export async function callAsk<V>(
  reader: Reader<V>,
  options: FieldOptions<unknown, V>,
  context: AskContext,
): Promise<AskResult<V>> {
  const where = questionName('call.ask', options);
  const { defaults } = context;
  const question = compiled.get(options, [reader, defaults, ...entriesIn(options)], () =>
    compileOrRefuse('AGI_QUESTION', (problems) => compile(reader, options, { where, defaults, problems })),
  );
  const given = await askValue(question, { where }, context);
  switch (given.kind) {
    case 'value':
      // What this reader gives.
      return { ...given, value: given.value as V };
    case 'noMatch':
      return { ...given, value: undefined };
    case 'noInput':
      return { kind: 'noInput', value: undefined };
    case 'cancelled':
    case 'back':
      return { kind: 'cancelled', value: undefined };
  }
}

interface Site {
  readonly where: string;
  readonly defaults: DialogDefaults;
  readonly problems: ProblemList;
}

function compile<V>(
  reader: Reader<V>,
  options: FieldOptions<unknown, V>,
  { where, defaults, problems }: Site,
): ValueQuestion | undefined {
  if (!checkOptionNames(options, FIELD_OPTIONS, 'call.ask()', where, problems)) return undefined;
  const settings = compileQuestionSettings({ name: where, options, defaults: [defaults] }, where, problems);
  const site = { asker: 'call.ask()', where, defaults: [defaults] };
  return { ...compileValue(reader, options, settings, site, problems), ...GIVES_UP };
}
