import { SCREENING_CONTEXT } from '../call/connect-options.js';
import type { CallContext } from './call-context.js';
import type { Channel } from './channel.js';
import { hangUpAfter } from './auto-hang-up.js';
import { dateParts } from './date-parts.js';
import { hasPlace } from './dialplan.js';
import { decodeBytes, encodeText } from './text.js';
import { readDecimal } from './words.js';

interface DialplanFunction {
  /** Nothing when the argument means nothing to it. */
  readonly read?: (call: CallContext, argument: string) => string | undefined;
  readonly write?: (call: CallContext, argument: string, value: string) => void;
}

function presentationOf({ number, name, isWithheld }: Channel['connected']): string {
  if (isWithheld) return 'prohib_not_screened';
  return number === '' && name === '' ? 'unavailable' : 'allowed_not_screened';
}

const callerId: DialplanFunction = {
  read({ channel: { caller } }, argument) {
    switch (argument.toLowerCase().split(',')[0]) {
      case 'num':
      case 'number':
      case 'ani':
        return caller.number;
      case 'name':
        return caller.name;
      case 'all':
        return `"${caller.name}" <${caller.number}>`;
      case 'dnid':
        return caller.dnid;
      case 'rdnis':
        return caller.rdnis;
      case 'pres':
      case 'num-pres':
      case 'name-pres':
        return presentationOf(caller);
      default:
        return '';
    }
  },
  write({ channel }, argument, value) {
    const fields: Readonly<Record<string, string>> = {
      num: 'number',
      number: 'number',
      name: 'name',
      dnid: 'dnid',
      rdnis: 'rdnis',
    };
    if (/^(?:num-|name-)?pres$/i.test(argument))
      channel.caller = { ...channel.caller, isWithheld: value.startsWith('prohib') };
    const field = fields[argument.toLowerCase()];
    if (field !== undefined) channel.caller = { ...channel.caller, [field]: value };
  },
};

const connectedLine: DialplanFunction = {
  read({ channel }, argument) {
    const { number, name } = channel.connected;
    if (/^pres$/i.test(argument)) return presentationOf(channel.connected);
    if (/^num(?:ber)?$/i.test(argument)) return number;
    return argument.toLowerCase() === 'name' ? name : undefined;
  },
};

/** The routines that a test wrote, the one that asks those who are called, and the places that the test named, if it did. */
const dialplanExists: DialplanFunction = {
  read({ asterisk: { dialplan, openLeg } }, argument) {
    const isAsked = argument === `${SCREENING_CONTEXT},s,1` && openLeg !== undefined;
    if (isAsked || Object.hasOwn(dialplan.subroutines ?? {}, argument)) return '1';
    const isThere = hasPlace(dialplan, argument);
    return isThere === undefined ? undefined : String(Number(isThere));
  },
};

const channelFunction: DialplanFunction = {
  read({ channel, asterisk }, argument) {
    switch (argument.toLowerCase()) {
      case 'name':
        return channel.name;
      case 'language':
        return channel.language;
      case 'state':
        return channel.isAnswered ? 'Up' : 'Ring';
      case 'channeltype':
        return channel.type;
      case 'uniqueid':
      case 'linkedid':
        return channel.uniqueId;
      case 'audionativeformat':
        return channel.type === 'Local' ? '(slin)' : '(ulaw)';
      case 'accountcode':
        return channel.accountCode;
      case 'appname':
        return 'AGI';
      case 'appdata':
        // The buffer of a function's value.
        return Buffer.from(channel.applicationData).subarray(0, 4_095).toString();
      case 'tonezone':
        return asterisk.zone;
      default:
        return undefined;
    }
  },
  write({ channel }, argument, value) {
    if (argument.toLowerCase() === 'language') channel.language = value;
    if (argument.toLowerCase() === 'accountcode') channel.accountCode = value;
  },
};

const database: DialplanFunction = {
  read: ({ asterisk }, argument) => asterisk.database.get(...familyAndKey(argument)) ?? '',
  write: ({ asterisk }, argument, value) => asterisk.database.put(...familyAndKey(argument), value),
};

const databaseExists: DialplanFunction = {
  read({ asterisk, channel }, argument) {
    const value = asterisk.database.get(...familyAndKey(argument));
    if (value !== undefined) channel.setVariable('DB_RESULT', value);
    return value === undefined ? '0' : '1';
  },
};

const condition: DialplanFunction = {
  read(_, argument) {
    const [, test = '', yes = '', no = ''] = /^(.*?)\?((?:[^:\\]|\\.)*):?(.*)$/s.exec(argument) ?? [];
    return isTruth(test) ? yes : no;
  },
};

/** What the dialplan takes for true: a number that is not 0, or other text. */
const isTruth = (text: string) => (/^\s*[+-]?\d/.test(text) ? Number.parseInt(text, 10) !== 0 : text !== '');

const globalFunction: DialplanFunction = {
  read: ({ asterisk }, name) => asterisk.globals.get(name) ?? '',
  write: ({ asterisk }, name, value) => void asterisk.globals.set(name, value),
};

const timeout: DialplanFunction = {
  read({ channel }, argument) {
    switch (argument.toLowerCase()) {
      case 'digit':
        return (channel.digitTimeoutMs / 1000).toFixed(3);
      case 'response':
        return (channel.responseTimeoutMs / 1000).toFixed(3);
      default:
        return undefined;
    }
  },
  write(call, argument, value) {
    const ms = (readDecimal(value) ?? 0) * 1000;
    switch (argument.toLowerCase()) {
      case 'digit':
        call.channel.digitTimeoutMs = ms;
        break;
      case 'response':
        call.channel.responseTimeoutMs = ms;
        break;
      case 'absolute':
        hangUpAfter(call, ms);
        break;
    }
  },
};

/** Functions of the dialplan that apps use. Others read as unknown, as on an Asterisk without their module. @internal */
export const dialplanFunctions: ReadonlyMap<string, DialplanFunction> = new Map<string, DialplanFunction>([
  ['CALLERID', callerId],
  ['CHANNEL', channelFunction],
  ['DB', database],
  ['DB_EXISTS', databaseExists],
  ['CONNECTEDLINE', connectedLine],
  ['DIALPLAN_EXISTS', dialplanExists],
  ['GLOBAL', globalFunction],
  ['IF', condition],
  ['TIMEOUT', timeout],
  ['LEN', { read: (_, text) => String(encodeText(text).length) }],
  ['TOUPPER', { read: (_, text) => text.toUpperCase() }],
  ['TOLOWER', { read: (_, text) => text.toLowerCase() }],
  ['URIENCODE', { read: (_, text) => uriEncode(text) }],
  ['URIDECODE', { read: (_, text) => uriDecode(text) }],
  ['STRFTIME', { read: (call, argument) => strftime(call, argument) }],
  ['QUEUE_WAITING_COUNT', { read: ({ asterisk }, name) => String(asterisk.waitingIn(name)) }],
]);

function familyAndKey(path: string): [family: string, key: string] {
  const slash = path.indexOf('/');
  return slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
}

function uriEncode(text: string): string {
  return [...encodeText(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.!~*'()]/.test(character) ? character : escapeByte(byte);
    })
    .join('');
}

const escapeByte = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** A NUL ends the text, as it does in C. */
function uriDecode(text: string): string {
  const bytes = Buffer.from(
    encodeText(text)
      .toString('latin1')
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  const nul = bytes.indexOf(0);
  return decodeBytes(nul < 0 ? bytes : bytes.subarray(0, nul));
}

function strftime({ asterisk }: CallContext, argument: string): string {
  const [epoch = '', zone = '', ...format] = argument.split(',');
  const { year, month, day, hour, minute, second } = dateParts(
    epoch === '' ? Math.floor(asterisk.clock.nowMs() / 1000) : Number(epoch),
    zone === '' ? asterisk.zone : zone,
  );
  const two = (number: number) => String(number).padStart(2, '0');
  const letters: Readonly<Record<string, string>> = {
    Y: String(year),
    m: two(month),
    d: two(day),
    H: two(hour),
    M: two(minute),
    S: two(second),
    F: `${year}-${two(month)}-${two(day)}`,
    T: `${two(hour)}:${two(minute)}:${two(second)}`,
    '%': '%',
  };
  return format.join(',').replace(/%(.)/g, (whole, letter: string) => letters[letter] ?? whole);
}
