import type { AgiLink } from '../../../../src/core/link.js';
import { type Behaviour, quoted } from './small-client.js';

/** A behaviour that breaks one rule, or a server that does. */
export interface Fault {
  readonly behaviour?: Partial<Behaviour>;
  /** Stands between the port and the app. */
  readonly port?: () => (link: AgiLink, accept: (link: AgiLink) => void) => void;
}

const inPieces = () => (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const fatal = () => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (bytes: Uint8Array) => decoder.decode(bytes, { stream: true });
};
const withoutHighCharacters = () => {
  const decoder = new TextDecoder();
  return (bytes: Uint8Array) => decoder.decode(bytes, { stream: true }).replace(/[^\0-\xff]/g, '?');
};

const fieldBy =
  (change: (value: string, line: string) => string | undefined): Behaviour['field'] =>
  (line) => {
    const colon = line.indexOf(': ');
    const value = change(line.slice(colon + 2), line);
    return colon < 0 || value === undefined ? undefined : [line.slice(0, colon), value];
  };

/** For each case a server that breaks that rule and no other. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  app: { behaviour: { reportsIn: 'RESULT' } },

  'block/split': { behaviour: { decodeBlock: inPieces } },
  'block/colon': { behaviour: { field: fieldBy((_, line) => line.split(': ')[1]) } },
  'block/blanks': { behaviour: { field: fieldBy((value) => value.trim()) } },
  'block/empty': { behaviour: { field: fieldBy((value) => value || undefined) } },
  'block/quotes': { behaviour: { field: fieldBy((value) => value.replaceAll('"', '')) } },
  'block/percent': { behaviour: { field: fieldBy((value) => value.replaceAll('%25', '%')) } },
  'block/utf-8': { behaviour: { decodeBlock: withoutHighCharacters } },
  'block/cut-character': { behaviour: { decodeBlock: fatal } },
  'block/many-arguments': {
    behaviour: { field: fieldBy((value, line) => (/^agi_arg_\d{3}:/.test(line) ? undefined : value)) },
  },

  'answers/split': { behaviour: { decodeAnswers: inPieces } },
  'answers/utf-8': { behaviour: { decodeAnswers: withoutHighCharacters } },
  'answers/parentheses': { behaviour: { value: (text) => text.replace(/\)[^]*/, '') } },
  'answers/quotes': { behaviour: { value: (text) => text.replaceAll('\\', '') } },
  'answers/blanks': { behaviour: { value: (text) => text.trim() } },
  'answers/like-an-answer': { behaviour: { value: (text) => text.replace(/endpos=\d+$/, '') } },
  'answers/empty': { behaviour: { emptyValue: () => '1' } },
  'answers/not-set': { behaviour: { unsetValue: (name) => (name === 'CONFORMANCE_STEP' ? undefined : '0') } },
  'answers/long': { behaviour: { databaseValue: (value) => value.slice(0, 1_024) } },
  'answers/cut-character': { behaviour: { decodeAnswers: fatal } },
  'answers/line-feed': { behaviour: { goesOn: (line) => line.endsWith(')') } },
  'answers/trying': { behaviour: { isTrying: () => false } },
  'answers/usage-text': { behaviour: { endsUsage: (_, lines) => lines.length === 5 } },
  'answers/usage-example': { behaviour: { endsUsage: (line) => /^(?:520 |200 )/.test(line) } },
  'answers/usage-missing': { behaviour: { beginsUsage: (line) => line.startsWith('520') } },
  'answers/unknown-command': { behaviour: { isAnswer: (line) => !line.startsWith('510') } },
  'answers/missing-file': {
    behaviour: {
      played: ({ result, rest }) => ({
        failed: result === '-1' && rest !== 'endpos=0',
        key: result === '-1' ? '0' : result,
        samples: Number(rest.slice('endpos='.length)),
      }),
    },
  },
  'answers/key': {
    behaviour: {
      played: ({ result, rest }) => ({
        failed: result === '-1',
        key: result.slice(0, 1),
        samples: Number(rest.slice('endpos='.length)),
      }),
    },
  },
  'answers/position': {
    behaviour: {
      played: ({ result, rest }) => ({
        failed: result === '-1',
        key: result,
        samples: Number(rest.slice('endpos='.length)) / 8,
      }),
    },
  },
  'answers/key-0': { behaviour: { noKey: '0' } },
  'answers/digits': { behaviour: { digits: (result) => result.replace(/^0+/, '') } },
  'answers/timeout': { behaviour: { digits: (result, rest) => (rest === 'timeout' ? '' : result) } },
  'answers/no-digits': { behaviour: { digits: (result, rest) => result || rest } },

  'arguments/blanks': { behaviour: { quoteValue: (text) => (text.includes(' ') ? text : quoted(text)) } },
  'arguments/quotes': { behaviour: { quoteValue: (text) => `"${text.replaceAll('\\', '\\\\')}"` } },
  'arguments/backslash': { behaviour: { quoteValue: (text) => `"${text.replaceAll('"', '\\"')}"` } },
  'arguments/punctuation': { behaviour: { quoteValue: (text) => quoted(text.replaceAll('&', '&amp;')) } },
  'arguments/utf-8': { behaviour: { quoteValue: (text) => quoted(text.replace(/[^\0-\xff]/g, '?')) } },
  'arguments/empty': { behaviour: { quoteValue: (text) => (text === '' ? '' : quoted(text)) } },
  'arguments/no-keys': { behaviour: { quoteKeys: (text) => (text === '' ? '' : `"${text}"`) } },
  'arguments/options': { behaviour: { quoteOptions: (text) => text } },
  'arguments/long': { behaviour: { quoteValue: (text) => quoted(text.slice(0, 2_000)) } },
  'arguments/line-feed': { behaviour: { refuses: (line) => line.includes('\0') || line.length > 8_190 } },
  'arguments/nul': { behaviour: { refuses: (line) => line.includes('\n') || line.length > 8_190 } },
  'arguments/too-long': { behaviour: { refuses: (line) => /[\n\0]/.test(line) } },

  'hangup/in-a-command': {
    behaviour: { packet: (text) => (/^200 result=-1 [^]*\nHANGUP\n$/.test(text) ? '' : text) },
  },
  'hangup/alone': {
    behaviour: { isHangup: (line, packet) => line === 'HANGUP' && packet !== 'HANGUP\n', unasked: 'kept' },
  },
  'hangup/with-the-next-answer': {
    behaviour: { packet: (text) => (/^HANGUP\n./.test(text) ? 'HANGUP\n' : text) },
  },
  'hangup/split': {
    behaviour: { isHangup: (line, packet) => line === 'HANGUP' && packet.includes(line), unasked: 'kept' },
  },
  'hangup/dead-channel': { behaviour: { isAnswer: (line, client) => !(line.startsWith('511') && client.isHungUp) } },
  'hangup/without-a-line': { behaviour: { isAnswer: (line, client) => !line.startsWith('511') || client.isHungUp } },
  'hangup/variables': { behaviour: { setsVariable: (_, client) => !client.isHungUp } },
  'hangup/asterisk-closes': { behaviour: { follows: (_, client) => !client.isHungUp } },

  'order/block-first': { behaviour: { isBlockWhole: (text) => /agi_threadid: \d+\n([^]*\n)?$/.test(text) } },
  'order/line-end': { behaviour: { lineEnd: (line) => (line.startsWith('VERBOSE') ? '\r\n' : '\n') } },
  'order/one-at-a-time': {
    behaviour: {
      sent: (client, clock) => {
        const { sentCommands } = client;
        clock.after(950, () => client.isWaiting && client.sentCommands === sentCommands && client.write('NOOP\n'));
      },
    },
  },
  'order/two-at-once': { behaviour: { isQueueing: false } },

  'forged/field-before': { behaviour: { twice: 'first' } },
  'forged/field-behind': { behaviour: { twice: 'last' } },
  'forged/end-of-block': { behaviour: { isWholeBlock: () => true, unasked: 'kept' } },
  'forged/answer': { behaviour: { within: (line) => (line.startsWith('200 ') ? 'answer' : 'value'), unasked: 'kept' } },
  'forged/hang-up': { behaviour: { within: (line) => (line === 'HANGUP' ? 'hangup' : 'value') } },

  'connection/closes': { behaviour: { closesAtEnd: false } },
  'connection/many': { behaviour: { environmentOf: (client, all) => (all.at(-1) ?? client).environment } },
  'connection/silent-peer': { port: oneAfterTheOther },
  'connection/probe': { port: deafAfterAProbe },
  'connection/half-a-block': { behaviour: { follows: (state) => state !== 'block' } },
  'connection/cut-answer': { behaviour: { follows: (state) => state !== 'line' } },
  'connection/lost-answer': { behaviour: { givesUpWaits: false } },
  'connection/reset': { port: deadAfterAReset },
};

type Port = ReturnType<NonNullable<Fault['port']>>;

/** Takes the next connection when the one before has said something, or has gone. */
function oneAfterTheOther(): Port {
  const queue: (() => void)[] = [];
  let isBusy = false;
  const next = () => {
    isBusy = false;
    queue.shift()?.();
  };
  return (link, accept) => {
    const take = () => {
      isBusy = true;
      accept(heard(link, { firstBytes: next, closed: () => isBusy && next() }));
    };
    if (isBusy) queue.push(take);
    else take();
  };
}

/** Does not hear the call behind a connection that was only opened and closed. */
function deafAfterAProbe(): Port {
  let isDeaf = false;
  let accepted = 0;
  return (link, accept) => {
    if (isDeaf) return void (isDeaf = false);
    const mine = ++accepted;
    let hasSpoken = false;
    accept(
      heard(link, {
        firstBytes: () => (hasSpoken = true),
        closed: () => (isDeaf = !hasSpoken && mine === accepted),
      }),
    );
  };
}

/** Hears nobody any more when a connection was reset. */
function deadAfterAReset(): Port {
  let isDead = false;
  return (link, accept) => {
    if (!isDead) accept(heard(link, { closed: (error) => (isDead ||= error !== undefined) }));
  };
}

function heard(
  link: AgiLink,
  on: { readonly firstBytes?: () => void; readonly closed?: (error?: Error) => void },
): AgiLink {
  let hasSpoken = false;
  return {
    ...link,
    open: (receiver) =>
      link.open({
        received: (bytes) => {
          if (!hasSpoken) on.firstBytes?.();
          hasSpoken = true;
          receiver.received(bytes);
        },
        closed: (error) => {
          on.closed?.(error);
          receiver.closed(error);
        },
      }),
  };
}
