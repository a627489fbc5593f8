import { describe, expect, it } from 'vitest';

import { ChannelState } from '../../../src/core/commands/call.js';
import * as table from '../../../src/core/commands/index.js';
import { type CommandCase, play } from '../support/conversation.js';
import { callCases } from './call.cases.js';
import { databaseCases } from './database.cases.js';
import { dialplanCases } from './dialplan.cases.js';
import { inputCases } from './input.cases.js';
import { logCases } from './log.cases.js';
import { mediaCases } from './media.cases.js';
import { messagesCases } from './messages.cases.js';
import { sayCases } from './say.cases.js';
import { speechCases } from './speech.cases.js';
import { variablesCases } from './variables.cases.js';

const families: Readonly<Record<string, readonly CommandCase[]>> = {
  call: callCases,
  media: mediaCases,
  input: inputCases,
  say: sayCases,
  variables: variablesCases,
  database: databaseCases,
  dialplan: dialplanCases,
  speech: speechCases,
  messages: messagesCases,
  log: logCases,
};

/** `agi show commands` of Asterisk 22, and in capitals what it answers 511 to after the hang-up. */
const LIVE_ONLY =
  'answer, channel status, control stream file, get data, get option, gosub, hangup, receive char, receive text, record file, ' +
  'say alpha, say date, say datetime, say digits, say number, say phonetic, say time, send image, send text, set autohangup, ' +
  'set callerid, set context, set extension, set music, set priority, speech activate grammar, speech create, ' +
  'speech deactivate grammar, speech load grammar, speech recognize, speech set, stream file, tdd mode, wait for digit';
const AFTER_HANGUP =
  'asyncagi break, database del, database deltree, database get, database put, exec, get full variable, get variable, noop, ' +
  'set variable, speech destroy, speech unload grammar, verbose';

const rows = Object.values(table);
const verbs = (of: (row: (typeof rows)[number]) => boolean) =>
  rows
    .filter(of)
    .map((row) => row.verb.toLowerCase())
    .toSorted();

describe('the command table', () => {
  it('holds the 47 commands of Asterisk 22', () => {
    expect(rows).toHaveLength(47);
    expect(verbs(() => true)).toEqual(`${LIVE_ONLY}, ${AFTER_HANGUP}`.split(', ').toSorted());
  });

  it('allows after a hang-up the 13 that Asterisk does', () => {
    expect(verbs((row) => row.afterHangup)).toEqual(AFTER_HANGUP.split(', '));
  });

  it('knows whose answers hold free text and whose can be interrupted', () => {
    expect(verbs((row) => row.text === 'marked')).toEqual(['get full variable', 'get variable']);
    expect(verbs((row) => row.text === 'proven')).toEqual(['database get', 'receive text', 'speech recognize']);
    expect(verbs((row) => row.interrupted === 'silently')).toEqual(['get data', 'get option', 'stream file']);
    expect(verbs((row) => row.interrupted === 'withReply')).toEqual(['wait for digit']);
  });

  it('has a case of success and a case of failure for each command', () => {
    const cases = Object.values(families).flat();
    const tried = (failing: boolean) =>
      new Set(cases.filter((one) => (one.fails !== undefined) === failing).map((one) => verbOf(one.talk[0])));
    const refused = new Set(cases.flatMap((one) => /(?<=\/)[A-Z ]+(?=:)/.exec(String(one.fails?.[1]))?.[0] ?? []));
    const without = (isThere: (verb: string) => boolean) =>
      rows.map(({ verb }) => verb).filter((verb) => !isThere(verb));
    expect(
      without((verb) => tried(false).has(verb)),
      'no case of success in *.cases.ts',
    ).toEqual([]);
    expect(
      without((verb) => tried(true).has(verb) || refused.has(verb)),
      'no case with `fails` in *.cases.ts',
    ).toEqual([]);
  });
});

it('a channel is in one of the states of Asterisk, by its numbers', () => {
  const states = ['down', 'reserved', 'offHook', 'dialing', 'ring', 'ringing', 'up', 'busy'];
  expect(ChannelState).toEqual(Object.fromEntries(states.map((state, number) => [state, number])));
});

describe.each(Object.entries(families))('%s commands', (_, cases) => {
  it.each(cases.map((one) => [title(one), one] as const))('%s', async (_title, one) => {
    await play(one);
  });
});

it.each(['fam_', 'fam%', ''])(
  'databaseDelTree refuses %j, which stands for other families, and sends nothing',
  async (name) => {
    await play({ call: (c) => c.databaseDelTree(name), talk: [], fails: ['ArgumentError', /DELTREE: family is/] });
    await play({
      call: (c) => c.databaseDelTree('a', name),
      talk: [],
      fails: ['ArgumentError', /DELTREE: keyTree is/],
    });
  },
);

it.each(['0 (timeout)', '49 (dtmf)'])(
  'a recording without a codec, %s, is an error, and no length of -1',
  async (ended) => {
    await play({
      call: (c) => c.recordFile('a', { format: 'g723', maxDurationMs: 1000 }),
      talk: ['> RECORD FILE "a" "g723" "" 1000 "BEEP"', `< 200 result=${ended} endpos=-1`],
      fails: ['CommandError', /nothing was recorded: .* no codec/],
    });
  },
);

function title({ talk, fails, call }: CommandCase): string {
  const said =
    talk.length === 0
      ? `refuses ${String(call).replace('(c) => c.', '')}`
      : talk.map((line) => line.slice(2)).join(' ⇒ ');
  return fails === undefined ? said : `${said} (${fails[0]})`;
}

function verbOf(line: string | undefined): string | undefined {
  // What the core sends for GET VARIABLE.
  if (/^> GET FULL VARIABLE "\$\{\w+\}"$/.test(line ?? '')) return 'GET VARIABLE';
  return rows
    .map((row) => row.verb)
    .filter((verb) => line?.startsWith(`> ${verb}`))
    .toSorted((a, b) => b.length - a.length)[0];
}
