import { refusedArgument } from '../line.js';
import { wholeNumber } from '../values.js';
import { type ChannelFunction, checkedChoice, checkedWord, textFunction } from './define-function.js';

/** Parts of the caller's identity: the caller, who is answerable for the call (ANI), who forwarded it, what was dialled. */
export type CallerIdField =
  | 'all'
  | 'name'
  | 'num'
  | 'pres'
  | 'tag'
  | `${'name' | 'num'}-${'valid' | 'pres'}`
  | 'name-charset'
  | 'num-plan'
  | `ANI-${'all' | 'name' | 'num' | 'tag'}`
  | 'RDNIS'
  | 'DNID';

/** Facts of the channel that can be written. */
export type WritableChannelItem =
  | 'accountcode'
  | 'amaflags'
  | 'hangup_handler_push'
  | 'language'
  | 'max_forwards'
  | 'musicclass'
  | 'parkinglot'
  | 'tonezone'
  | 'userfield';

/** Facts of the channel that can be read; those of a channel technology too, such as `rtp` of PJSIP. */
export type ChannelItem =
  | Exclude<WritableChannelItem, 'hangup_handler_push'>
  | 'audioreadformat'
  | 'audiowriteformat'
  | 'channeltype'
  | 'hangupsource'
  | 'linkedid'
  | 'name'
  | 'state'
  | 'uniqueid'
  // Keeps the names above in the editor's list.
  | (string & {});

/** Limits of the call: `absolute` its length, `digit` and `response` what WaitExten and Background wait. */
export type TimeoutKind = 'absolute' | 'digit' | 'response';

const TIMEOUTS: readonly string[] = ['absolute', 'digit', 'response'] satisfies TimeoutKind[];
/** What the call's record holds; names of one's own too. */
export type RecordItem =
  | 'accountcode'
  | 'answer'
  | 'billsec'
  | 'disposition'
  | 'duration'
  | 'start'
  | 'userfield'
  // Keeps the names above in the editor's list.
  | (string & {});

const HEADER_WRITES = ['add', 'update', 'remove'] as const;

const callerId = (field: CallerIdField) => [checkedWord('CALLERID', 'field', field)];

/** A function that Asterisk only reads. */
const readOnly = (...nothing: never): readonly string[] => nothing;

/**
 * The caller's name and number. To change one and keep the other, which `setCallerId` cannot.
 *
 * @see Asterisk: CALLERID
 */
const CALLERID = textFunction(callerId, callerId, 'CALLERID');

/**
 * Facts of the channel: its language, its music class, its technology.
 *
 * @see Asterisk: CHANNEL
 */
const CHANNEL = textFunction(
  (item: ChannelItem, ...details: string[]) => [item, ...details].map((part) => checkedWord('CHANNEL', 'item', part)),
  (item: WritableChannelItem) => [checkedWord('CHANNEL', 'item', item)],
  'CHANNEL',
);

/**
 * A header of the SIP request: of the call that came in to read, of the one going out to write.
 *
 * @see Asterisk: PJSIP_HEADER
 */
const PJSIP_HEADER = textFunction(
  (action: 'read', header: string, nth: number = 1) => [
    checkedChoice('PJSIP_HEADER', 'action', action, ['read']),
    checkedWord('PJSIP_HEADER', 'header', header),
    String(wholeNumber('PJSIP_HEADER', 'nth', nth, 1)),
  ],
  (action: (typeof HEADER_WRITES)[number], header: string) => [
    checkedChoice('PJSIP_HEADER', 'action', action, HEADER_WRITES),
    checkedWord('PJSIP_HEADER', 'header', header),
  ],
  'PJSIP_HEADER',
);

const timeout = (kind: TimeoutKind) => [checkedChoice('TIMEOUT', 'kind', kind, TIMEOUTS)];

/**
 * Limits of the call, in seconds; fractions count. 0 is none.
 *
 * @see Asterisk: TIMEOUT
 */
const TIMEOUT: ChannelFunction<[kind: TimeoutKind], [kind: TimeoutKind], number> = {
  read: timeout,
  write: timeout,
  parse: Number,
  format(seconds) {
    if (!Number.isFinite(seconds) || seconds < 0)
      throw refusedArgument('TIMEOUT', 'value', seconds, 'seconds from 0 are needed');
    return String(seconds);
  },
};

/**
 * Why a leg ended that Dial or Queue rang: as Asterisk sees it (`ast`: `Normal Clearing`) or as its technology does (`tech`:
 * `SIP 486 Busy Here`).
 *
 * @see Asterisk: HANGUPCAUSE
 */
const HANGUPCAUSE = textFunction(
  (channel: string, kind: 'ast' | 'tech') => [
    checkedWord('HANGUPCAUSE', 'channel', channel),
    checkedChoice('HANGUPCAUSE', 'kind', kind, ['ast', 'tech']),
  ],
  readOnly,
);

/**
 * The channels that HANGUPCAUSE knows.
 *
 * @see Asterisk: HANGUPCAUSE_KEYS
 */
const HANGUPCAUSE_KEYS: ChannelFunction<[], never, readonly string[]> = {
  read: () => [],
  write: readOnly,
  parse: (text) => (text === '' ? [] : text.split(',')),
  format: String,
};

/**
 * Who is at the other end of the line: on a leg that was dialled, the caller.
 *
 * @see Asterisk: CONNECTEDLINE
 */
const CONNECTEDLINE = textFunction(
  (field: 'name' | 'num') => [checkedChoice('CONNECTEDLINE', 'field', field, ['name', 'num'])],
  readOnly,
);

/**
 * The record of the call that Asterisk writes at its end. Items of one's own can be written, and `accountcode`, `userfield`.
 *
 * @see Asterisk: CDR
 */
const CDR = textFunction(
  (item: RecordItem, ...options: ('f' | 'u')[]) => [
    checkedWord('CDR', 'item', item),
    ...options.map((option) => checkedChoice('CDR', 'options', option, ['f', 'u'])),
  ],
  (item: RecordItem) => [checkedWord('CDR', 'item', item)],
  'CDR',
);

/**
 * A variable of all calls.
 *
 * @see Asterisk: GLOBAL
 */
const GLOBAL = textFunction(
  (name: string) => [checkedWord('GLOBAL', 'name', name)],
  (name: string) => [checkedWord('GLOBAL', 'name', name)],
);

/**
 * How many callers wait in a queue.
 *
 * @see Asterisk: QUEUE_WAITING_COUNT
 */
const QUEUE_WAITING_COUNT: ChannelFunction<[queue: string], never, number> = {
  read: (queue) => [checkedWord('QUEUE_WAITING_COUNT', 'queue', queue)],
  write: readOnly,
  parse: Number,
  format: String,
};

/** The functions that `getFunction` and `setFunction` know. */
export const functions = {
  CALLERID,
  CDR,
  CHANNEL,
  CONNECTEDLINE,
  GLOBAL,
  HANGUPCAUSE,
  HANGUPCAUSE_KEYS,
  PJSIP_HEADER,
  QUEUE_WAITING_COUNT,
  TIMEOUT,
} as const;
