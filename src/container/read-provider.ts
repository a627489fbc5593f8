import type { Class } from '../dialog/class.js';
import { dependenciesOf } from '../decorators/dependencies.js';
import { readRecords } from '../decorators/read-records.js';
import type { Scope } from '../decorators/records.js';
import type { AnyToken, Binding, ClassBinding } from './binding.js';
import type { Provider } from './provider.js';

/**
 * Reads an entry of the list.
 *
 * @returns `undefined` for what is no provider, as JavaScript or an import cycle may bring
 */
export function readProvider(provider: Provider | undefined): Binding | undefined {
  if (typeof provider === 'function') return classBinding(provider, provider);
  if (typeof provider !== 'object' || provider === null || !isToken(provider.provide)) return undefined;

  const token = provider.provide;
  if ('useValue' in provider) return { kind: 'value', token, scope: 'app', value: provider.useValue };
  if ('useClass' in provider) {
    return typeof provider.useClass === 'function' ? classBinding(token, provider.useClass) : undefined;
  }
  if (!('useFactory' in provider) || typeof provider.useFactory !== 'function') return undefined;
  return { kind: 'factory', token, scope: provider.scope ?? 'app', make: provider.useFactory };
}

/** Reads a class, once: what it wants and how long it lives. */
export function classBinding(token: AnyToken, target: Class, scope?: Scope): ClassBinding {
  return {
    kind: 'class',
    token,
    target,
    dependencies: dependenciesOf(target),
    scope: scope ?? readRecords(target).injectable?.scope ?? 'app',
  };
}

// The types allow nothing else; JavaScript and an import cycle do.
function isToken(token: unknown): token is AnyToken {
  return typeof token === 'function' || typeof token === 'symbol';
}
