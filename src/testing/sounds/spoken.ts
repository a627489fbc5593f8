import type { LetterCase } from '../../core/commands/say.js';

/** Names of sound files, one after the other. */
export type Spoken = readonly string[];

/**
 * What SAY NUMBER plays in English: 115 is "one", "hundred", "fifteen".
 *
 * @param number - 32 bits with a sign
 */
export function spokenNumber(number: number): Spoken {
  if (number === 0) return ['digits/0'];
  if (number < 0) return ['digits/minus', ...below1000ToBillions(-number)];
  return below1000ToBillions(number);
}

const SCALES = [
  [1_000_000_000, 'digits/billion'],
  [1_000_000, 'digits/million'],
  [1_000, 'digits/thousand'],
] as const;

function below1000ToBillions(number: number): string[] {
  const files: string[] = [];
  let rest = number;
  for (const [size, name] of SCALES) {
    if (rest >= size) files.push(...below1000(Math.floor(rest / size)), name);
    rest %= size;
  }
  return [...files, ...below1000(rest)];
}

function below1000(number: number): string[] {
  const hundreds = Math.floor(number / 100);
  return [...(hundreds > 0 ? [`digits/${hundreds}`, 'digits/hundred'] : []), ...below100(number % 100, 'digits/')];
}

function below100(number: number, prefix: 'digits/' | 'digits/h-'): string[] {
  if (number === 0) return [];
  if (number < 20 || number % 10 === 0) return [`${prefix}${number}`];
  return [`digits/${number - (number % 10)}`, `${prefix}${number % 10}`];
}

/** A day of the month as English says it: "twenty", "first". @internal */
export const spokenOrdinal = (number: number): Spoken => below100(number, 'digits/h-');

/** A number below 100 of a time: "twenty", "two". @internal */
export const spokenPair = (number: number): Spoken => (number === 0 ? ['digits/0'] : below100(number, 'digits/'));

const DIGIT_SOUNDS: Readonly<Record<string, string>> = { '*': 'digits/star', '#': 'digits/pound', '-': 'digits/minus' };

/** What SAY DIGITS plays; characters that are no digits are skipped. */
export function spokenDigits(text: string): Spoken {
  return [...text].flatMap((character) =>
    /\d/.test(character) ? [`digits/${character}`] : (DIGIT_SOUNDS[character] ?? []),
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  '*': 'digits/star',
  '#': 'digits/pound',
  '!': 'letters/exclaimation-point',
  '@': 'letters/at',
  $: 'letters/dollar',
  '-': 'letters/dash',
  '.': 'letters/dot',
  '=': 'letters/equals',
  '+': 'letters/plus',
  '/': 'letters/slash',
  ' ': 'letters/space',
};

/**
 * What SAY ALPHA plays. A character without a sound is skipped, so the caller passes what exists.
 *
 * @param exists - whether there is such a sound
 */
export function spokenLetters(text: string, letterCase: LetterCase, exists: (name: string) => boolean): Spoken {
  return [...text].flatMap((character) => {
    const sound = letterSound(character, exists, `letters/${character.toLowerCase()}`);
    if (sound === undefined) return [];
    const isUpper = /[A-Z]/.test(character) && (letterCase === 'upper' || letterCase === 'all');
    const isLower = /[a-z]/.test(character) && (letterCase === 'lower' || letterCase === 'all');
    return [...(isUpper ? ['uppercase'] : isLower ? ['lowercase'] : []), sound];
  });
}

/** What SAY PHONETIC plays: "alpha", "bravo". */
export function spokenPhonetic(text: string, exists: (name: string) => boolean): Spoken {
  return [...text].flatMap((character) => {
    const name = character === '9' ? 'phonetic/9_p' : `phonetic/${character.toLowerCase()}_p`;
    return letterSound(character === '9' ? '' : character, exists, name) ?? [];
  });
}

function letterSound(character: string, exists: (name: string) => boolean, letter: string): string | undefined {
  const name = SIGNS[character] ?? (/\d/.test(character) ? `digits/${character}` : letter);
  const byCode = `letters/ascii${character.charCodeAt(0)}`;
  return [name, byCode].find(exists);
}
