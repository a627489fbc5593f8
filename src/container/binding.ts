import type { Class } from '../dialog/class.js';
import type { Dependency } from '../decorators/dependencies.js';
import type { Scope } from '../decorators/scope.js';
import type { Token } from '../dialog/token.js';
import type { GetDependency } from '../decorators/provider.js';
import type { StandardSchema } from '../decorators/standard-schema.js';

export type AnyToken = Token<unknown>;

/** What stands behind a token, decided at boot: nothing is looked up by reflection during a call. */
export type Binding =
  | ClassBinding
  | FactoryBinding
  | { readonly kind: 'value'; readonly token: AnyToken; readonly scope: 'app'; readonly value: unknown }
  /** What the app brings along; to those in a call, what the call brings instead. */
  | { readonly kind: 'appValue'; readonly token: AnyToken; readonly scope: 'app'; readonly value: unknown }
  /** Another name for what stands behind `of`, and as long-lived as that. */
  | { readonly kind: 'alias'; readonly token: AnyToken; readonly scope: 'transient'; readonly of: AnyToken }
  | ConfigurationBinding
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
  readonly make: (get: GetDependency) => unknown;
}

/** Not read yet: `readConfiguration` makes a value of it. */
export interface ConfigurationBinding {
  readonly kind: 'configuration';
  readonly token: AnyToken;
  readonly scope: 'app';
  readonly schema: StandardSchema;
  readonly source: unknown;
}

/** By token; in the order of the list, where a provider that replaces another takes its place. */
export type Bindings = ReadonlyMap<AnyToken, Binding>;

/** Something that a binding wants; `index` is that of the constructor parameter, from 0. An alias has none. */
export interface KnownDependency {
  readonly index?: number;
  readonly token: AnyToken;
}

/** What a binding wants, as far as it is known: what a factory wants shows only when it runs. */
export function knownDependencies(binding: Binding): readonly KnownDependency[] {
  if (binding.kind === 'alias') return [{ token: binding.of }];
  return binding.kind === 'class' ? binding.dependencies.filter((dependency) => dependency.kind === 'token') : [];
}
