import type { Class } from '../dialog/class.js';
import { classDecorator } from './metadata.js';
import type { Scope } from './scope.js';

/** What `@Injectable` takes. */
export interface InjectableOptions {
  /** How long an instance lives: `app`, one for all calls; `call`, one for each call; `transient`, one for each that asks. Default `app`. */
  readonly scope?: Scope;
}

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
export function Injectable(options: InjectableOptions = {}): (target: Class) => void {
  return classDecorator({ injectable: { scope: options.scope ?? 'app' } });
}
