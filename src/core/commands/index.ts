// The command table: its exports are the rows and nothing else, because the channel makes a method of each.
export { answer, asyncAgiBreak, channelStatus, hangup, setAutoHangup } from './call.js';
export { databaseDel, databaseDelTree, databaseGet, databasePut } from './database.js';
export { exec, gosub, setCallerId, setContext, setExtension, setPriority } from './dialplan.js';
export { getData, getOption, waitForDigit } from './input.js';
export { noop, verbose } from './log.js';
export { controlStreamFile, recordFile, setMusic, streamFile } from './media.js';
export { receiveChar, receiveText, sendImage, sendText, tddMode } from './messages.js';
export { sayAlpha, sayDate, sayDateTime, sayDigits, sayNumber, sayPhonetic, sayTime } from './say.js';
export {
  speechActivateGrammar,
  speechCreate,
  speechDeactivateGrammar,
  speechDestroy,
  speechLoadGrammar,
  speechRecognize,
  speechSet,
  speechUnloadGrammar,
} from './speech.js';
export { getFullVariable, getVariable, setVariable } from './variables.js';
