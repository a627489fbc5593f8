import { coreSounds } from './core-sounds.js';

/** The sound files that an Asterisk has: how long each one lasts. */
export interface SoundDurations {
  /**
   * @param name - as in a command: without its extension
   * @param language - of the channel; a file of that language (`fr/welcome`) comes before one of none
   * @returns milliseconds; nothing when there is no such file
   */
  durationMs(name: string, language?: string): number | undefined;
}

/** Lengths by name: `{ 'sales/welcome': { durationMs: 2_400 } }`. */
export type SoundTable = Readonly<Record<string, { readonly durationMs: number }>>;

/** @internal Looks names up as Asterisk does: in the folder of the language, then as they stand. `en/beep` is `beep` in English. */
export function soundsByName(find: (name: string) => number | undefined): SoundDurations {
  return {
    durationMs(name, language) {
      if (language === undefined) return find(name);
      const folder = `${language}/`;
      return (
        find(`${folder}${name}`) ??
        find(name) ??
        (name.startsWith(folder) ? find(name.slice(folder.length)) : undefined)
      );
    },
  };
}

/**
 * The sounds of Debian's asterisk-core-sounds-en-gsm: what a fresh Asterisk can play. They stand for every language.
 *
 * @example
 * const lengthMs = CORE_SOUNDS.durationMs('vm-goodbye');
 */
export const CORE_SOUNDS: SoundDurations = soundsByName((name) =>
  Object.hasOwn(coreSounds, name) ? coreSounds[name] : undefined,
);

/**
 * Sounds by a table of their lengths.
 *
 * @example
 * const sounds = joinSounds(soundTable({ 'sales/welcome': { durationMs: 2_400 } }), CORE_SOUNDS);
 */
export function soundTable(table: SoundTable): SoundDurations {
  return soundsByName((name) => (Object.hasOwn(table, name) ? table[name]?.durationMs : undefined));
}

/**
 * Every name exists and lasts as long: for apps whose sound files are not at hand.
 *
 * @example
 * await using line = await createTestPhone(app, { sounds: everySound({ durationMs: 2_000 }) });
 */
export function everySound(options: { readonly durationMs: number }): SoundDurations {
  return { durationMs: (name) => (name === '' ? undefined : options.durationMs) };
}

/**
 * Several collections as one; the first that has a name counts.
 *
 * @example
 * await using line = await createTestPhone(app, { sounds: joinSounds(soundFolder('sounds'), CORE_SOUNDS) });
 */
export function joinSounds(...collections: readonly SoundDurations[]): SoundDurations {
  return {
    durationMs(name, language) {
      for (const sounds of collections) {
        const found = sounds.durationMs(name, language);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
