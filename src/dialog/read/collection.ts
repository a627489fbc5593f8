import type { Key } from '../keys.js';

/** Keys in one entry. GET DATA has this limit, and no caller types so many. */
export const MOST_KEYS = 1023;

export const DIGITS = '0123456789';

/** How the keys of one entry are taken, before anybody asks what they mean. */
export interface Collection {
  /** Fewer are too few. 0: the terminator alone, or silence, is an entry too. */
  readonly minDigits: number;
  /** The entry is complete at this many, without a terminator. */
  readonly maxDigits: number;
  /** The keys that count. One that is in here is data: it neither ends the entry, nor cancels it, nor is a link. */
  readonly alphabet: string;
  /** Takes back what was typed, or leaves the question. */
  readonly cancelKey: Key | undefined;
  /** How long the next key may take, milliseconds; undefined leaves it to the question. */
  readonly interDigitTimeoutMs: number | undefined;
  /** The keys are secret: they appear as dots wherever they would be written down. */
  readonly masked: boolean;
}

/** Why an entry was not understood, in one word. `tooShort`, `tooLong` and `badKey` are about the keys, the rest about their meaning. */
export type ComplaintReason =
  | 'tooShort'
  | 'tooLong'
  | 'badKey'
  | 'outOfRange'
  | 'notAnAmount'
  | 'notADate'
  | 'notATime'
  | 'notAPhoneNumber'
  | 'wrongCheckDigit'
  | 'unknownExtension'
  | 'notAChoice'
  /** A `validate` said no. */
  | 'refused'
  /** A `map` found nothing. */
  | 'notFound';

/** @internal A collection out of what is special about it: digits only, cancelled by `*` unless that is data, in the clear. */
export function collect(special: Pick<Collection, 'minDigits' | 'maxDigits'> & Partial<Collection>): Collection {
  return {
    alphabet: DIGITS,
    cancelKey: special.alphabet?.includes('*') ? undefined : '*',
    interDigitTimeoutMs: undefined,
    masked: false,
    ...special,
  };
}

/** @internal What is wrong with the keys of an entry, if anything. */
export function misfit(digits: string, { minDigits, maxDigits, alphabet }: Collection): ComplaintReason | undefined {
  if (digits.length > maxDigits) return 'tooLong';
  if ([...digits].some((key) => !alphabet.includes(key))) return 'badKey';
  return digits.length < minDigits ? 'tooShort' : undefined;
}
