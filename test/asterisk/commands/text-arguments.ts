import { existsSync } from 'node:fs';

import { expect, vi } from 'vitest';

import { isReadAsItself } from '../../../src/core/application-arguments.js';
import type { AgiChannel } from '../../../src/core/channel.js';
import type { TddMode } from '../../../src/core/commands/messages.js';
import type { Gender, LetterCase } from '../../../src/core/commands/say.js';
import { printable } from '../../../src/errors/printable.js';
import type { AmiEvent } from '../support/ami.js';
import type { LabCallOptions, LabCall } from '../support/command-lab.js';
import type { RowName } from './check.js';

/** An argument that takes text, and how a text sent in it is found again. */
export interface TextArgument {
  readonly row: RowName;
  /** As the method calls it. */
  readonly argument: string;
  /** As an ArgumentError calls it; default as above. */
  readonly refusedAs?: string;
  readonly send: (channel: AgiChannel, text: string) => Promise<unknown>;
  /** The command it stands in; default the one that carries the row out. */
  readonly verb?: string;
  /** Which word of the line it is, counted behind the command's name; default 0. */
  readonly word?: number;
  /** What stands in that word; default the text itself. */
  readonly inWord?: (text: string) => string | typeof SHOWN_BY_EFFECT;
  /** How much of the text is sent; default all of it. */
  readonly part?: (text: string) => string;
  /** What the row refuses beyond what no argument can carry. */
  readonly refuses?: (text: string) => boolean;
  /** Texts that mean something here and are not sent. */
  readonly isMeant?: (text: string) => boolean;
  /** The text as Asterisk itself has it; undefined when it does not tell (too long for it). */
  readonly seen?: (call: LabCall, text: string) => Promise<string | undefined>;
  /** What is expected to be seen; default the text itself. */
  readonly asSeen?: (text: string) => string;
  readonly options?: LabCallOptions;
}

/** Where texts go that Asterisk shows. */
export const INJECTION_PLACES = `
[injection]
exten => s,1,Set(SEEN=\${ARG1})
 same => n,Set(SEEN=\${ARG2})
 same => n,Return()
`;

/** The word holds the text in a form of its own; what came of it is looked at instead. */
export const SHOWN_BY_EFFECT = Symbol('shown by its effect');

const isNoName = (text: string) => !/^_{0,2}[A-Za-z][\w.-]*$/.test(text);
const isNoExactKey = (text: string) => /^$|[%_]/.test(text);
const movesTheCursor = (text: string) => /[\0\n\r\u202e\u2066]/.test(text);
const isNoKeys = (text: string) => !/^[0-9*#A-D]*$/.test(text);
const isNoKey = (text: string) => text.length !== 1 || isNoKeys(text);

/** The last value that Asterisk says a variable was set to. */
const lastSet = (variable: string) => async (call: LabCall) => {
  await isDone(call);
  return call.placed.valuesOf(variable).at(-1);
};

const getvar = (variable: string) => (call: LabCall) => call.read(variable);
/** Getvar has room for 1023 bytes of a function's value; places in the dialplan are cut at 79, caller ids at 255. */
const upTo =
  (bytes: number, seen: NonNullable<TextArgument['seen']>): NonNullable<TextArgument['seen']> =>
  async (call, text) =>
    Buffer.byteLength(text) > bytes ? undefined : seen(call, text);

const marks = new WeakMap<LabCall, number>();

/** Waits until every event of what was sent so far has come. */
export async function isDone(call: LabCall): Promise<void> {
  const mark = (marks.get(call) ?? 0) + 1;
  marks.set(call, mark);
  await call.channel.noop();
  await call.placed.executing('NOOP', mark);
}

/** The value that the console's `database show` prints for `/family/key`, in columns. */
async function stored({ asterisk }: LabCall, name: string): Promise<string | undefined> {
  const head = `${name}${' '.repeat(Math.max(0, 50 - Buffer.byteLength(name)))}: `;
  const line = (await asterisk.cli('database show')).split('\n').find((row) => row.startsWith(head));
  return line?.slice(head.length).trimEnd();
}

/** Asterisk takes these out of a number. */
const shrunk = (number: string) => number.replace(/[ ().-]/g, '');

/** The caller's leg takes texts for the whole call. */
const READS_TEXTS: LabCallOptions = { caller: Array.from({ length: 60 }, () => 'ReceiveText(60)') };

async function textOfCaller({ asterisk, placed }: LabCall, text: string): Promise<string | undefined> {
  const isIt = ({ name, fields }: AmiEvent) =>
    name === 'VarSet' &&
    fields.Uniqueid === placed.callerUniqueId &&
    fields.Variable === 'RECEIVETEXTMESSAGE' &&
    fields.Value === text;
  return (await asterisk.ami.waitFor(isIt, 5000)).fields.Value;
}

const places: readonly TextArgument[] = [
  { row: 'setContext', argument: 'context', send: (c, text) => c.setContext(text), seen: upTo(79, getvar('CONTEXT')) },
  {
    row: 'setExtension',
    argument: 'extension',
    send: (c, text) => c.setExtension(text),
    seen: upTo(79, getvar('EXTEN')),
  },
  { row: 'setPriority', argument: 'priority', send: (c, text) => c.setPriority(text) },
  { row: 'gosub', argument: 'context', send: (c, text) => c.gosub(text, 's', 1) },
  { row: 'gosub', argument: 'extension', word: 1, send: (c, text) => c.gosub('injection', text, 1) },
  { row: 'gosub', argument: 'priority', word: 2, send: (c, text) => c.gosub('injection', 's', text) },
  {
    row: 'gosub',
    argument: 'args',
    word: 3,
    send: (c, text) => c.gosub('injection', 's', 1, text, 'second'),
    inWord: (text) => `${text},second`,
    refuses: (text) => !isReadAsItself(text),
    seen: async (call, text) => {
      await isDone(call);
      // The routine sets both of its arguments: the second one tells that the first added none.
      const [first, second] = call.placed.valuesOf('SEEN').slice(-2);
      return second === 'second' ? first : `${text} and then ${second}`;
    },
  },
];

const application: readonly TextArgument[] = [
  {
    row: 'exec',
    argument: 'application',
    send: (c, text) => c.exec(text),
    isMeant: (text) => text === 'HANGUP', // the name of an application
  },
  {
    row: 'exec',
    argument: 'parts',
    send: (c, text) => c.exec('MSet', 'FIRST=1', `SEEN=${text}`, 'LAST=1'),
    word: 1,
    inWord: () => SHOWN_BY_EFFECT,
    // MSet itself takes the blanks in front of a name away, not those of a value.
    seen: lastSet('SEEN'),
  },
  {
    row: 'exec',
    argument: 'parts',
    send: (c, text) => c.exec('Set', `SEEN=${text}`),
    word: 1,
    inWord: (text) => `SEEN=${text}`,
    seen: lastSet('SEEN'),
  },
  {
    row: 'exec',
    argument: 'parts',
    send: (c, text) => c.exec('UserEvent', 'Injected', `Text: ${text}`, 'Last: 1'),
    word: 1,
    inWord: () => SHOWN_BY_EFFECT,
    seen: async (call) => {
      await isDone(call);
      const { fields } = call.placed.events.findLast(({ name }) => name === 'UserEvent') ?? {};
      return fields?.Last === '1' ? fields.Text : undefined;
    },
    asSeen: (text) => text.replace(/^ +| +$/g, ''),
  },
];

const sounds: readonly TextArgument[] = [
  { row: 'streamFile', argument: 'file', send: (c, text) => c.streamFile(text) },
  {
    row: 'streamFile',
    argument: 'escapeDigits',
    word: 1,
    send: (c, text) => c.streamFile('no', text),
    refuses: isNoKeys,
  },
  { row: 'controlStreamFile', argument: 'file', send: (c, text) => c.controlStreamFile(text) },
  {
    row: 'controlStreamFile',
    argument: 'escapeDigits',
    word: 1,
    send: (c, text) => c.controlStreamFile('no', text),
    refuses: isNoKeys,
  },
  ...(['forwardKey', 'rewindKey', 'pauseKey'] as const).map((argument): TextArgument => ({
    row: 'controlStreamFile',
    argument,
    send: (c, text) => c.controlStreamFile('no', '', { [argument]: text }),
    refuses: isNoKey,
  })),
  { row: 'getData', argument: 'file', send: (c, text) => c.getData(text, { timeoutMs: 1 }) },
  { row: 'getOption', argument: 'file', send: (c, text) => c.getOption(text, '1', { timeoutMs: 1 }) },
  {
    row: 'getOption',
    argument: 'escapeDigits',
    word: 1,
    send: (c, text) => c.getOption('no', text),
    refuses: isNoKeys,
  },
  {
    row: 'recordFile',
    argument: 'file',
    send: (c, text) => c.recordFile(`injected ${text}`, { beep: false, maxDurationMs: 20 }),
    inWord: (text) => `injected ${text}`,
    isMeant: (text) => text.includes('/'), // names a folder
    seen: upTo(200, async ({ asterisk }, text) =>
      existsSync(asterisk.pathOf(`injected ${text}.wav`)) ? text : 'no such file',
    ),
  },
  {
    row: 'recordFile',
    argument: 'format',
    word: 1,
    send: (c, text) => c.recordFile('injected', { format: text, beep: false, maxDurationMs: 20 }),
  },
  {
    row: 'recordFile',
    argument: 'escapeDigits',
    word: 2,
    send: (c, text) => c.recordFile('no', { escapeDigits: text }),
    refuses: isNoKeys,
  },
  { row: 'setMusic', argument: 'musicClass', word: 1, send: (c, text) => c.setMusic(true, text) },
];

const spoken: readonly TextArgument[] = [
  { row: 'sayAlpha', argument: 'text', send: (c, text) => c.sayAlpha(text) },
  { row: 'sayAlpha', argument: 'escapeDigits', word: 1, send: (c, text) => c.sayAlpha('b', text), refuses: isNoKeys },
  {
    row: 'sayAlpha',
    argument: 'letterCase',
    word: 2,
    send: (c, text) => c.sayAlpha('b', '', text as LetterCase),
    part: (text) => text.charAt(0),
  },
  { row: 'sayPhonetic', argument: 'text', send: (c, text) => c.sayPhonetic(text) },
  {
    row: 'sayDigits',
    argument: 'digits',
    send: (c, text) => c.sayDigits(text),
    refuses: (text) => !/^-?[0-9][0-9*#-]*$/.test(text),
  },
  { row: 'sayNumber', argument: 'gender', word: 2, send: (c, text) => c.sayNumber(5, '', text as Gender) },
  { row: 'sayDateTime', argument: 'format', word: 2, send: (c, text) => c.sayDateTime(0, '', text) },
  { row: 'sayDateTime', argument: 'zone', word: 3, send: (c, text) => c.sayDateTime(0, '', 'x', text) },
];

const messages: readonly TextArgument[] = [
  {
    row: 'sendText',
    argument: 'text',
    send: (c, text) => c.sendText(text),
    refuses: movesTheCursor,
    seen: textOfCaller,
    options: READS_TEXTS,
  },
  { row: 'sendImage', argument: 'image', send: (c, text) => c.sendImage(text) },
  { row: 'tddMode', argument: 'mode', send: (c, text) => c.tddMode(text as TddMode), refuses: () => true },
  {
    row: 'verbose',
    argument: 'message',
    send: (c, text) => c.verbose(`seen:${text}:seen`),
    part: (text) => printable(text, Infinity),
    inWord: (text) => `seen:${text}:seen`,
    seen: (call, text) =>
      vi.waitFor(() => {
        expect(call.console.some((line) => line.includes(`seen:${printable(text, Infinity)}:seen`))).toBe(true);
        return text;
      }),
  },
];

const speech: readonly TextArgument[] = [
  { row: 'speechCreate', argument: 'engine', send: (c, text) => c.speechCreate(text) },
  { row: 'speechSet', argument: 'name', send: (c, text) => c.speechSet(text, 'v') },
  { row: 'speechSet', argument: 'value', word: 1, send: (c, text) => c.speechSet('n', text) },
  { row: 'speechLoadGrammar', argument: 'name', send: (c, text) => c.speechLoadGrammar(text, 'p') },
  { row: 'speechLoadGrammar', argument: 'path', word: 1, send: (c, text) => c.speechLoadGrammar('n', text) },
  { row: 'speechUnloadGrammar', argument: 'name', send: (c, text) => c.speechUnloadGrammar(text) },
  { row: 'speechActivateGrammar', argument: 'name', send: (c, text) => c.speechActivateGrammar(text) },
  { row: 'speechDeactivateGrammar', argument: 'name', send: (c, text) => c.speechDeactivateGrammar(text) },
  { row: 'speechRecognize', argument: 'prompt', send: (c, text) => c.speechRecognize(text, 1) },
];

const database: readonly TextArgument[] = [
  { row: 'databaseGet', argument: 'family', send: (c, text) => c.databaseGet(text, 'k') },
  { row: 'databaseGet', argument: 'key', word: 1, send: (c, text) => c.databaseGet('f', text) },
  {
    row: 'databasePut',
    argument: 'family',
    send: (c, text) => c.databasePut(text, 'k', 'v'),
    seen: upTo(200, (call, text) => stored(call, `/${text}/k`)),
    asSeen: () => 'v',
  },
  {
    row: 'databasePut',
    argument: 'key',
    word: 1,
    send: (c, text) => c.databasePut('injected', text, 'v'),
    seen: upTo(200, (call, text) => stored(call, `/injected/${text}`)),
    asSeen: () => 'v',
  },
  {
    row: 'databasePut',
    argument: 'value',
    word: 2,
    send: (c, text) => c.databasePut('injected', 'value', text),
    seen: (call) => stored(call, '/injected/value'),
    asSeen: (text) => text.trimEnd(),
  },
  { row: 'databaseDel', argument: 'family', send: (c, text) => c.databaseDel(text, 'k') },
  { row: 'databaseDel', argument: 'key', word: 1, send: (c, text) => c.databaseDel('f', text) },
  { row: 'databaseDelTree', argument: 'family', send: (c, text) => c.databaseDelTree(text), refuses: isNoExactKey },
  {
    row: 'databaseDelTree',
    argument: 'keyTree',
    word: 1,
    send: (c, text) => c.databaseDelTree('f', text),
    refuses: isNoExactKey,
  },
];

const variables: readonly TextArgument[] = [
  {
    row: 'getVariable',
    argument: 'name',
    send: (c, text) => c.getVariable(text),
    inWord: (text) => `\${${text}}`,
    refuses: isNoName,
  },
  // None of them is set, and only this command tells.
  {
    row: 'getVariable',
    argument: 'name',
    verb: 'GET VARIABLE',
    send: (c, text) => c.getVariable(text),
    refuses: isNoName,
  },
  {
    row: 'getFullVariable',
    argument: 'expression',
    send: (c, text) => c.getFullVariable(text),
    isMeant: (text) => text.includes('SHELL'), // is evaluated, which is what the command is for
  },
  { row: 'getFullVariable', argument: 'channel', word: 1, send: (c, text) => c.getFullVariable('x', text) },
  {
    row: 'setVariable',
    argument: 'name',
    send: (c, text) => c.setVariable(`N${text}`, 'v'),
    inWord: (text) => `N${text}`,
    refuses: (text) => isNoName(`N${text}`),
    seen: async (call, text) => {
      await isDone(call);
      return call.placed.events.some(({ fields }) => fields.Variable === `N${text}` && fields.Value === 'v')
        ? text
        : 'not set';
    },
  },
  {
    row: 'setVariable',
    argument: 'value',
    word: 1,
    send: (c, text) => c.setVariable('SEEN', text),
    seen: lastSet('SEEN'),
  },
];

const callerId: readonly TextArgument[] = [
  {
    row: 'setCallerId',
    argument: 'name',
    refusedAs: 'callerId',
    send: (c, name) => c.setCallerId({ name, number: '123' }),
    refuses: movesTheCursor,
    inWord: () => SHOWN_BY_EFFECT,
    seen: upTo(200, async (call) =>
      (await call.read('CALLERID(num)')) === '123' ? call.read('CALLERID(name)') : undefined,
    ),
  },
  {
    row: 'setCallerId',
    argument: 'number',
    refusedAs: 'callerId',
    send: (c, number) => c.setCallerId({ name: 'Ann', number }),
    inWord: (number) => `"Ann" <${number}>`,
    refuses: (number) => /[<>"]/.test(number) || movesTheCursor(number),
    seen: upTo(200, async (call) =>
      (await call.read('CALLERID(name)')) === 'Ann' ? call.read('CALLERID(num)') : undefined,
    ),
    asSeen: shrunk,
  },
];

/** Every argument of every row that takes text. */
export const textArguments: readonly TextArgument[] = [
  { row: 'hangup', argument: 'channel', send: (c, text) => c.hangup(text) },
  { row: 'channelStatus', argument: 'channel', send: (c, text) => c.channelStatus(text) },
  ...application,
  ...callerId,
  ...database,
  ...messages,
  ...places,
  ...sounds,
  ...speech,
  ...spoken,
  ...variables,
];
