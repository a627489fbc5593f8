import { StringDecoder } from 'node:string_decoder';

import type { AgiLink } from '../../../../src/core/link.js';
import type { Clock } from '../../../../src/testing/clock.js';

/** Turns the bytes of a packet into text. */
export type Decode = (bytes: Uint8Array) => string;

/** What an answer says. */
export interface Answer {
  readonly code: number;
  readonly result: string;
  readonly rest: string;
}

/** The caller has gone. */
export class GoneError extends Error {}

/**
 * What a client does in one way, and could do in another. As {@link CORRECT_BEHAVIOUR} has it, it keeps every rule; a test
 * changes one of them.
 */
export interface Behaviour {
  readonly decodeBlock: () => Decode;
  readonly decodeAnswers: () => Decode;
  /** A packet as it goes to be read; nothing when it is dropped. */
  readonly packet: (text: string) => string;
  readonly isBlockWhole: (text: string) => boolean;
  /** A line of the block. */
  readonly field: (line: string) => readonly [name: string, value: string] | undefined;
  /** What counts of a name that comes twice. */
  readonly twice: 'refused' | 'first' | 'last';
  readonly isWholeBlock: (names: readonly string[]) => boolean;
  /** What came before anybody asked. */
  readonly unasked: 'refused' | 'kept';
  readonly isHangup: (line: string, packet: string) => boolean;
  /** Whether a line ends the usage text; `lines` are those so far. */
  readonly endsUsage: (line: string, lines: readonly string[]) => boolean;
  readonly beginsUsage: (line: string) => boolean;
  readonly isTrying: (line: string) => boolean;
  readonly isAnswer: (line: string, client: SmallClient) => boolean;
  /** Whether a value goes on behind this line, which does not end with the mark. */
  readonly goesOn: (line: string) => boolean;
  /** What a line within a value is. */
  readonly within: (line: string) => 'value' | 'answer' | 'hangup';
  /** The text of an answer's parentheses. */
  readonly value: (text: string) => string;
  readonly emptyValue: (name: string) => string;
  readonly unsetValue: (name: string) => string | undefined;
  readonly databaseValue: (value: string) => string;
  readonly quoteValue: (text: string) => string;
  readonly quoteOptions: (text: string) => string;
  readonly quoteKeys: (text: string) => string;
  readonly refuses: (line: string) => boolean;
  readonly lineEnd: (line: string) => string;
  /** Whether a command waits for the one before; else it takes its place. */
  readonly isQueueing: boolean;
  /** When a command has been sent. */
  readonly sent: (client: SmallClient, clock: Clock) => void;
  /** Whether a variable is set, or only said to be. */
  readonly setsVariable: (name: string, client: SmallClient) => boolean;
  readonly played: (answer: Answer) => { readonly failed: boolean; readonly key: string; readonly samples: number };
  readonly key: (code: string) => string;
  readonly noKey: string;
  readonly digits: (result: string, rest: string) => string;
  /** Whether the connection is closed when the other end has closed: in the block, in half an answer, and else. */
  readonly follows: (state: 'block' | 'line' | 'idle', client: SmallClient) => boolean;
  readonly givesUpWaits: boolean;
  readonly closesAtEnd: boolean;
  readonly reportsIn: string;
  /** The block of a call; `all` are the clients of all calls. */
  readonly environmentOf: (client: SmallClient, all: readonly SmallClient[]) => ReadonlyMap<string, string>;
}

const MARK = '5f0c7b1e';
const isUsageEnd = (line: string) => line.startsWith('520 End');
const wellDecoded = (): Decode => {
  const decoder = new StringDecoder('utf8');
  return (bytes) => decoder.write(Buffer.from(bytes));
};

export const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

export const CORRECT_BEHAVIOUR: Behaviour = {
  decodeBlock: wellDecoded,
  decodeAnswers: wellDecoded,
  packet: (text) => text,
  isBlockWhole: (text) => text.includes('\n\n'),
  field: (line) => {
    const colon = line.indexOf(': ');
    return colon < 0 ? undefined : [line.slice(0, colon), line.slice(colon + 2)];
  },
  twice: 'refused',
  isWholeBlock: (names) => names.includes('agi_threadid'),
  unasked: 'refused',
  isHangup: (line) => line === 'HANGUP',
  endsUsage: isUsageEnd,
  beginsUsage: (line) => line.startsWith('520-'),
  isTrying: (line) => line.startsWith('100 '),
  isAnswer: () => true,
  goesOn: () => true,
  within: () => 'value',
  value: (text) => text,
  emptyValue: () => '',
  unsetValue: () => undefined,
  databaseValue: (value) => value,
  quoteValue: quoted,
  quoteOptions: quoted,
  quoteKeys: quoted,
  refuses: (line) => /[\r\n\0]/.test(line) || Buffer.byteLength(line) > 8_190,
  lineEnd: () => '\n',
  isQueueing: true,
  sent: () => {},
  setsVariable: () => true,
  played: ({ result, rest }) => ({
    failed: result === '-1',
    key: result,
    samples: Number(rest.slice('endpos='.length)),
  }),
  key: (code) => (code === '0' ? '' : String.fromCharCode(Number(code))),
  noKey: '',
  digits: (result) => result,
  follows: () => true,
  givesUpWaits: true,
  closesAtEnd: true,
  reportsIn: 'CONFORMANCE_RESULT',
  environmentOf: (client) => client.environment,
};

interface Waiting {
  /** Its answer is free text with the mark behind it. */
  readonly isMarked: boolean;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A FastAGI client on one screen. */
export class SmallClient {
  readonly ready: Promise<void>;
  readonly environment = new Map<string, string>();
  isHungUp = false;
  sentCommands = 0;
  readonly #link: AgiLink;
  readonly #behaviour: Behaviour;
  readonly #clock: Clock;
  #begin!: () => void;
  #refuse!: (error: Error) => void;
  /** Why nothing more is sent. */
  #over: Error | undefined;
  #hasBlock = false;
  #text = '';
  #usage: string[] | undefined;
  #value: string | undefined;
  #waiting: Waiting[] = [];
  readonly #kept: Answer[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(link: AgiLink, behaviour: Behaviour, clock: Clock) {
    this.#link = link;
    this.#behaviour = behaviour;
    this.#clock = clock;
    this.ready = new Promise((resolve, reject) => ([this.#begin, this.#refuse] = [resolve, reject]));
    const decode = { block: behaviour.decodeBlock(), answers: behaviour.decodeAnswers() };
    link.open({
      received: (bytes) => {
        try {
          this.#received(behaviour.packet(decode[this.#hasBlock ? 'answers' : 'block'](bytes)));
        } catch (error) {
          this.#breakOff(error as Error);
        }
      },
      closed: () => {
        const state = !this.#hasBlock ? 'block' : this.#text !== '' ? 'line' : 'idle';
        if (behaviour.givesUpWaits || this.#waiting.length === 0) this.#giveUp(new GoneError('closed'));
        if (behaviour.follows(state, this)) link.end();
      },
    });
  }

  /** Sends a line and gives its answer. */
  command(line: string): Promise<Answer> {
    const { refuses, lineEnd, sent, isQueueing } = this.#behaviour;
    if (refuses(line)) return Promise.reject(new Error('cannot be sent'));
    const send = () =>
      new Promise<Answer>((resolve, reject) => {
        if (this.#over !== undefined) throw this.#over;
        const early = this.#kept.shift();
        this.#link.send(`${line}${lineEnd(line)}`);
        if (early !== undefined) return resolve(early);
        this.sentCommands++;
        if (!isQueueing) this.#waiting.length = 0;
        this.#waiting.push({ isMarked: line.includes(MARK), resolve, reject });
        sent(this, this.#clock);
      });
    if (!isQueueing) return send();
    const answer = this.#turn.then(send);
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async getVariable(name: string): Promise<string | undefined> {
    const { value, emptyValue, unsetValue } = this.#behaviour;
    const whole = await this.command(`GET FULL VARIABLE ${quoted(`\${${name}}${MARK}`)}`);
    if (whole.rest !== '') return value(whole.rest);
    const { result } = await this.command(`GET VARIABLE ${quoted(name)}`);
    return result === '0' ? unsetValue(name) : emptyValue(name);
  }

  end(): void {
    this.#link.end();
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Writes past everything. */
  write(line: string): void {
    this.#link.send(line);
  }

  #breakOff(error: Error): void {
    this.#giveUp(error);
    this.#link.end();
  }

  #giveUp(error: Error): void {
    this.#over = error;
    this.#refuse(error);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  #received(packet: string): void {
    this.#text += packet;
    if (!this.#hasBlock) {
      if (!this.#behaviour.isBlockWhole(this.#text)) return;
      const end = `${this.#text}\n\n`.indexOf('\n\n');
      this.#readBlock(this.#text.slice(0, end));
      this.#text = this.#text.slice(end + 2);
    }
    const lines = this.#text.split('\n');
    this.#text = lines.pop() ?? '';
    for (const line of lines) this.#line(line, packet);
  }

  #readBlock(text: string): void {
    const { field, twice, isWholeBlock } = this.#behaviour;
    const seen = new Set<string>();
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const [name, value] = field(line) ?? [];
      if (name === undefined || value === undefined) continue;
      if (seen.has(name) && twice === 'refused') throw new Error('a name comes twice');
      if (!seen.has(name) || twice === 'last') this.environment.set(name, value);
      seen.add(name);
    }
    if (!isWholeBlock([...seen])) throw new Error('no whole block');
    this.#hasBlock = true;
    this.#begin();
  }

  #line(line: string, packet: string): void {
    const behaviour = this.#behaviour;
    if (this.#usage !== undefined) {
      this.#usage.push(line);
      if (behaviour.endsUsage(line, this.#usage)) this.#answer({ code: 520, result: '', rest: '' });
    } else if (this.#value !== undefined) this.#within(line);
    else if (behaviour.isHangup(line, packet)) this.isHungUp = true;
    else if (behaviour.beginsUsage(line)) this.#usage = [line];
    else if (line !== '' && !behaviour.isTrying(line) && behaviour.isAnswer(line, this)) this.#begins(line);
  }

  /** Free text ends at its mark; all other answers are a line. */
  #begins(line: string): void {
    const { goesOn } = this.#behaviour;
    const isText = line.startsWith('200 result=1 (') && this.#waiting[0]?.isMarked;
    if (isText && !line.endsWith(`${MARK})`) && goesOn(line)) this.#value = line;
    else this.#answer(parsed(line));
  }

  #within(line: string): void {
    const text = `${this.#value}\n${line}`;
    const kind = this.#behaviour.within(line);
    if (kind === 'hangup') this.isHungUp = true;
    if (kind === 'answer') this.#answer(parsed(this.#value ?? ''));
    else if (line.endsWith(`${MARK})`)) return this.#answer(parsed(text));
    else this.#value = text;
    if (kind === 'answer') this.#answer(parsed(line));
  }

  #answer(answer: Answer): void {
    this.#usage = undefined;
    this.#value = undefined;
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) waiting.resolve(answer);
    else if (this.#behaviour.unasked === 'kept') this.#kept.push(answer);
    else this.#breakOff(new Error('an answer that nobody asked for'));
  }
}

function parsed(text: string): Answer {
  const [, code = '', result = '', rest = ''] = /^(\d{3})(?: result=(\S*))? ?([^]*)$/.exec(text) ?? [];
  const [, free] = /^\(([^]*)\)$/.exec(rest) ?? [];
  return { code: Number(code), result, rest: free?.replace(new RegExp(`${MARK}$`), '') ?? rest };
}
