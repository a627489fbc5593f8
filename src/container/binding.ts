import type { Class } from '../dialog/class.js';
import type { Dependency } from '../decorators/dependencies.js';
import type { Scope } from '../decorators/records.js';
import type { Token } from '../dialog/token.js';
import type { Get } from './provider.js';

export type AnyToken = Token<unknown>;

/** What stands behind a token, decided at boot: nothing is looked up by reflection during a call. */
export type Binding =
  | ClassBinding
  | FactoryBinding
  | { readonly kind: 'value'; readonly token: AnyToken; readonly scope: 'app'; readonly value: unknown }
  /** Known when a call begins: the call itself, its channel, its environment. */
  | { readonly kind: 'callValue'; readonly token: AnyToken; readonly scope: 'call' };

export interface ClassBinding {
  readonly kind: 'class';
  readonly token: AnyToken;
  readonly scope: Scope;
  readonly target: Class;
  /** One for each constructor parameter. */
  readonly dependencies: readonly Dependency[];
}

export interface FactoryBinding {
  readonly kind: 'factory';
  readonly token: AnyToken;
  readonly scope: Scope;
  readonly make: (get: Get) => unknown;
}

/** By token; in the order of the list, where a provider that replaces another takes its place. */
export type Bindings = ReadonlyMap<AnyToken, Binding>;

/** The dependencies of a class that are known. What a factory wants shows only when it runs. */
export function knownDependencies(binding: Binding): readonly { readonly index: number; readonly token: AnyToken }[] {
  return binding.kind === 'class' ? binding.dependencies.filter((dependency) => dependency.kind === 'token') : [];
}
