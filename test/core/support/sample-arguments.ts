import type { AgiChannel } from '../../../src/core/channel.js';
import type * as table from '../../../src/core/commands/index.js';

/** Valid arguments for every method of a channel; every text is one that a caller could have influenced. */
export const sampleArguments = {
  answer: [],
  asyncAgiBreak: [],
  channelStatus: ['text'],
  controlStreamFile: ['text', '12'],
  databaseDel: ['text', 'text'],
  databaseDelTree: ['text', 'text'],
  databaseGet: ['text', 'text'],
  databasePut: ['text', 'text', 'text'],
  exec: ['Application', 'text', 'text'],
  getData: ['text'],
  getFullVariable: ['text', 'text'],
  getOption: ['text', '12'],
  getVariable: ['text'],
  gosub: ['text', 'text', 'text', 'text', 'text'],
  hangup: ['text'],
  noop: [],
  receiveChar: [],
  receiveText: [],
  recordFile: ['text'],
  sayAlpha: ['text', '12'],
  sayDate: [0, '12'],
  sayDateTime: [0, '12', 'text', 'text'],
  sayDigits: ['123', '12'],
  sayNumber: [1, '12'],
  sayPhonetic: ['text', '12'],
  sayTime: [0, '12'],
  sendImage: ['text'],
  sendText: ['text'],
  setAutoHangup: [],
  setCallerId: [{ name: 'text', number: '1' }],
  setContext: ['text'],
  setExtension: ['text'],
  setMusic: [true, 'text'],
  setPriority: ['text'],
  setVariable: ['text', 'text'],
  speechActivateGrammar: ['text'],
  speechCreate: ['text'],
  speechDeactivateGrammar: ['text'],
  speechDestroy: [],
  speechLoadGrammar: ['text', 'text'],
  speechRecognize: ['text', 1],
  speechSet: ['text', 'text'],
  speechUnloadGrammar: ['text'],
  streamFile: ['text', '12'],
  tddMode: ['on'],
  verbose: ['text'],
  waitForDigit: [],
} as const satisfies { readonly [Name in keyof typeof table]: Parameters<AgiChannel[Name]> };

/** The names of all 47 methods. */
export const methodNames = Object.keys(sampleArguments) as (keyof typeof table)[];

/** Calls a method with any arguments. */
export function callMethod(channel: AgiChannel, name: keyof typeof table, args: readonly unknown[]): Promise<unknown> {
  // The arguments come from the table above, or are wrong on purpose.
  return (channel[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
}
