import type { ModuleOptions, ModuleRef } from '../decorators/module-options.js';

/** What an app is made of: the same lists as a module's. */
export type AppParts = ModuleOptions;

/** An app's parts, or the module that has them. */
export type AppRoot = AppParts | ModuleRef;

/** The parts of an app, whichever way they are said. */
export const partsOf = (root: AppRoot): AppParts => (isModule(root) ? { imports: [root] } : root);

// An import cycle leaves a module undefined: whoever reads imports says so.
const isModule = (root: AppRoot | undefined): root is ModuleRef =>
  typeof root !== 'object' || root === null || 'module' in root;
