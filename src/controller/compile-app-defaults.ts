import type { Choice } from '../dialog/call-flow.js';
import type { Destination } from '../dialog/step.js';
import { EMPTY_PIPELINE, type Pipeline } from '../pipeline/compiled-pipeline.js';
import type { ProblemList } from '../errors/problem-list.js';
import { compileAppLinks } from './compile-links.js';
import { compileTaken } from './compile-target.js';
import { scopeOfApp } from './draft.js';

/** What an app says for all its classes, where they say nothing else. */
export interface AppDefaults {
  /** Keys that work in every question, after those of its class. */
  readonly links: readonly Choice[];
  /** Where a question of a controller leads when its attempts are used up. */
  readonly otherwise: Destination | undefined;
  /** What is bound to the app. */
  readonly around: Pipeline;
}

/** An app that says nothing. */
export const NO_APP_DEFAULTS: AppDefaults = { links: [], otherwise: undefined, around: EMPTY_PIPELINE };

/**
 * Compiles what an app says for all its classes.
 *
 * @param said - as written in its options
 * @param around - what is bound to it
 * @param where - for the messages
 */
export function compileAppDefaults(
  { links, otherwise }: { readonly links?: unknown; readonly otherwise?: unknown },
  around: Pipeline,
  where: string,
  problems: ProblemList,
): AppDefaults {
  const scope = scopeOfApp(problems);
  return {
    around,
    links: compileAppLinks(links, where, scope).map((link) => ({ ...link, isAppWide: true })),
    otherwise: otherwise === undefined ? undefined : compileTaken(otherwise, { where, option: '"otherwise"' }, scope),
  };
}
