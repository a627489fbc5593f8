import { refusal } from '../line.js';

/** One sound, or several one after the other. */
export type Sounds = string | readonly string[];

/**
 * Sounds as an application takes them: joined by `&`.
 *
 * @throws ArgumentError for a name that holds `&` or a quote, which Asterisk has no portable escape for
 * @internal
 */
export function soundList(application: string, argument: string, sounds: Sounds): string {
  return (typeof sounds === 'string' ? [sounds] : sounds)
    .map((sound) => oneSound(application, argument, sound))
    .join('&');
}

/** @internal One sound where Asterisk would take several. */
export function oneSound(application: string, argument: string, sound: string): string {
  if (/[&'"]/.test(sound)) {
    throw refusal(application, argument, sound, 'a sound cannot hold & or quotes: Asterisk would play another one');
  }
  return sound;
}
