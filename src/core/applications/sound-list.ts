import { type FileName, fileName } from '../checked-file.js';
import { refusedArgument } from '../line.js';

/** One sound, or several one after the other. */
export type SoundList = FileName | readonly FileName[];

/**
 * Sounds as an application takes them: joined by `&`.
 *
 * @throws ArgumentError for a text that is a path or a URL, and for a name that holds `&` or a quote, which Asterisk has no portable escape for
 * @internal
 */
export function soundList(application: string, argument: string, sounds: SoundList): string {
  return (Array.isArray(sounds) ? (sounds as readonly FileName[]) : [sounds as FileName])
    .map((sound) => oneSound(application, argument, sound))
    .join('&');
}

/** @internal One sound where Asterisk would take several. */
export function oneSound(application: string, argument: string, file: FileName): string {
  const sound = fileName(application, argument, file);
  if (/[&'"]/.test(sound)) {
    throw refusedArgument(
      application,
      argument,
      sound,
      'a sound cannot hold & or quotes: Asterisk would play another one',
    );
  }
  return sound;
}
