import type { CallAskOptions } from '../../call/question-options.js';
import type { AskResult } from '../../call/question-results.js';
import { NO_ANSWERS } from '../../controller/answers.js';
import type { ProblemList } from '../../controller/boot-problems.js';
import { checkOptionNames } from '../../controller/check-options.js';
import { compileValue } from '../../controller/compile-ask.js';
import { compilePatience } from '../../controller/compile-question.js';
import type { DialogDefaults } from '../../dialog/dialog-defaults.js';
import type { Reader } from '../../dialog/read/reader.js';
import { ASK_OPTIONS, compileOrRefuse, nameOf, TOLD } from './compile.js';
import type { LinearContext } from './context.js';
import { askValue, type ValueQuestion } from './value.js';

/** `call.ask`: one value, in the middle of a handler. */
export async function linearAsk<V>(
  reader: Reader<V>,
  options: CallAskOptions<V>,
  context: LinearContext,
): Promise<AskResult<V>> {
  const where = nameOf('call.ask', options);
  const question = compileOrRefuse('AGI_QUESTION', (problems) =>
    compile(reader, options, { where, defaults: context.defaults, problems }),
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
  options: CallAskOptions<V>,
  { where, defaults, problems }: Site,
): ValueQuestion | undefined {
  if (!checkOptionNames(options, ASK_OPTIONS, 'call.ask()', where, problems)) return undefined;
  const patience = compilePatience(
    { name: where, options, defaults: [defaults], answers: NO_ANSWERS },
    where,
    problems,
  );
  const site = { decorator: 'call.ask()', where, defaults: [defaults] };
  return { ...compileValue(reader, options, patience, site, problems), ...TOLD };
}
