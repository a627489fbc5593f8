import { collect } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, understood } from './reading.js';

/** ISO/IEC 7812; most cards have 16, some 12 or 19. */
const FEWEST_DIGITS = 12;
const MAX_DIGITS = 19;
/** Callers turn the card, and read four digits at a time. */
const INTER_DIGIT_TIMEOUT_MS = 4_000;

/**
 * The number of a payment card, as text: 12 to 19 digits with a right check digit (Luhn). Masked like a PIN.
 *
 * An entry of less than 19 digits ends with the terminator or after 4000 ms.
 *
 * @example
 * read.cardNumber()
 */
export function cardNumber(): Reader<string> {
  const collection = collect({
    minDigits: FEWEST_DIGITS,
    maxDigits: MAX_DIGITS,
    interDigitTimeoutMs: INTER_DIGIT_TIMEOUT_MS,
    masked: true,
  });
  return new Reader(collection, (digits) =>
    hasCheckDigit(digits) ? understood(digits) : notUnderstood('wrongCheckDigit'),
  );
}

/** Luhn: from the right, every second digit is doubled (18 counts as 1 + 8), and the sum ends in 0. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, character, i) => {
    const digit = Number(character) * (i % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
