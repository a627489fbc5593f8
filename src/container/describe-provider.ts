import type { Class } from '../dialog/class.js';
import { describeToken } from '../dialog/token.js';
import type { ProviderOf } from '../decorators/provider.js';
import { didYouMean } from '../errors/did-you-mean.js';
import { printable } from '../errors/printable.js';
import type { AnyToken } from './binding.js';

/** What `provide()` returns: a provider only when one of its methods was called. */
export const isUnfinished = (entry: unknown): boolean =>
  typeof (entry as Partial<ProviderOf<unknown>> | null | undefined)?.withValue === 'function';

/** An entry of a list as far as it can be shown: what it provides, or what it is. */
export function describeEntry(entry: unknown): string {
  if (typeof entry === 'function' && entry.name !== '') return printable(entry.name);
  if (typeof entry !== 'object' || entry === null) return printable(entry);
  const { provide } = entry as { readonly provide?: unknown };
  if (typeof provide === 'string') return `an object that provides the text "${printable(provide)}"`;
  if (typeof provide === 'function') return `an object that provides ${describeToken(provide as Class)}`;
  return 'an object';
}

/** A hint when something of a near name is listed, or another class of the very same name. */
export function nearName(token: AnyToken, known: Iterable<AnyToken>): string {
  const name = describeToken(token);
  const names = [...known].map(describeToken);
  return names.includes(name)
    ? ` Another ${name} is listed: the two come from different files.`
    : didYouMean(name, names);
}
