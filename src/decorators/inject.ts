import type { InjectDecorator } from './check-parameter.types.js';
import { memberPlaceOf, recordsOf } from './metadata.js';
import type { Token } from '../dialog/token.js';

/**
 * Fills a constructor parameter by token, where its type says too little: a setting, an interface, a union.
 *
 * @param token - made with {@link token}, or a class
 * @example
 * const GREETING = token<string>('greeting');
 *
 * @AgiController('/hello')
 * class HelloController {
 *   constructor(@Inject(GREETING) private readonly greeting: string) {}
 * }
 */
export function Inject<T>(token: Token<T>): InjectDecorator<T> {
  return (target, key, index) => {
    recordsOf(target).injected.push({ ...memberPlaceOf(target, key), index, token });
  };
}
