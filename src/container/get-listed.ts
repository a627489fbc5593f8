import { OffhookError } from '../errors/offhook-error.js';
import { describeToken, type Token } from '../dialog/token.js';
import type { Bindings } from './binding.js';
import { listIt } from '../errors/catalogue/boot-services.js';
import { nearName } from './describe-provider.js';
import { resolve, type DependencyContainer } from './tsyringe.js';

/**
 * Gives what is behind a token somebody asked for by hand.
 *
 * @param where - who asks, for the error
 * @throws OffhookError AGI_PROVIDER_MISSING for what the app does not list
 */
export function getListed<T>(container: DependencyContainer, token: Token<T>, bindings: Bindings, where: string): T {
  if (bindings.has(token)) return resolve(container, token);
  const name = describeToken(token);
  const fix = `${listIt(name)}${nearName(token, bindings.keys())}`;
  throw new OffhookError('AGI_PROVIDER_MISSING', { where, token: name, fix });
}
