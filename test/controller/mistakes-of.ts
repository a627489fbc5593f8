import { mistakeSentence } from '../support/mistake-sentence.js';
import { compileController } from '../../src/controller/compile-controller.js';
import type { Class } from '../../src/dialog/class.js';
import type { DialogDefaults } from '../../src/dialog/question-options.js';

/** What the app would be refused for. */
export const mistakesOf = (controller: Class, defaults?: DialogDefaults): readonly string[] =>
  compileController(controller, defaults).problems.map(mistakeSentence);
