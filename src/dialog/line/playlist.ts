import type { PromptItem, SimpleItem } from '../prompt.js';

/** What the keys do that come in a sound or a pause; `lose`: Asterisk drops them, and those typed before stay. */
export type OnKey = 'stop' | 'keep' | 'drop' | 'lose';

/** One sound of a prompt, and how it is played. */
export interface PlaylistEntry {
  readonly item: SimpleItem;
  readonly onKey: OnKey;
  /** Another language than the caller's. */
  readonly language: string | undefined;
}

/**
 * The sounds of a prompt in the order in which they are played.
 *
 * @param language - the caller's, as Asterisk writes it: `en`, `en_AU`
 */
export function playlistOf(items: readonly PromptItem[], language: string): PlaylistEntry[] {
  const playlist: PlaylistEntry[] = [];
  collect(items, { onKey: 'stop', spoken: language, language: undefined }, playlist);
  return playlist;
}

/**
 * The same where no key skips or stops anything. A file goes on where a key has stopped it, and the key is kept; what a SAY
 * command says would begin again, so that its keys are lost.
 */
export const unskippable = (playlist: readonly PlaylistEntry[]): PlaylistEntry[] =>
  playlist.map((entry) =>
    entry.onKey === 'stop' ? { ...entry, onKey: SPOKEN.has(entry.item.kind) ? 'lose' : 'keep' } : entry,
  );

const SPOKEN: ReadonlySet<SimpleItem['kind']> = new Set(['digits', 'number', 'spelled', 'phonetic', 'date']);

type Around = Omit<PlaylistEntry, 'item'> & { readonly spoken: string };

function collect(items: readonly PromptItem[], around: Around, playlist: PlaylistEntry[]): void {
  const { onKey, language, spoken } = around;
  for (const item of items) {
    switch (item.kind) {
      case 'withoutBargeIn':
        collect(item.items, { ...around, onKey: item.keepsKeys ? 'keep' : 'drop' }, playlist);
        break;
      case 'inLanguage':
        collect(item.items, { ...around, language: item.language, spoken: item.language }, playlist);
        break;
      case 'byLanguage':
        collect(setFor(spoken, item.sets), around, playlist);
        break;
      case 'plural':
        collect(item.sets[ruleFor(item.count, spoken)] ?? item.sets.other ?? [], around, playlist);
        break;
      default:
        playlist.push({ item, onKey, language });
    }
  }
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
