import type { RouteCondition } from '../decorators/route-entry.js';
import { type KeyPattern, matchKeys, parseKeyPattern } from '../core/key-pattern.js';
import { printable } from '../errors/printable.js';

/** What is known of a call before anybody answers it. Every value is hostile text. */
export interface RouteFacts {
  readonly calledNumber: string | undefined;
  readonly context: string;
  readonly extension: string;
  readonly language: string;
  /** The URL as `AGI()` was given it. */
  readonly request: string | undefined;
}

/** One condition of a route, read. */
export interface Condition {
  readonly fact: keyof RouteCondition;
  /** In words: `language is fr or de`. */
  readonly text: string;
  /** Plain values, when there are no patterns among them: two conditions without a common one cannot both hold. */
  readonly values: readonly string[] | undefined;
  readonly holds: (facts: RouteFacts) => boolean;
}

type Wanted = string | KeyPattern;

/** How each fact is read, and compared with what is wanted. */
const FACTS = {
  calledNumber: { read: ({ calledNumber, extension }) => calledNumber ?? extension, fits: fitsNumber },
  context: { read: ({ context }) => context, fits: (value, wanted) => value === wanted },
  extension: { read: ({ extension }) => extension, fits: fitsNumber },
  host: {
    read: ({ request }) => hostOf(request),
    fits: (value, wanted) => value === wanted || nameOf(value) === wanted,
  },
  language: {
    read: ({ language }) => language.toLowerCase(),
    fits: (value, wanted) => typeof wanted === 'string' && `${value}_`.startsWith(`${wanted}_`),
  },
} as const satisfies Record<
  keyof RouteCondition,
  { read: (facts: RouteFacts) => string; fits: (value: string, wanted: Wanted) => boolean }
>;

export const FACT_NAMES = Object.keys(FACTS) as readonly (keyof RouteCondition)[]; // written above with these keys

/** What a fact of a call is. */
export const readFact = (fact: keyof RouteCondition, facts: RouteFacts): string => FACTS[fact].read(facts);

/**
 * Reads the conditions of a route.
 *
 * @returns a sentence for what is wrong with one
 */
export function readConditions(when: RouteCondition): readonly (Condition | string)[] {
  return FACT_NAMES.flatMap((fact) => {
    const said: unknown = when[fact];
    if (said === undefined) return [];
    const list: readonly unknown[] = Array.isArray(said) ? said : [said];
    const texts = list.filter((value): value is string => typeof value === 'string' && value !== '');
    if (texts.length === 0 || texts.length < list.length) return [`its ${fact} is no text, nor a list of texts`];
    return [readCondition(fact, texts)];
  });
}

function readCondition(fact: keyof RouteCondition, texts: readonly string[]): Condition | string {
  const isNumber = fact === 'calledNumber' || fact === 'extension';
  const wanted: Wanted[] = [];
  for (const text of texts) {
    const read = isNumber && text.startsWith('_') ? parseKeyPattern(text) : text;
    // A pattern that is none is told by a sentence; other texts are what they are.
    if (read !== text && typeof read === 'string') return `its ${fact} "${printable(text)}" is no pattern: ${read}`;
    wanted.push(fact === 'host' || fact === 'language' ? text.toLowerCase() : read);
  }
  const { read, fits } = FACTS[fact];
  return {
    fact,
    text: `${fact} is ${texts.map((text) => printable(text)).join(' or ')}`,
    values: wanted.every((each) => typeof each === 'string') ? wanted : undefined,
    holds: (facts) => {
      const value = read(facts);
      return wanted.some((each) => fits(value, each));
    },
  };
}

function fitsNumber(value: string, wanted: Wanted): boolean {
  return typeof wanted === 'string' ? value === wanted : matchKeys(wanted, value).isExact;
}

const hostOf = (request: string = '') => /^h?agi:\/\/([^/?]*)/i.exec(request)?.[1]?.toLowerCase() ?? '';
const nameOf = (host: string) => host.replace(/:\d+$/, '');
