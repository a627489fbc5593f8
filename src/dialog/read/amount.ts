import { decimalsOf, type Money } from '../money.js';
import { collect, DIGITS } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, understood } from './reading.js';
import { wrongOption } from './wrong-option.js';

export interface AmountOptions {
  /** ISO 4217, such as `EUR`. It says how many decimals there are: 2 for EUR, 3 for KWD, none for JPY. */
  readonly currency: string;
  /** The largest amount, in whole units: 500 is 500 euros, 99.5 is 99 euros 50. Default: twelve digits before the decimals. */
  readonly max?: number;
  /** Stands for the decimal point; default `*`. A currency without decimals has none, and the key is free. */
  readonly decimalKey?: '*' | '#';
}

const MAX_UNIT_DIGITS = 12;

/**
 * An amount of money: whole units, or whole units, the decimal key and every decimal. `12` is 12.00, `12*50` is 12.50, `*50`
 * is 0.50.
 *
 * `12*` and `12*5` are asked again, not guessed: the caller may have been cut short on their way to `12*55`.
 *
 * @throws OffhookError AGI_OPTION
 * @example
 * read.amount({ currency: 'EUR', max: 500 })
 */
export function amount({ currency, max, decimalKey: point = '*' }: AmountOptions): Reader<Money> {
  const decimals = decimalsOf(currency, 'currency of read.amount()');
  if (point !== '*' && point !== '#') throw wrongOption('read.amount()', 'decimalKey', point, '* or # is needed');
  const most = max === undefined ? BigInt('9'.repeat(MAX_UNIT_DIGITS + decimals)) : minorOf(max, decimals);
  const unitDigits = Math.max(1, String(most).length - decimals);
  const collection = collect({
    minDigits: 1,
    maxDigits: unitDigits + (decimals === 0 ? 0 : 1 + decimals),
    alphabet: decimals === 0 ? DIGITS : DIGITS + point,
  });
  return new Reader(collection, (keys) => {
    const [units = '', fraction, ...more] = keys.split(point);
    if (more.length > 0 || (fraction === undefined ? units === '' : fraction.length !== decimals)) {
      return notUnderstood('notAnAmount');
    }
    const minor = BigInt(units + (fraction ?? '0'.repeat(decimals)));
    return minor > most ? notUnderstood('outOfRange') : understood({ minor, currency });
  });
}

function minorOf(max: number, decimals: number): bigint {
  const text = max >= 0 && max < 10 ** MAX_UNIT_DIGITS ? max.toFixed(decimals) : '';
  if (text !== '' && Number(text) === max) return BigInt(text.replace('.', ''));
  const problem = `an amount from 0, under 10^${MAX_UNIT_DIGITS}, with at most ${decimals} decimals is needed`;
  throw wrongOption('read.amount()', 'max', max, problem);
}
