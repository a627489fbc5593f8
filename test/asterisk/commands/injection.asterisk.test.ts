import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import * as table from '../../../src/core/commands/index.js';
import { ArgumentError, CommandError } from '../../../src/errors/offhook-error.js';
import { splitWords } from '../../core/support/asterisk-words.js';
import { CommandLab, type LabCall } from '../support/command-lab.js';
import { askedReleases } from '../support/install.js';
import { hostile, TOO_LONG, unsendable } from './injection-corpus.js';
import { INJECTION_PLACES, isDone, SHOWN_BY_EFFECT, type TextArgument, textArguments } from './text-arguments.js';

/** Rows whose arguments are numbers and choices only. */
const WITHOUT_TEXT = [
  'answer',
  'asyncAgiBreak',
  'noop',
  'receiveChar',
  'receiveText',
  'sayDate',
  'sayTime',
  'setAutoHangup',
  'speechDestroy',
  'waitForDigit',
];

it('a hostile text is tried in every row that takes one', () => {
  const tried = [...new Set(textArguments.map(({ row }) => row))];
  expect([...tried, ...WITHOUT_TEXT].toSorted()).toEqual(Object.keys(table).toSorted());
});

describe.each(askedReleases())('on Asterisk %i a hostile text', (release) => {
  let lab: CommandLab;

  beforeAll(async () => {
    lab = await CommandLab.start({ release, dialplan: INJECTION_PLACES, extraModules: ['func_shell'] });
    // Nobody shall have to listen to all of it.
    await lab.forgetSpokenSounds([]);
  });
  afterAll(async () => {
    await lab?.stop();
  });

  it.concurrent.each(textArguments)('stays the one argument it is: $row $argument', async (argument) => {
    const call = await lab.call(argument.options);
    try {
      const sent = await sendAll(call, argument);
      await isDone(call);
      const { row } = argument;
      const { verb = table[row].sentAs ?? table[row].verb } = argument;
      const lines = call.executed.map(splitWords).filter((words) => isOf(verb, words));
      const at = verb.split(' ').length + (argument.word ?? 0);
      const { inWord = (text: string) => text } = argument;
      const expected = sent.map(inWord).map((word, i) => (word === SHOWN_BY_EFFECT ? lines[i]?.[at] : word));
      expect(lines.map((words) => words[at])).toEqual(expected);
      expect(new Set(lines.map(({ length }) => length)).size).toBe(sent.length === 0 ? 0 : 1);
      expect(call.executed.map(splitWords).filter((words) => !isOfRow(row, words) && !isOurs(words))).toEqual([]);
      expect(call.session.signal.aborted).toBe(false);
    } finally {
      await call.end();
    }
  });

  it.concurrent('stays one word of EXEC in however many parts', async () => {
    const call = await lab.call();
    // MSet itself takes 99 and leaves the others in the last of them.
    await call.channel.exec('MSet', ...Array.from({ length: 128 }, (_, i) => `V${i}=${i}`));
    await isDone(call);
    await call.end();
    expect(call.executed).toEqual(['ANSWER', expect.stringMatching(/^EXEC "MSet" "V0=0,.*,V127=127"$/), 'NOOP']);
    expect(call.placed.variables()).toMatchObject({ V0: '0', V97: '97' });
  });

  it.concurrent('travels whole through setText and getText, line feeds included', async () => {
    const call = await lab.call();
    try {
      for (const [what, text] of Object.entries({ ...unsendable, ...hostile })) {
        if (text.includes('\0') || !text.isWellFormed()) {
          await expect(call.channel.setText('NOTE', text), what).rejects.toThrow(ArgumentError);
          continue;
        }
        await call.channel.setText('NOTE', text);
        expect(await call.channel.getText('NOTE'), what).toBe(text);
        await isDone(call);
        expect(call.placed.valuesOf('NOTE').at(-1), what).toBe(text);
      }
      expect(
        call.executed.filter((line) => !/^(?:ANSWER|NOOP|(?:GET FULL|SET) VARIABLE|EXEC "Exec") ?/.test(line)),
      ).toEqual([]);
    } finally {
      await call.end();
    }
  });

  it('crashes nothing, runs no shell and breaks no session', async () => {
    expect(lab.errors).toEqual([]);
    expect(lab.asterisk.isRunning).toBe(true);
    const call = await lab.call();
    expect(await call.channel.getFullVariable('${STAT(e,/tmp/injected)}')).toBe('0');
    // It could have: this Asterisk runs a shell where it is told to.
    expect(await call.channel.getFullVariable('${SHELL(echo ran)}')).toContain('ran');
    await call.end();
  });
});

/** Sends the whole corpus through one argument; returns what went out. */
async function sendAll(call: LabCall, argument: TextArgument): Promise<string[]> {
  const {
    send,
    refusedAs = argument.argument,
    refuses = () => false,
    isMeant = () => false,
    part = whole,
    seen,
    asSeen,
  } = argument;
  const sent: string[] = [];
  for (const [what, text] of Object.entries({ ...unsendable, ...hostile, '9,000 bytes': TOO_LONG })) {
    if (isMeant(text)) continue;
    const end = await send(call.channel, text).catch((error: unknown) => error);
    const isTooLong = part(text).length > 8190;
    if (isTooLong || cannotBeSent(part(text)) || refuses(text)) {
      expect(end, what).toBeInstanceOf(ArgumentError);
      const { fields } = end as ArgumentError;
      // Which of its arguments makes a line too long is not known.
      if (refuses(text)) expect(fields, what).toHaveProperty('argument', argument.argument);
      else expect(fields, what).toMatchObject(isTooLong ? { limit: expect.any(Number) } : { argument: refusedAs });
      continue;
    }
    if (end instanceof Error) expect(end, what).toBeInstanceOf(CommandError);
    sent.push(part(text));
    const shown = await seen?.(call, text);
    if (shown !== undefined) expect(shown, what).toBe(asSeen?.(text) ?? text);
  }
  return sent;
}

const whole = (text: string) => text;

/** Whatever quotes are put around it. */
const cannotBeSent = (text: string) => /[\r\n\0]/.test(text) || !text.isWellFormed();

const isOf = (verb: string, words: readonly string[]) => verb.split(' ').every((word, i) => words[i] === word);

const isOfRow = (row: TextArgument['row'], words: readonly string[]) =>
  isOf(table[row].verb, words) || isOf(table[row].sentAs ?? table[row].verb, words);

/** What the test itself sends, and the question whether a -1 was a hang-up. */
const isOurs = (words: readonly string[]) =>
  ['ANSWER', 'NOOP', 'CHANNEL STATUS', 'GET FULL VARIABLE ${GOSUB_RETVAL}'].some((line) =>
    words.join(' ').startsWith(line),
  );
