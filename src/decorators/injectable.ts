import type { Class } from '../dialog/class.js';
import { recordClass } from './metadata.js';
import type { Scope } from './scope.js';

/**
 * A service: the container builds it and fills its constructor. It must also be listed among the app's providers.
 *
 * @param options - `scope`: how long an instance lives. `app` (the default): one for all calls, built when the app starts;
 *   `call`: one for each call; `transient`: a new one for each class that asks
 * @example
 * @Injectable()
 * class CrmService {
 *   constructor(@Inject(CRM_URL) private readonly url: string) {}
 * }
 */
export function Injectable(options: { readonly scope?: Scope } = {}): (target: Class) => void {
  return (target) => {
    recordClass(target, { injectable: { scope: options.scope ?? 'app' } });
  };
}
