import {
  answer,
  asyncagiBreak,
  channelStatus,
  hangup,
  noop,
  sendImage,
  sendText,
  setAutohangup,
  verbose,
} from './call.js';
import { setCallerid } from './caller-id.js';
import { databaseDel, databaseDeltree, databaseGet, databasePut } from './database.js';
import type { VirtualCommand } from './define-virtual-command.js';
import { gosub, setContext, setExtension, setPriority } from './dialplan.js';
import { exec } from './exec.js';
import { getData, waitForDigit } from './keys.js';
import { getOption, setMusic, streamFile } from './playback.js';
import { recordFile } from './recording.js';
import { sayAlpha, sayDate, sayDatetime, sayDigits, sayNumber, sayPhonetic, sayTime } from './say.js';
import { getFullVariable, getVariable, setVariable } from './variables.js';

/** The commands that the virtual Asterisk carries out. */
export const virtualCommands: readonly VirtualCommand[] = [
  answer,
  asyncagiBreak,
  channelStatus,
  databaseDel,
  databaseDeltree,
  databaseGet,
  databasePut,
  exec,
  getData,
  getFullVariable,
  getOption,
  getVariable,
  gosub,
  hangup,
  noop,
  recordFile,
  sayAlpha,
  sayDate,
  sayDatetime,
  sayDigits,
  sayNumber,
  sayPhonetic,
  sayTime,
  sendImage,
  sendText,
  setAutohangup,
  setCallerid,
  setContext,
  setExtension,
  setMusic,
  setPriority,
  setVariable,
  streamFile,
  verbose,
  waitForDigit,
];

/** A known gap: a real Asterisk has these too. The virtual one answers 510 and says so in the transcript. */
export const notModelled: readonly string[] = [
  'CONTROL STREAM FILE',
  'RECEIVE CHAR',
  'RECEIVE TEXT',
  'SPEECH ACTIVATE GRAMMAR',
  'SPEECH CREATE',
  'SPEECH DEACTIVATE GRAMMAR',
  'SPEECH DESTROY',
  'SPEECH LOAD GRAMMAR',
  'SPEECH RECOGNIZE',
  'SPEECH SET',
  'SPEECH UNLOAD GRAMMAR',
  'TDD MODE',
];

/** Finds the command a line begins with: whole words, in any letter case. */
export function findVirtualCommand(words: readonly string[]): VirtualCommand | undefined {
  const lower = words.map((word) => word.toLowerCase());
  return virtualCommands.find((command) => command.words.every((word, i) => lower[i] === word));
}

/** The name of a command that is not modelled, when the line begins with one. */
export function findNotModelled(words: readonly string[]): string | undefined {
  const line = `${words.join(' ').toUpperCase()} `;
  return notModelled.find((verb) => line.startsWith(`${verb} `));
}
