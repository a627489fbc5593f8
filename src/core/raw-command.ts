import { type AgiCommand, defineCommand } from './commands/define-command.js';
import * as table from './commands/index.js';
import { notePlace } from './place.js';
import type { Reply } from './reply.js';

/** The rows by their names, the longest first: `GET FULL VARIABLE` before a `GET`. */
const ROWS = Object.values(table).toSorted((a, b) => b.verb.length - a.verb.length);

/**
 * Makes a command of a line that was written by hand. It is sent as it stands; what is known of the command it names (whether
 * it may follow a hang-up) still holds.
 *
 * @param line - without its line feed
 * @internal
 */
export function rawCommand(line: string): AgiCommand<Reply> {
  const words = `${line
    .trim()
    .split(/[ \t]+/)
    .join(' ')
    .toUpperCase()} `;
  const row = ROWS.find(({ verb }) => words.startsWith(`${verb} `));
  return defineCommand(row?.verb ?? 'raw command', {
    encode: () => ({}),
    decode(answer): Reply | Promise<Reply> {
      const { result, rest } = answer;
      const reply = { code: 200, result, rest, text: `200 result=${result}${rest && ` ${rest}`}` };
      return row?.verb === 'EXEC' ? notePlace(answer).then(() => reply) : reply;
    },
    afterHangup: row?.afterHangup ?? false,
    answersAtOnce: row?.answersAtOnce ?? false,
    // The line is sent as it stands, without a mark.
    text: 'proven',
  })();
}
