import type { Class } from '../dialog/class.js';
import { dependenciesOf } from '../decorators/dependencies.js';
import { readRecords } from '../decorators/read-records.js';
import type { Scope } from '../decorators/scope.js';
import type { AnyToken, Binding, ClassBinding } from './binding.js';
import type { Provider } from '../decorators/provider.js';
import { isSchema } from '../decorators/standard-schema.js';

/** Whether an entry of the list is a provider. The types allow nothing else; JavaScript and an import cycle do. */
export function isProvider(entry: unknown): entry is Provider {
  if (typeof entry === 'function') return true;
  if (typeof entry !== 'object' || entry === null || !('provide' in entry) || !isToken(entry.provide)) return false;
  if ('useValue' in entry) return true;
  if ('useClass' in entry) return typeof entry.useClass === 'function';
  if ('useExisting' in entry) return isToken(entry.useExisting);
  if ('useSchema' in entry) return isSchema(entry.useSchema);
  return 'useFactory' in entry && typeof entry.useFactory === 'function';
}

/** What a provider is for. */
export const tokenOf = (provider: Provider): AnyToken => (typeof provider === 'function' ? provider : provider.provide);

/** Reads an entry of the list. */
export function readProvider(provider: Provider): Binding {
  const token = tokenOf(provider);
  if (typeof provider === 'function') return classBinding(token, provider);
  if ('useValue' in provider) return { kind: 'value', token, scope: 'app', value: provider.useValue };
  if ('useClass' in provider) return classBinding(token, provider.useClass);
  if ('useExisting' in provider) return { kind: 'alias', token, scope: 'transient', of: provider.useExisting };
  if ('useSchema' in provider) {
    const { useSchema: schema, source } = provider;
    return { kind: 'configuration', token, scope: 'app', schema, source };
  }
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

function isToken(token: unknown): token is AnyToken {
  return typeof token === 'function' || typeof token === 'symbol';
}
