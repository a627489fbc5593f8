import type { ModuleOptions } from '../decorators/module-options.js';
import { didYouMean } from '../errors/did-you-mean.js';
import type { ProblemList } from '../errors/problem-list.js';

const LISTS = ['imports', 'controllers', 'providers'] as const satisfies (keyof ModuleOptions)[];

/**
 * Looks at the options of a module: what nobody reads would be ignored without a word.
 *
 * @param where - the module, for messages
 * @returns those lists that are some
 */
export function checkModule(options: ModuleOptions, where: string, problems: ProblemList): ModuleOptions {
  const known: readonly string[] = [...LISTS, 'module'];
  const given = Object.entries(options);
  for (const [option] of given) {
    if (known.includes(option)) continue;
    const hint = option === 'exports' ? NOTHING_HIDDEN : didYouMean(option, LISTS);
    problems.add('AGI_BOOT_UNKNOWN_OPTION', where, { decorator: '@AgiModule', option, hint });
  }
  for (const option of LISTS) {
    const value = options[option];
    if (value !== undefined && !Array.isArray(value))
      problems.add('AGI_BOOT_OPTION', where, { option, value, problem: 'a list is needed' });
  }
  return Object.fromEntries(given.filter(([, value]) => Array.isArray(value)));
}

const NOTHING_HIDDEN = 'Take it away: what a module provides can be injected everywhere.';
