import type { Class } from '../dialog/class.js';
import type { ClassRef } from './class-ref.js';
import type { Provider } from './provider.js';

/** What a module brings into the app. */
export interface ModuleOptions {
  /** Modules that come along, each once, however often it is imported. Default: none. */
  readonly imports?: readonly ModuleRef[];
  /** Classes with `@AgiController`. Default: none. */
  readonly controllers?: readonly Class[];
  /** Services: classes with `@Injectable`, or `provide(token)…`. Default: none. */
  readonly providers?: readonly Provider[];
}

/** A module with settings: what its class says, and this besides. Made by a static method of the class. */
export interface DynamicModule extends ModuleOptions {
  /** The class with `@AgiModule`. */
  readonly module: Class;
}

/** A class with `@AgiModule`, what one of its static methods made, or a function that gives the class, for import cycles. */
export type ModuleRef = ClassRef | DynamicModule;
