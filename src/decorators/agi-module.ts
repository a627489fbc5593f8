import type { Class } from '../dialog/class.js';
import { classDecorator } from './metadata.js';
import type { ModuleOptions } from './module-options.js';

/**
 * Groups controllers and services that belong together. Nothing is hidden and nothing is exported: whatever a module brings
 * can be injected everywhere in the app. The class itself is never built.
 *
 * A module may give a token that a module it imports gives too: the importing one wins. Two modules of which neither imports
 * the other may not.
 *
 * @param options - `imports`, `controllers`, `providers`
 * @example
 * @AgiModule({ imports: [CustomersModule.forDatabase(openPool)], controllers: [SalesController], providers: [Orders] })
 * class SalesModule {}
 *
 * const app = createAgiApp(SalesModule);
 */
export function AgiModule(options: ModuleOptions): (target: Class) => void {
  return classDecorator({ module: { options } });
}
