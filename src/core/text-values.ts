import { textOf } from './codecs.js';
import { type AgiCommand, type CommandAnswer, defineCommand } from './commands/define-command.js';
import { exec } from './commands/dialplan.js';
import { refusedArgument } from './line.js';
import { variableName } from './variable-name.js';

/** Bytes of a value that one command carries: three times as many characters, below the limits of a line and of func_uri. */
const CHUNK_BYTES = 600;
const WITHOUT_URI = 'this Asterisk lacks URIENCODE and URIDECODE; load func_uri.so';

/**
 * Sets a channel variable to any text, line feeds included.
 *
 * @param name - a plain name, `NOTE`; `_NOTE` and `__NOTE` are inherited by channels this one creates
 * @param value - anything but NUL; nothing in it is evaluated
 * @throws ArgumentError when the name is no plain name; CommandError when Asterisk lacks func_uri or app_exec
 * @remarks The value goes percent-encoded through the applications Exec and Set, in pieces of 600 bytes.
 * @see Asterisk: Exec, Set, URIDECODE
 * @example
 * await channel.setText('NOTE', 'first line\nsecond "line"');
 */
export function setText(name: string, value: string): AgiCommand<void> {
  variableName('setText', name);
  if (value.includes('\0') || !value.isWellFormed()) {
    throw refusedArgument('setText', 'value', value, 'NUL and half a surrogate pair cannot be in a variable');
  }
  return defineCommand('GET FULL VARIABLE', {
    // URIDECODE gives A where it is known, and nothing else does.
    encode: () => ({ expression: '${URIDECODE(%41)}${AGIEXECFULL}' }),
    async decode(answer): Promise<void> {
      const told = textOf(answer);
      if (!told.startsWith('A')) throw answer.failed(WITHOUT_URI);
      await store(answer, name, Buffer.from(value), isTrue(told.slice(1)));
    },
    afterHangup: true,
    answersAtOnce: true,
    text: 'marked',
  })();
}

/** What Asterisk takes for true. */
const isTrue = (text: string) => /^(?:yes|true|y|t|1|on)$/i.test(text);

/** @param isEvaluated - whether EXEC evaluates by itself; else Exec does, and both would evaluate the value, too */
async function store(answer: CommandAnswer, name: string, value: Buffer, isEvaluated: boolean): Promise<void> {
  const read = name.replace(/^_+/, '');
  for (let from = 0; from === 0 || from < value.length; from += CHUNK_BYTES) {
    const before = from === 0 ? '' : `\${${read}}`;
    const piece = percentEncoded(value.subarray(from, from + CHUNK_BYTES));
    const set = `${name}=${before}\${URIDECODE(${piece})}`;
    await answer.ask(isEvaluated ? exec('Set', set) : exec('Exec', `Set(${set})`));
  }
}

/** Only letters and digits stand for themselves. */
const percentEncoded = (bytes: Buffer) =>
  bytes.toString('latin1').replace(/[^A-Za-z0-9]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
