import { absoluteFile } from '../../../src/core/checked-file.js';
import type { AgiCommand, CommandRow } from '../../../src/core/commands/define-command.js';
import * as table from '../../../src/core/commands/index.js';
import type { LetterCase, Gender } from '../../../src/core/commands/say.js';
import type { TddMode } from '../../../src/core/commands/messages.js';
import type { VerboseLevel } from '../../../src/core/commands/log.js';
import type { Key } from '../../../src/core/values.js';
import { ArgumentError } from '../../../src/errors/offhook-error.js';
import { encodeLine } from '../../../src/core/line.js';
import { splitWords } from './asterisk-words.js';

type Words = readonly (string | undefined)[];
type Maker = (...words: string[]) => AgiCommand;

const ROWS: readonly CommandRow[] = Object.values(table);

/** The row a recorded line is meant for, whatever its letter case. */
export function rowOf(words: readonly string[]): CommandRow | undefined {
  const line = words.join(' ').toUpperCase();
  return ROWS.filter((row) => `${line} `.startsWith(`${row.verb} `)).toSorted(
    (a, b) => b.verb.length - a.verb.length,
  )[0];
}

/**
 * The typed call that sends the words of a recorded line.
 *
 * @returns undefined when no typed call does: the words are wrong on purpose, or left out what the core always sends
 */
export function typedCommand(line: string): AgiCommand | undefined {
  const words = splitWords(line);
  const row = rowOf(words);
  // An empty expression is the core's own proof.
  if (row === undefined || line === 'GET FULL VARIABLE ""') return undefined;
  const args = words.slice(row.verb.split(' ').length);
  try {
    const command = MAKERS[row.verb]?.(...args);
    // GET VARIABLE is read by the other command, as an expression.
    const sentArgs =
      row.verb === 'GET VARIABLE' && command !== undefined
        ? { name: String(command.args['expression']).slice(2, -1) }
        : command?.args;
    const sent = sentArgs && splitWords(encodeLine(row.verb, sentArgs)).slice(row.verb.split(' ').length);
    return sent !== undefined && JSON.stringify(sent) === JSON.stringify(args) ? command : undefined;
  } catch (error) {
    // A TypeError: a word is missing where the call needs one.
    if (error instanceof ArgumentError || error instanceof TypeError) return undefined;
    throw error;
  }
}

const optional = <Name extends string, T>(name: Name, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: T };
const number = (word: string | undefined) => (word === undefined ? undefined : Number(word));
const epoch = (word: string | undefined) => Number(word);

function record([file = '', format, escapeDigits, limit, ...rest]: Words): AgiCommand {
  const silence = rest.find((word) => word?.startsWith('s='));
  // The recordings were made outside the folder of the sounds.
  return table.recordFile(file.startsWith('/') ? absoluteFile(file) : file, {
    beep: rest.includes('BEEP'),
    ...optional('format', format),
    ...optional('escapeDigits', escapeDigits),
    ...optional('maxDurationMs', number(limit)),
    ...optional('offsetSamples', rest[0] !== undefined && /^\d+$/.test(rest[0]) ? Number(rest[0]) : undefined),
    ...optional('silenceSeconds', number(silence?.slice(2))),
  });
}

function caller(spec: string): AgiCommand {
  const [, name, number_] = /^"(.*)" <(.*)>$/.exec(spec) ?? [];
  return table.setCallerId({ ...optional('name', name), ...optional('number', number_) });
}

// Casts: a recorded word that is none of the few allowed is refused, or gives other words, and is then sent as it stands.
const MAKERS: Readonly<Record<string, Maker>> = {
  ANSWER: () => table.answer(),
  'ASYNCAGI BREAK': () => table.asyncAgiBreak(),
  'CHANNEL STATUS': (channel) => table.channelStatus(channel),
  'CONTROL STREAM FILE': (file, keys, skipMs, forwardKey, rewindKey, pauseKey, offsetMs) =>
    table.controlStreamFile(file ?? '', keys, {
      ...optional('skipMs', number(skipMs)),
      ...optional('forwardKey', forwardKey as Key | undefined),
      ...optional('rewindKey', rewindKey as Key | undefined),
      ...optional('pauseKey', pauseKey as Key | undefined),
      ...optional('offsetMs', number(offsetMs)),
    }),
  'DATABASE DEL': (family = '', key = '') => table.databaseDel(family, key),
  'DATABASE DELTREE': (family = '', tree) => table.databaseDelTree(family, tree),
  'DATABASE GET': (family = '', key = '') => table.databaseGet(family, key),
  'DATABASE PUT': (family = '', key = '', value = '') => table.databasePut(family, key, value),
  // The text is one word: a part that needs no escaping stands for it.
  EXEC: (application = '', text) =>
    text === undefined ? table.exec(application) : table.exec(application, ...text.split(',')),
  'GET DATA': (file = '', timeoutMs, maxDigits) =>
    table.getData(file, { ...optional('timeoutMs', number(timeoutMs)), ...optional('maxDigits', number(maxDigits)) }),
  'GET FULL VARIABLE': (expression = '', channel) => table.getFullVariable(expression, channel),
  'GET OPTION': (file = '', keys = '', timeoutMs) =>
    table.getOption(file, keys, optional('timeoutMs', number(timeoutMs))),
  'GET VARIABLE': (name = '') => table.getVariable(name),
  GOSUB: (context = '', extension = '', priority = '', args) =>
    table.gosub(context, extension, priority, ...(args === undefined ? [] : args.split(','))),
  HANGUP: (channel) => table.hangup(channel),
  NOOP: () => table.noop(),
  'RECEIVE CHAR': (timeoutMs) => table.receiveChar(number(timeoutMs)),
  'RECEIVE TEXT': (timeoutMs) => table.receiveText(number(timeoutMs)),
  'RECORD FILE': (...words) => record(words),
  'SAY ALPHA': (text = '', keys, letterCase) => table.sayAlpha(text, keys, letterCase as LetterCase | undefined),
  'SAY DATE': (when, keys) => table.sayDate(epoch(when), keys),
  'SAY DATETIME': (when, keys, format, zone) => table.sayDateTime(epoch(when), keys, format, zone),
  'SAY DIGITS': (digits = '', keys) => table.sayDigits(digits, keys),
  'SAY NUMBER': (value, keys, gender) => table.sayNumber(Number(value), keys, gender as Gender | undefined),
  'SAY PHONETIC': (text = '', keys) => table.sayPhonetic(text, keys),
  'SAY TIME': (when, keys) => table.sayTime(epoch(when), keys),
  'SEND IMAGE': (image = '') => table.sendImage(image),
  'SEND TEXT': (text = '') => table.sendText(text),
  'SET AUTOHANGUP': (seconds) => table.setAutoHangup(number(seconds)),
  'SET CALLERID': (spec = '') => caller(spec),
  'SET CONTEXT': (context = '') => table.setContext(context),
  'SET EXTENSION': (extension = '') => table.setExtension(extension),
  'SET MUSIC': (state, musicClass) => table.setMusic(state === 'ON', musicClass),
  'SET PRIORITY': (priority = '') => table.setPriority(priority),
  'SET VARIABLE': (name = '', value = '') => table.setVariable(name, value),
  'SPEECH ACTIVATE GRAMMAR': (name = '') => table.speechActivateGrammar(name),
  'SPEECH CREATE': (engine) => table.speechCreate(engine),
  'SPEECH DEACTIVATE GRAMMAR': (name = '') => table.speechDeactivateGrammar(name),
  'SPEECH DESTROY': () => table.speechDestroy(),
  'SPEECH LOAD GRAMMAR': (name = '', path = '') => table.speechLoadGrammar(name, path),
  'SPEECH RECOGNIZE': (prompt = '', seconds, offset) => table.speechRecognize(prompt, Number(seconds), number(offset)),
  'SPEECH SET': (name = '', value = '') => table.speechSet(name, value),
  'SPEECH UNLOAD GRAMMAR': (name = '') => table.speechUnloadGrammar(name),
  'STREAM FILE': (file = '', keys, offset) => table.streamFile(file, keys, number(offset)),
  'TDD MODE': (mode) => table.tddMode(mode as TddMode),
  VERBOSE: (message = '', level) => table.verbose(message, number(level) as VerboseLevel | undefined),
  'WAIT FOR DIGIT': (timeoutMs) => table.waitForDigit(number(timeoutMs)),
};
