import type { PromptItem, SimpleItem } from './prompt.js';

/** What the keys do that come in a sound or a pause. */
export type OnKey = 'stop' | 'keep' | 'drop';

/** One sound of a prompt, and how it is played. */
export interface Cue {
  readonly item: SimpleItem;
  readonly onKey: OnKey;
  /** Another language than the caller's. */
  readonly language: string | undefined;
}

/**
 * What of a prompt is heard, in order.
 *
 * @param language - the caller's, as Asterisk writes it: `en`, `en_AU`
 */
export function cuesOf(items: readonly PromptItem[], language: string): Cue[] {
  return cuesFor(items, { onKey: 'stop', spoken: language, language: undefined });
}

type Around = Omit<Cue, 'item'> & { readonly spoken: string };

function cuesFor(items: readonly PromptItem[], around: Around): Cue[] {
  const { onKey, language, spoken } = around;
  return items.flatMap((item) => {
    switch (item.kind) {
      case 'withoutBargeIn':
        return cuesFor(item.items, { ...around, onKey: item.keepsKeys ? 'keep' : 'drop' });
      case 'inLanguage':
        return cuesFor(item.items, { ...around, language: item.language, spoken: item.language });
      case 'byLanguage':
        return cuesFor(setFor(spoken, item.sets), around);
      case 'plural':
        return cuesFor(item.sets[ruleFor(item.count, spoken)] ?? item.sets.other ?? [], around);
      default:
        return [{ item, onKey, language }];
    }
  });
}

/** Its own set, that of the language without the country, the one for all others, or else the first. */
function setFor(language: string, sets: Readonly<Record<string, readonly PromptItem[]>>): readonly PromptItem[] {
  const [base = ''] = language.split('_');
  const name = [language, base, 'other'].find((each) => Object.hasOwn(sets, each));
  return (name === undefined ? Object.values(sets)[0] : sets[name]) ?? [];
}

function ruleFor(count: number, language: string): Intl.LDMLPluralRule {
  const [known] = supported(language);
  return new Intl.PluralRules(known ?? 'en').select(count);
}

/** Asterisk's languages are names of folders: not each is one that Intl knows. */
function supported(language: string): string[] {
  try {
    return Intl.PluralRules.supportedLocalesOf(language.replaceAll('_', '-'));
  } catch {
    return [];
  }
}
