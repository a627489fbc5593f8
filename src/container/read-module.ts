import type { ModuleOptions, ModuleRef } from '../decorators/module-options.js';
import { resolveClass } from '../decorators/class-ref.js';
import { ownRecords } from '../decorators/metadata.js';
import type { Class } from '../dialog/class.js';

/** A module as somebody imports it. */
export interface ReadModule {
  /** The same for two imports of the same thing. */
  readonly key: unknown;
  readonly target: Class;
  readonly options: ModuleOptions;
  /** The class, when this only adds to what the class says. */
  readonly base?: Class;
}

/**
 * Reads what stands in `imports`.
 *
 * @returns `undefined` for what is no module, as JavaScript or an import cycle may bring
 */
export function readModule(ref: ModuleRef | undefined): ReadModule | undefined {
  if (typeof ref === 'object' && ref !== null) {
    const base = readModule(ref.module);
    return base && { key: ref, target: base.target, options: ref, base: base.target };
  }
  const target = resolveClass(ref);
  const options = target && ownRecords(target)?.module?.options;
  return options && target && { key: target, target, options };
}
