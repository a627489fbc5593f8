import { describe, expect, it } from 'vitest';

import { defineCommand } from '../../src/core/commands/define-command.js';
import { printable } from '../../src/errors/printable.js';
import { ArgumentError } from '../../src/errors/offhook-error.js';
import { separateArguments, splitWords } from './support/asterisk-words.js';
import { fakeCall, settle, watch } from './support/fake-link.js';
import { callMethod, methodNames, sampleArguments } from './support/sample-arguments.js';

/** What a caller, a database or another system may put into an argument. */
const CORPUS: Readonly<Record<string, string>> = {
  'a quote': '" HANGUP "',
  'a quote at the end': 'x"',
  'a backslash at the end': 'x\\',
  'an escaped quote': '\\" \\"',
  'a line feed': 'x\nHANGUP',
  'a carriage return and a line feed': 'x\r\nHANGUP',
  'a carriage return': 'x\rHANGUP',
  'a NUL': 'x\0',
  'a line feed in quotes': '"\n"',
  nothing: '',
  blanks: ' \t ',
  commas: 'x,1,Hangup()',
  'an ampersand': 'PJSIP/1&PJSIP/900123',
  'an expression': '${SHELL(id)}$[1]',
  'an open parenthesis': 'x(y',
  'an open bracket': 'x[y',
  '128 words': 'a '.repeat(128),
  '128 quoted words': '"" '.repeat(128),
  '9,000 bytes': 'x'.repeat(9000),
  '9,000 bytes of two each': 'é'.repeat(4500),
  'half a surrogate pair': 'x\ud800y',
  'the other half': '\udc00',
  'line ends of Unicode': 'x\u2028HANGUP\u2029\u0085',
  'a reply': '200 result=1 (x)',
  'text that is no text': { toString: () => 'x\nHANGUP' } as unknown as string,
};

describe('a hostile argument', () => {
  it.each(methodNames.filter((name) => sampleArguments[name].some((value) => typeof value === 'string')))(
    'of %s stays the one argument it is, or is refused',
    async (name) => {
      const args: readonly unknown[] = sampleArguments[name];
      const harmless = await wordsOf(name, args);
      for (const [what, hostile] of Object.entries(CORPUS)) {
        for (const at of args.keys()) {
          if (typeof args[at] !== 'string') continue;
          const sent = await wordsOf(name, args.with(at, hostile));
          const where = `${what} in argument ${at}`;
          const carried = name === 'verbose' ? printable(hostile, Infinity) : hostile;
          expect(sent?.filter((word, i) => word !== harmless?.[i]) ?? [carried], where).toEqual([carried]);
          expect(sent?.length ?? harmless?.length, where).toBe(harmless?.length);
        }
      }
    },
  );
});

/** What Asterisk makes of the line that is sent; undefined when the arguments are refused and nothing is. */
async function wordsOf(name: (typeof methodNames)[number], args: readonly unknown[]): Promise<string[] | undefined> {
  const { channel, link } = fakeCall();
  const { outcome } = await settled(callMethod(channel, name, args));
  if (outcome.kind === 'error') {
    if (!(outcome.error instanceof ArgumentError) || link.sent.length > 0) throw outcome.error;
    return undefined;
  }
  if (link.sent.length !== 1) throw new Error(`${link.sent.length} lines were sent`);
  const words = splitWords(link.sent[0] ?? '');
  // The arguments of an application and of a subroutine are cut once more, out of the last word.
  if (name !== 'exec' && name !== 'gosub') return words;
  return [...words.slice(0, -1), ...separateArguments(words.at(-1) ?? '', name === 'exec')];
}

async function settled(promise: Promise<unknown>): Promise<ReturnType<typeof watch>> {
  const watched = watch(promise);
  await settle();
  return watched;
}

describe('a row of one’s own', () => {
  it('cannot crash Asterisk with more words than it takes', async () => {
    const { channel, link } = fakeCall();
    const many = defineCommand('MANY', {
      encode: (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`argument${i}`, ''])),
      decode: () => undefined,
    });
    await expect(channel.send(many(127))).rejects.toMatchObject({ code: 'AGI_TOO_MANY_WORDS', fields: { words: 128 } });
    expect(link.sent).toEqual([]);
    void channel.send(many(126));
    expect(splitWords(link.sent[0] ?? '')).toHaveLength(127);
  });
});
