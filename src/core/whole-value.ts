import { byResult, textOf } from './codecs.js';
import { type CommandAnswer, defineCommand } from './commands/define-command.js';

/** @internal GET VARIABLE itself cuts what it gives at 1023 bytes, but it alone tells what is empty from what is not set. */
export const emptyOrUnset = defineCommand('GET VARIABLE', {
  encode: (name: string) => ({ name }),
  decode: byResult<string | undefined>({ '0': () => undefined, '1': textOf }),
  afterHangup: true,
  isInstant: true,
  text: 'proven',
});

/** What `${NAME}` gives: the whole value, whatever it holds; a second command tells an empty one from one that is not set. */
export function wholeOrUnset(answer: CommandAnswer): string | Promise<string | undefined> {
  const text = textOf(answer);
  return text === '' ? answer.ask(emptyOrUnset(String(answer.args['expression']).slice('${'.length, -1))) : text;
}
