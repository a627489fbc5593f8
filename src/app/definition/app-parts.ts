import type { ModuleOptions, ModuleRef } from '../../decorators/module-options.js';
import type { AppOptions } from './options.js';

/** What an app is made of: the same lists as a module's. */
export type AppParts = ModuleOptions;

/** An app in one object: what it is made of, and its options. */
export type AppDefinition = AppParts & AppOptions;

/** What an app is made from: the module that has all its parts, or one object. */
export type AppRoot = AppDefinition | ModuleRef;

/** Parts and options apart, whichever way they are said. */
export interface ReadApp {
  readonly parts: AppParts;
  readonly options: AppOptions;
}

/** Takes apart what {@link AppRoot} allows; `options` count before those in the one object. */
export function readApp(root: AppRoot, options: AppOptions): ReadApp {
  if (isModule(root)) return { parts: { imports: [root] }, options };
  const { imports, controllers, providers, ...own } = root;
  const parts = { imports, controllers, providers };
  // What is left out stays left out.
  const said = Object.fromEntries(Object.entries(parts).filter(([, list]) => list !== undefined)) as AppParts;
  return { parts: said, options: { ...own, ...options } };
}

// An import cycle leaves a module undefined: whoever reads imports says so.
const isModule = (root: AppRoot | undefined): root is ModuleRef =>
  typeof root !== 'object' || root === null || 'module' in root;
