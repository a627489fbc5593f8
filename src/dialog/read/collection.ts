/** Keys in one entry. GET DATA has this limit, and no caller types so many. */
export const MAX_KEYS = 1023;

export const DIGITS = '0123456789';

/** How the keys of one entry are taken, before anybody asks what they mean. */
export interface Collection {
  /** Fewer are too few. 0: the terminator alone, or silence, is an entry too. */
  readonly minDigits: number;
  /** The entry is complete at this many, without a terminator. */
  readonly maxDigits: number;
  /** The keys that count. One that is in here is data: it neither ends the entry, nor cancels it, nor is a link. */
  readonly alphabet: string;
  /** How long the next key may take, milliseconds; undefined leaves it to the question. */
  readonly interDigitTimeoutMs: number | undefined;
  /** The keys are secret: they appear as dots wherever they would be written down. */
  readonly masked: boolean;
}

/** Every word that a {@link NoMatchReason} may be. */
export const NO_MATCH_REASONS = [
  'tooShort',
  'tooLong',
  'badKey',
  'outOfRange',
  'notAnAmount',
  'notADate',
  'notATime',
  'notAPhoneNumber',
  'wrongCheckDigit',
  'unknownExtension',
  'notAChoice',
  'refused',
  'notFound',
] as const;

/**
 * Why an entry was not understood, in one word. `tooShort`, `tooLong` and `badKey` are about the keys, `notAChoice` is all that a
 * menu says, the rest is about what was meant: `refused` by a `validate`, `notFound` by a `map`.
 */
export type NoMatchReason = (typeof NO_MATCH_REASONS)[number];

/** @internal A collection out of what is special about it: digits only, in the clear. */
export function collect(special: Pick<Collection, 'minDigits' | 'maxDigits'> & Partial<Collection>): Collection {
  return {
    alphabet: DIGITS,
    interDigitTimeoutMs: undefined,
    masked: false,
    ...special,
  };
}

/** @internal What is wrong with the keys of an entry, if anything. */
export function keysProblem(digits: string, { minDigits, maxDigits, alphabet }: Collection): NoMatchReason | undefined {
  if (digits.length > maxDigits) return 'tooLong';
  if ([...digits].some((key) => !alphabet.includes(key))) return 'badKey';
  return digits.length < minDigits ? 'tooShort' : undefined;
}
