import { OffhookError } from '../errors/offhook-error.js';
import type { TelephoneKey } from '../dialog/keys.js';

type Digit = Exclude<TelephoneKey, '*' | '#'>;

/**
 * The keys from one digit to another, both of them included, for a choice that takes several.
 *
 * @param from - the first
 * @param to - the last, not below the first
 * @throws OffhookError AGI_OPTION when there are none
 * @example
 * @OnDtmf(range('2', '4'), { menu: 'main' })
 * async rating(key: string) { await this.ratings.save(key); }
 */
export function range(from: Digit, to: Digit): readonly Digit[] {
  const digits: readonly Digit[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
  const keys = digits.slice(digits.indexOf(from), digits.indexOf(to) + 1);
  if (keys.length === 0) {
    throw new OffhookError('AGI_OPTION', {
      option: 'to of range()',
      value: to,
      problem: `a digit from ${from} is needed`,
    });
  }
  return keys;
}
