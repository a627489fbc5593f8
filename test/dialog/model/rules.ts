import type { Choice, Menu } from './menus.js';

const DIGITS = '0123456789';

/** The choices that these keys are, best first, and whether more keys could make one. */
export function choicesFor(menu: Menu, typed: string): { readonly whole: readonly Choice[]; readonly isOpen: boolean } {
  const all = [...menu.choices, ...menu.links].flatMap((choice) =>
    choice.keys.map((spelling) => ({
      choice,
      rank: menu.links.includes(choice) ? 'e' : rankOf(choice),
      ...fits(spelling, typed, menu.terminator),
    })),
  );
  const whole = all.filter((one) => one.isWhole).toSorted((one, other) => one.rank.localeCompare(other.rank));
  return { whole: whole.map(({ choice }) => choice), isOpen: all.some((one) => one.isOpen) };
}

/** A literal, then a list, then the patterns as Asterisk sorts them: key by key the narrower one, `.` and then `!` last; then expressions. */
function rankOf({ keys }: Choice): string {
  const [spelling = ''] = keys;
  if (keys.length > 1) return 'b';
  if (spelling.startsWith('/')) return 'd';
  if (!spelling.startsWith('_')) return 'a';
  const widthOf = (key: string) => DIGITS.match(RegExp(key, 'g'))?.length ?? 0;
  const rank = (key: string) => (/[+*]$/.test(key) ? (key.endsWith('+') ? 'y' : 'z') : 'abcdefghijk'[widthOf(key)]);
  return `c${keysOf(spelling, '#').map(rank).join('')}`;
}

function fits(spelling: string, typed: string, terminator: string) {
  const [, source, most] = spelling.match(/^\/(.+)\/(\d)$/) ?? [];
  if (source !== undefined) {
    const isFree = !typed.includes(terminator) || source.includes(terminator);
    const isOpen = isFree && typed.length < Number(most);
    return { isWhole: isFree && typed.length <= Number(most) && RegExp(`^(${source})$`).test(typed), isOpen };
  }
  const keys = keysOf(spelling, terminator);
  const isWhole = RegExp(`^${keys.join('')}$`).test(typed);
  const isBegun = RegExp(`^${keys.reduceRight((more, key) => `(${key}${more})?`, '')}$`).test(typed);
  return { isWhole, isOpen: isBegun && (!isWhole || /^_.*[.!]$/.test(spelling)) };
}

/** Key by key what a spelling takes, as parts of a regular expression; `.` and `!` never take the terminator. */
function keysOf(spelling: string, terminator: string): readonly string[] {
  if (!spelling.startsWith('_')) return [...spelling].map((key) => `[${key}]`);
  const any = `[^${terminator}]`;
  const sets: Readonly<Record<string, string>> = { X: '[0-9]', Z: '[1-9]', N: '[2-9]', '.': `${any}+`, '!': `${any}*` };
  return (spelling.slice(1).match(/\[.*?\]|./g) ?? []).map((key) => sets[key] ?? (key.length > 1 ? key : `[${key}]`));
}

/** The engine's reading: where one kind has its own limit and no common one is set, the other kind has 3, not none. */
export function isUsedUp(
  menu: Menu,
  { noInput, noMatch }: { readonly noInput: number; readonly noMatch: number },
): boolean {
  const { attempts, noInputAttempts, noMatchAttempts } = menu;
  const own = attempts === undefined ? 3 : Infinity;
  const common = attempts ?? ((noInputAttempts ?? noMatchAttempts) === undefined ? 3 : Infinity);
  return noInput + noMatch >= common || noInput >= (noInputAttempts ?? own) || noMatch >= (noMatchAttempts ?? own);
}
