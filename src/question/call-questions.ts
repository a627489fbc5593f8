import { isDeepStrictEqual } from 'node:util';
import type { Questions } from '../call/questions.js';
import type { Question } from '../dialog/call-flow.js';
import type { QuestionContext } from '../dialog/engine/node-context.js';
import { callAsk } from './call-ask.js';
import { callFill } from './call-fill.js';
import { callMenu } from './call-menu.js';
import { callRecord, type RecordContext } from './call-record.js';

/** The questions of linear code: the engine and the checks of decorated ones, with options that are compiled when they are asked. */
export function callQuestions(context: RecordContext): Questions {
  return {
    ask: (reader, options) => callAsk(reader, options, context),
    menu: (options) => callMenu(options, context),
    fill: (form, options) => callFill(form, options, context),
    record: (options) => callRecord(options, context),
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
