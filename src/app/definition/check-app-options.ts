import { printable } from '../../errors/printable.js';
import { didYouMean } from '../../errors/did-you-mean.js';
import type { ProblemList } from '../../errors/problem-list.js';
import { durationProblem } from '../../session/duration-problem.js';
import type { Class } from '../../dialog/class.js';
import type { AppParts } from './app-parts.js';
import type { AppOptions } from './options.js';
import { wholeNumberProblem } from '../../core/whole-number.js';

/** The names of all options. The compiler compares the list with the type. */
export const OPTIONS = {
  guards: true,
  interceptors: true,
  pipes: true,
  filters: true,
  defaults: true,
  links: true,
  otherwise: true,
  answer: true,
  apology: true,
  soundFolders: true,
  cleanUpLimitMs: true,
  handshakeTimeoutMs: true,
  commandTimeoutMs: true,
  maxCalls: true,
  maxCallsPerPeer: true,
  maxHandshakes: true,
  maxHandshakesPerPeer: true,
  whenFull: true,
  callerInLog: true,
  logger: true,
  listeners: true,
  clock: true,
} satisfies Record<keyof AppOptions, true>;
const NAMES = ['imports', 'controllers', 'providers', ...Object.keys(OPTIONS)];
/**
 * Finds what would otherwise be ignored without a word, and values that mean nothing.
 *
 * @returns the controllers that are classes: the others cannot be looked into
 */
export function checkAppOptions(
  parts: AppParts,
  options: AppOptions,
  where: string,
  problems: ProblemList,
): readonly Class[] | undefined {
  const wrong: Wrong = (option, value, problem) => problems.add('AGI_BOOT_OPTION', where, { option, value, problem });
  checkNames(options, wrong);
  const { answer } = options;
  if (answer !== undefined && typeof answer !== 'boolean') wrong('answer', answer, 'true or false is needed');
  for (const name of ['cleanUpLimitMs', 'handshakeTimeoutMs', 'commandTimeoutMs'] as const) {
    const problem = durationProblem(options[name]);
    if (problem !== undefined) wrong(name, options[name], problem);
  }
  checkLimits(options, wrong);
  checkWord('callerInLog', options.callerInLog, ['whole', 'shortened', 'none'], wrong);
  checkWord('whenFull', options.whenFull, ['refuse', 'stop-listening'], wrong);
  // Those of a module are named with its other mistakes.
  const isOfModule = parts.imports !== undefined && parts.controllers === undefined;
  return isOfModule ? undefined : classesAmong(parts.controllers, wrong);
}

type Wrong = (option: string, value: unknown, problem: string) => void;

function checkLimits(options: AppOptions, wrong: Wrong): void {
  for (const name of ['maxCalls', 'maxCallsPerPeer', 'maxHandshakes', 'maxHandshakesPerPeer'] as const) {
    const value = options[name];
    const problem = value === undefined ? undefined : wholeNumberProblem(value, 1);
    if (problem !== undefined) wrong(name, value, problem);
  }
  const { whenFull, maxCalls } = options;
  if (whenFull !== undefined && maxCalls === undefined)
    wrong('whenFull', whenFull, 'without maxCalls it is never full');
}

function checkWord(option: string, value: string | undefined, words: readonly string[], wrong: Wrong): void {
  if (value === undefined || words.includes(value)) return;
  wrong(option, value, `one of "${words.join('", "')}" is needed.${didYouMean(String(value), words)}`);
}

function checkNames(given: object, wrong: Wrong): void {
  for (const [name, value] of Object.entries(given)) {
    if (Object.hasOwn(OPTIONS, name)) continue;
    const hint = didYouMean(name, NAMES);
    wrong(printable(name), value, `there is no such option.${hint} There are ${NAMES.join(', ')}`);
  }
}

/** The types allow nothing else; JavaScript and an import cycle do. */
function classesAmong(controllers: unknown, wrong: Wrong): readonly Class[] {
  if (!Array.isArray(controllers)) {
    wrong('controllers', controllers, 'a list of classes with @AgiController is needed');
    return [];
  }
  // Holes are entries too.
  return Array.from<unknown>(controllers).filter((controller, i): controller is Class => {
    if (typeof controller === 'function') return true;
    const hint = controller === undefined ? '. An import cycle leaves a class undefined' : '';
    wrong(`controllers[${i}]`, controller, `a class with @AgiController is needed${hint}`);
    return false;
  });
}
