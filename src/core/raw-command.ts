import { ArgumentError } from '../errors/offhook-error.js';
import { type AgiCommand, defineCommand } from './commands/define-command.js';
import * as table from './commands/index.js';
import { WORD_LIMIT } from './line.js';
import type { Reply } from './reply.js';

/** The rows by their names, the longest first: `SET MUSIC` before a `SET`. */
const ROWS = Object.values(table).toSorted((a, b) => b.verb.length - a.verb.length);

/**
 * Makes a command of a line that was written by hand. It is sent as it stands; what is known of the command it names (whether
 * it may follow a hang-up, whether it answers with free text) still holds.
 *
 * @param line - without its line feed
 * @throws ArgumentError when Asterisk would count more than 127 words
 * @internal
 */
export function rawCommand(line: string): AgiCommand<Reply> {
  const words = splitWords(line);
  if (words.length > WORD_LIMIT) {
    throw new ArgumentError('AGI_TOO_MANY_WORDS', { command: 'raw command', words: words.length });
  }
  const named = `${words.join(' ').toUpperCase()} `;
  const row = ROWS.find(({ verb }) => named.startsWith(`${verb} `));
  return defineCommand(row?.verb ?? 'raw command', {
    encode: () => ({}),
    decode: ({ result, rest }): Reply => ({ code: 200, result, rest, text: `200 result=${result}${rest && ` ${rest}`}` }),
    afterHangup: row?.afterHangup ?? false,
    returnsText: row?.returnsText ?? false,
  })();
}

/**
 * Cuts a line into words as Asterisk does (res_agi, parse_args): blanks and tabs separate, quotes group and vanish, a
 * backslash takes the next character as it is.
 *
 * @internal
 */
export function splitWords(line: string): string[] {
  return Array.from(line.matchAll(/(?:[^\s"\\]|[^\S\t ]|\\.|"(?:[^"\\]|\\.)*(?:"|\\?$))+/gsu), ([word]) =>
    word.replace(/\\(.)|["\\]/gsu, '$1'),
  );
}
