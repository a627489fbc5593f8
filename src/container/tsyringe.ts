// tsyringe does not load without it.
import 'reflect-metadata';
import { container as globalContainer, type DependencyContainer, type InjectionToken } from 'tsyringe';
import type { Token } from '../dialog/token.js';

export type { DependencyContainer } from 'tsyringe';

/**
 * What makes a container of its own, or one that asks its parent for what it does not have. tsyringe hands out one container,
 * not its class. A child of that one would share what `@singleton()` registers in it with every other app of the process, so the
 * class is taken from the instance.
 */
export const Container = globalContainer.constructor as new (parent?: DependencyContainer) => DependencyContainer;

/** Binds a token to something that exists. */
export function bindValue(container: DependencyContainer, token: Token<unknown>, value: unknown): void {
  // tsyringe takes { useValue: undefined } for a class.
  if (value === undefined || value === null) bindFactory(container, token, () => value);
  else container.register(keyOf(token), { useValue: value });
}

/** Binds a token to a function, called each time with the container that was asked: the call's, when a call asks. */
export function bindFactory(
  container: DependencyContainer,
  token: Token<unknown>,
  make: (container: DependencyContainer) => unknown,
): void {
  container.register(keyOf(token), { useFactory: make });
}

/** Gives what is bound. Ask only for what is: of a class that is not bound tsyringe makes one without a word. */
export function resolve<T>(container: DependencyContainer, token: Token<T>): T {
  return container.resolve(keyOf(token));
}

/** Whether tsyringe's global container has it: `@singleton()`, `@scoped()` and `@registry()` put it there. */
export function isKnownToTsyringe(token: Token<unknown>): boolean {
  return globalContainer.isRegistered(keyOf(token));
}

// tsyringe wants a class that can be constructed. Ours may be abstract: it is a key, and only factories construct.
function keyOf<T>(token: Token<T>): InjectionToken<T> {
  return token as InjectionToken<T>;
}
