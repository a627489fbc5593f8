import { isDeepStrictEqual } from 'node:util';
import type { Questions } from '../../call/questions.js';
import type { Question } from '../../dialog/call-flow.js';
import type { QuestionContext } from '../../dialog/node-context.js';
import { linearAsk } from './ask.js';
import { linearFill } from './fill.js';
import { linearMenu } from './menu.js';
import { linearRecord, type RecordContext } from './record.js';

/** The questions of linear code: the engine and the checks of decorated ones, with options that are compiled when they are asked. */
export function linearQuestions(context: RecordContext): Questions {
  return {
    ask: (reader, options) => linearAsk(reader, options, context),
    menu: (options) => linearMenu(options, context),
    fill: (form, options) => linearFill(form, options, context),
    record: (options) => linearRecord(options, context),
  };
}

/** Such a question is new each time it is asked, so that its greeting is known by what is said; a function only by itself. */
export function greetOnce(): QuestionContext['greets'] {
  const heard: Question['greeting'][] = [];
  return ({ greeting, greetEveryVisit }) => {
    if (greeting === undefined) return false;
    const isNew = !heard.some((before) => isDeepStrictEqual(before, greeting));
    if (isNew) heard.push(greeting);
    return isNew || greetEveryVisit;
  };
}
