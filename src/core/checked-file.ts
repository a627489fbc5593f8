import { refusedArgument } from './line.js';

/**
 * A sound or a recording outside Asterisk's own folders, or behind a URL; only {@link absoluteFile} and {@link soundUrl} make
 * one. It stands in a prompt as it is.
 *
 * @example
 * await call.play('your-message-was', absoluteFile('/var/spool/messages/0012'));
 */
export class CheckedFile {
  /** Lets it stand in a prompt. */
  readonly kind = 'file';
  /** As Asterisk takes it. */
  readonly name: string;
  /** @internal */
  readonly isUrl: boolean;

  /** @internal */
  constructor(name: string, isUrl: boolean) {
    this.name = name;
    this.isUrl = isUrl;
  }

  toString(): string {
    return this.name;
  }
}

/** A file by its name below Asterisk's own folder, or what {@link absoluteFile} and {@link soundUrl} make. */
export type FileName = string | CheckedFile;

/** A part of a path that leads up. */
const UP = /(?:^|\/)\.\.(?:\/|$)/;
/** Where Asterisk sees this it fetches the file. */
const SCHEME = '://';

/**
 * Names a file by its absolute path. A plain text never does: where a sound is named by what a caller or another system gave,
 * it could be anybody's.
 *
 * @param path - from the root of Asterisk's machine, without extension; `..` leads nowhere
 * @returns what every command and prompt takes that takes a sound or a recording
 * @throws ArgumentError when it is not absolute, or leads up
 * @example
 * await channel.recordFile(absoluteFile('/var/spool/messages/0012'), { escapeDigits: '#' });
 */
export function absoluteFile(path: string): CheckedFile {
  if (typeof path !== 'string' || !path.startsWith('/') || path.includes(SCHEME))
    throw refusedArgument('absoluteFile', 'path', path, 'a path that begins with / is needed');
  if (UP.test(path)) throw refusedArgument('absoluteFile', 'path', path, '.. may not stand in it');
  return new CheckedFile(path, false);
}

/**
 * Names a sound by its URL, from which Asterisk fetches it (res_http_media_cache must be loaded).
 *
 * @param url - `http:` or `https:`, with the file's extension
 * @returns what every command and prompt takes that plays a sound; nothing is recorded there
 * @throws ArgumentError when it is no such URL
 * @example
 * await call.play(soundUrl('https://media.example.com/welcome.wav'));
 */
export function soundUrl(url: string): CheckedFile {
  const isFetched = typeof url === 'string' && /^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url);
  if (!isFetched) throw refusedArgument('soundUrl', 'url', url, 'a URL that begins with http:// or https:// is needed');
  return new CheckedFile(url, true);
}

/**
 * A file as Asterisk takes it.
 *
 * @returns its name
 * @throws ArgumentError for a text that is a path, leads up, or is a URL
 * @internal
 */
export function fileName(command: string, argument: string, file: FileName): string {
  if (file instanceof CheckedFile) return file.name;
  const problem = fileNameProblem(file);
  if (problem !== undefined) throw refusedArgument(command, argument, file, problem);
  return file;
}

/** @internal The same where something is written. */
export function writtenFile(command: string, argument: string, file: FileName): string {
  if (!(file instanceof CheckedFile && file.isUrl)) return fileName(command, argument, file);
  throw refusedArgument(command, argument, file.name, 'nothing can be recorded at a URL');
}

/** @internal What is wrong with a text as a file's name; nothing when it stays in Asterisk's own folder. */
export function fileNameProblem(name: string): string | undefined {
  if (typeof name !== 'string') return 'it must be text, or what absoluteFile() or soundUrl() gives';
  if (name.startsWith('/')) return 'it is an absolute path; code that means one writes absoluteFile(…)';
  if (name.includes(SCHEME)) return 'Asterisk would fetch it; code that means a URL writes soundUrl(…)';
  return UP.test(name) ? '.. leads out of the folder of the sounds' : undefined;
}
