import type { ModuleRef } from '../decorators/module-options.js';
import { AgiApp } from './agi-app.js';
import { type AppDefinition, type AppRoot, readApp } from './definition/app-parts.js';
import type { AppOptions } from './definition/options.js';

/**
 * Writes an app down. Nothing is checked, built or started yet: `describe()` checks, `start()` starts.
 *
 * @param module - a class with `@AgiModule` that brings everything
 * @param options - see {@link AppOptions}
 * @example
 * export const app = createAgiApp(AppModule, { maxCalls: 200 });
 */
export function createAgiApp(module: ModuleRef, options?: AppOptions): AgiApp;
/**
 * Writes an app down without a module.
 *
 * @param app - `imports`, `controllers`, `providers`, and the options: see {@link AppOptions}
 * @example
 * export const app = createAgiApp({ controllers: [SalesController], providers: [CrmService], maxCalls: 200 });
 */
export function createAgiApp(app: AppDefinition): AgiApp;
export function createAgiApp(root: AppRoot, options: AppOptions = {}): AgiApp {
  return new AgiApp(readApp(root, options));
}
