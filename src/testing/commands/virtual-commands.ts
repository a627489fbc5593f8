import {
  answer,
  asyncagiBreak,
  channelStatus,
  hangup,
  noop,
  sendImage,
  sendText,
  setAutohangup,
  tddMode,
  verbose,
} from './call.js';
import { setCallerid } from './caller-id.js';
import { controlStreamFile } from './control-playback.js';
import { databaseDel, databaseDeltree, databaseGet, databasePut } from './database.js';
import type { VirtualCommand } from './define-virtual-command.js';
import { gosub, setContext, setExtension, setPriority } from './dialplan.js';
import { exec } from './exec.js';
import { getData, waitForDigit } from './keys.js';
import { getOption, setMusic, streamFile } from './playback.js';
import { receiveChar, receiveText } from './receive.js';
import { recordFile } from './recording.js';
import { sayAlpha, sayDate, sayDatetime, sayDigits, sayNumber, sayPhonetic, sayTime } from './say.js';
import {
  speechActivateGrammar,
  speechCreate,
  speechDeactivateGrammar,
  speechDestroy,
  speechLoadGrammar,
  speechRecognize,
  speechSet,
  speechUnloadGrammar,
} from './speech.js';
import { getFullVariable, getVariable, setVariable } from './variables.js';

/** The 47 commands. */
export const virtualCommands: readonly VirtualCommand[] = [
  answer,
  asyncagiBreak,
  channelStatus,
  controlStreamFile,
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
  receiveChar,
  receiveText,
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
  speechActivateGrammar,
  speechCreate,
  speechDeactivateGrammar,
  speechDestroy,
  speechLoadGrammar,
  speechRecognize,
  speechSet,
  speechUnloadGrammar,
  streamFile,
  tddMode,
  verbose,
  waitForDigit,
];

/** Finds the command a line begins with: whole words, in any letter case. */
export function findVirtualCommand(words: readonly string[]): VirtualCommand | undefined {
  const lower = words.map((word) => word.toLowerCase());
  return virtualCommands.find((command) => command.words.every((word, i) => lower[i] === word));
}
