import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { AgiServer } from '../../src/app/agi-server.js';
import { linkedPair } from '../../src/transport/memory.js';
import { environmentBlock } from './environment-block.js';

/** The far end of a connection, whatever it is made of. */
interface Wire {
  open(onData: (text: string) => void, onClosed: () => void): void;
  send(text: string): void;
  /** Asterisk writes HANGUP when the application has ended its side, and follows. */
  end(): void;
}

/** Says that a command stays without an answer: a sound plays, a wait lasts. */
export const NO_ANSWER = Symbol('no answer');

/** What a command is answered, by its beginning. */
export type Answers = Readonly<Record<string, string | typeof NO_ANSWER>>;

/** The first command of a call, and the same without arguments again as a proof. */
const OPENING = /^GET FULL VARIABLE "(?:\$\{CHANNEL\(appdata\)\})?([0-9a-f-]{36})"$/;

const DEAD = '511 Command Not Permitted on a dead channel or intercept routine';
const ALLOWED_WHEN_DEAD =
  /^(EXEC|GET VARIABLE|GET FULL VARIABLE|NOOP|SET VARIABLE|VERBOSE|DATABASE|ASYNCAGI BREAK|SPEECH (DESTROY|UNLOAD))/;
const ANSWERS: Answers = {
  ANSWER: '200 result=0',
  'STREAM FILE': '200 result=0 endpos=8000',
  'GET DATA': '200 result= (timeout)',
  'WAIT FOR DIGIT': '200 result=0',
  'SAY ': '200 result=0',
  'CHANNEL STATUS': '200 result=6',
  'GET VARIABLE': '200 result=0',
  'GET FULL VARIABLE': '200 result=1 (sales,s,1)',
  'SET VARIABLE': '200 result=1',
  'SET ': '200 result=0',
  VERBOSE: '200 result=1',
  EXEC: '200 result=0',
  NOOP: '200 result=0',
};

/**
 * An Asterisk that a test directs line by line: it answers every command at once, except where the test says otherwise, knows
 * the dead mode, and keeps what it was told.
 */
export class FakeAsterisk {
  /** Commands received, in order. */
  readonly lines: string[] = [];
  /** Channel variables that the application set. */
  readonly variables: Record<string, string> = {};
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
  isClosed = false;
  isDead = false;
  readonly #wire: Wire;
  readonly #answers: Answers;
  /** What the app opened the call with; behind every text it asks for. Nothing in `lines` shows it. */
  #mark: string | undefined;
  readonly #waiting: {
    readonly begin: string;
    readonly found: (line: string) => void;
    readonly lost: (error: Error) => void;
  }[] = [];
  #unseen: string[] = [];
  #partial = '';

  private constructor(wire: Wire, answers: Answers) {
    this.#wire = wire;
    this.#answers = { ...answers, ...without(ANSWERS, answers) };
    this.closed = new Promise((resolve) => {
      wire.open(
        (text) => this.#receive(text),
        () => {
          this.isClosed = true;
          for (const { begin, lost } of this.#waiting.splice(0)) {
            lost(new Error(`The connection was closed before ${begin} came. So far: ${this.lines.join(' | ')}`));
          }
          resolve();
        },
      );
    });
  }

  /** Calls an app in the same process. */
  static call(
    app: AgiServer,
    script: string,
    answers: Answers = {},
    environment: Readonly<Record<string, string>> = {},
  ): FakeAsterisk {
    const [ours, theirs] = linkedPair();
    app.accept(theirs);
    const wire: Wire = {
      open: (onData, onClosed) => {
        ours.open({
          received: (chunk) => onData(Buffer.from(chunk).toString()),
          closed: (error) => {
            if (error === undefined) ours.send('HANGUP\n');
            onClosed();
          },
        });
      },
      send: (text) => ours.send(text),
      end: () => ours.end(),
    };
    const asterisk = new FakeAsterisk(wire, answers);
    asterisk.send(environmentBlock({ agi_network_script: script, ...environment }));
    return asterisk;
  }

  /**
   * Calls an app by TCP.
   *
   * @param from - its own address
   */
  static async dial(
    port: number,
    script: string,
    answers: Answers = {},
    from: string = '127.0.0.1',
  ): Promise<FakeAsterisk> {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from, allowHalfOpen: true, noDelay: true });
    await once(socket, 'connect');
    const asterisk = new FakeAsterisk(socketWire(socket), answers);
    asterisk.send(environmentBlock({ agi_network_script: script }));
    return asterisk;
  }

  /** Sends text as it is. */
  send(text: string): void {
    this.#wire.send(text);
  }

  /** Answers the command that was left waiting. */
  reply(text: string): void {
    this.send(`${text}\n`);
  }

  /** The caller hangs up: what runs is answered first, then comes HANGUP, and from now on the channel is dead. */
  hangUp(running?: string): void {
    this.isDead = true;
    this.send(`${running === undefined ? '' : `${running}\n`}HANGUP\n`);
  }

  /** Asterisk itself goes away. */
  close(): void {
    this.#wire.end();
  }

  /** Waits for the next command that begins so; each command is found once. */
  sees(begin: string): Promise<string> {
    const at = this.#unseen.findIndex((line) => line.startsWith(begin));
    const line = this.#unseen[at];
    if (line !== undefined) {
      this.#unseen = this.#unseen.slice(at + 1);
      return Promise.resolve(line);
    }
    if (this.isClosed) return Promise.reject(new Error(`${begin} never came. Lines: ${this.lines.join(' | ')}`));
    return new Promise((found, lost) => this.#waiting.push({ begin, found, lost }));
  }

  #receive(text: string): void {
    const lines = (this.#partial + text).split('\n');
    this.#partial = lines.pop() ?? '';
    for (const line of lines) this.#heed(line);
  }

  /** The mark is Asterisk's business and the app's, not the test's. */
  #heed(line: string): void {
    this.#mark ??= OPENING.exec(line)?.[1];
    if (this.#mark === undefined || !line.includes(this.#mark)) return this.#command(line);
    if (OPENING.test(line))
      return this.reply(`200 result=1 (${line.includes('$') ? 'agi://127.0.0.1/' : ''}${this.#mark})`);
    this.#command(line.replace(this.#mark, ''), this.#mark);
  }

  #command(line: string, mark = ''): void {
    this.lines.push(line);
    const [, name, value] = /^SET VARIABLE "([^"]*)" "(.*)"$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) this.variables[name] = value.replace(/\\(.)/g, '$1');
    this.#answer(line, mark);
    const at = this.#waiting.findIndex(({ begin }) => line.startsWith(begin));
    if (at < 0) this.#unseen.push(line);
    else this.#waiting.splice(at, 1)[0]?.found(line);
  }

  #answer(line: string, mark: string): void {
    if (this.isDead && !ALLOWED_WHEN_DEAD.test(line)) return this.reply(DEAD);
    if (/^failure/i.test(line)) return this.close();
    if (line === 'HANGUP') return this.hangUp('200 result=1');
    // Text without variables is its own value; that is how a cut is seen to be done.
    const text = /^GET FULL VARIABLE "([^$]*)"$/.exec(line)?.[1];
    if (text !== undefined) return this.reply(`200 result=1 (${text}${mark})`);
    // A variable alone: the core then asks whether it is empty or not set.
    if (/^GET FULL VARIABLE "\$\{\w+\}"$/.test(line)) {
      const value = this.#answers['GET VARIABLE'];
      const reply = typeof value === 'string' && value.startsWith('200 result=1 (') ? value : '200 result=1 ()';
      return this.reply(reply.replace(/\)$/, `${mark})`));
    }
    const begin = Object.keys(this.#answers).find((verb) => line.startsWith(verb));
    const answer = begin === undefined ? '510 Invalid or unknown command' : this.#answers[begin];
    if (typeof answer === 'string') this.reply(answer.replace(/\)$/, `${mark})`));
  }
}

/** The defaults that a test does not replace; its own are looked at first. */
function without(defaults: Answers, own: Answers): Answers {
  return Object.fromEntries(Object.entries(defaults).filter(([begin]) => !(begin in own)));
}

function socketWire(socket: Socket): Wire {
  return {
    open: (onData, onClosed) => {
      socket.on('data', (chunk) => onData(chunk.toString()));
      socket.on('end', () => socket.end('HANGUP\n'));
      socket.on('error', () => undefined);
      socket.on('close', onClosed);
    },
    send: (text) => void socket.write(text),
    end: () => void socket.end(),
  };
}
