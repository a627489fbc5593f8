import type { ModuleOptions } from '../decorators/module-options.js';
import { didYouMean } from '../errors/did-you-mean.js';
import { bootProblem } from './boot-problems.js';

const LISTS = ['imports', 'controllers', 'providers'] as const satisfies (keyof ModuleOptions)[];

/**
 * Looks at the options of a module: what nobody reads would be ignored without a word.
 *
 * @returns a sentence for each mistake, and those lists that are some
 */
export function checkModule(
  options: ModuleOptions,
  name: string,
): { readonly lists: ModuleOptions; readonly problems: readonly string[] } {
  const known: readonly string[] = [...LISTS, 'module'];
  const given = Object.entries(options);
  const unknown = given
    .filter(([option]) => !known.includes(option))
    .map(([option]) => bootProblem.moduleOption(name, option, didYouMean(option, LISTS)));
  const isList = (option: keyof ModuleOptions) => options[option] === undefined || Array.isArray(options[option]);
  const noLists = LISTS.filter((option) => !isList(option)).map((option) => bootProblem.moduleList(name, option));
  const lists = Object.fromEntries(given.filter(([, value]) => Array.isArray(value)));
  return { lists, problems: [...unknown, ...noLists] };
}
