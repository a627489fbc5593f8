import { coreSounds } from './core-sounds.js';

/** The sound files that an Asterisk has: how long each one lasts. */
export interface Sounds {
  /**
   * @param name - as in a command: without its extension
   * @returns milliseconds; nothing when there is no such file
   */
  durationMs(name: string): number | undefined;
}

/** Lengths by name: `{ 'sales/welcome': { durationMs: 2_400 } }`. */
export type SoundTable = Readonly<Record<string, { readonly durationMs: number }>>;

/** The sounds of Debian's asterisk-core-sounds-en-gsm: what a fresh Asterisk can play. */
export const CORE_SOUNDS: Sounds = { durationMs: (name) => (Object.hasOwn(coreSounds, name) ? coreSounds[name] : undefined) };

/** Sounds by a table of their lengths. */
export function soundTable(table: SoundTable): Sounds {
  return { durationMs: (name) => (Object.hasOwn(table, name) ? table[name]?.durationMs : undefined) };
}

/** Every name exists and lasts as long: for apps whose sound files are not at hand. */
export function everySound(options: { readonly durationMs: number }): Sounds {
  return { durationMs: (name) => (name === '' ? undefined : options.durationMs) };
}

/** Several collections as one; the first that has a name counts. */
export function joinSounds(...collections: readonly Sounds[]): Sounds {
  return {
    durationMs(name) {
      for (const sounds of collections) {
        const found = sounds.durationMs(name);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
