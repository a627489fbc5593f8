import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { AMI_USER } from './configuration.js';

/** Fields of an AMI event or response by name; a field that came more than once holds its lines. */
export type AmiFields = Readonly<Record<string, string>>;

/** An AMI event as it came, with the time of its arrival. */
export interface AmiEvent {
  readonly name: string;
  readonly fields: AmiFields;
  /** `Date.now()` at arrival. */
  readonly at: number;
}

interface Waiter {
  readonly matches: (event: AmiEvent) => boolean;
  readonly resolve: (event: AmiEvent) => void;
  readonly fail: (why: string) => void;
}

interface PendingAction {
  readonly name: string;
  readonly resolve: (response: AmiFields) => void;
  readonly reject: (error: Error) => void;
}

/** A connection to the Asterisk Manager Interface that remembers every event. */
export class AmiClient {
  /** Every event since the login, oldest first. */
  readonly events: AmiEvent[] = [];
  /** Resolves when the connection is gone, by `close()` or because Asterisk is. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #pending = new Map<string, PendingAction>();
  readonly #waiters = new Set<Waiter>();
  readonly #listeners = new Set<(event: AmiEvent) => void>();
  #received = '';
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').setNoDelay(true);
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', () => {}); // 'close' follows and tells whoever waits
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#abandonAll();
        resolve();
      });
    });
  }

  /**
   * Connects to 127.0.0.1 and logs in.
   *
   * @param withEvents - false for a connection that only sends actions; default true
   */
  static async login(port: number, withEvents = true): Promise<AmiClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const ami = new AmiClient(socket);
    try {
      await ami.action('Login', {
        Username: AMI_USER.name,
        Secret: AMI_USER.secret,
        Events: withEvents ? 'on' : 'off',
      });
    } catch (error) {
      ami.close();
      throw error;
    }
    return ami;
  }

  /**
   * Sends an action and returns its response.
   *
   * @param fields - a list sends its field once per item
   * @throws Error when Asterisk answers `Response: Error`
   */
  async action(name: string, fields: Record<string, string | readonly string[]> = {}): Promise<AmiFields> {
    const id = String(++this.#lastId);
    const lines = [`Action: ${name}`, `ActionID: ${id}`];
    for (const [field, value] of Object.entries(fields)) {
      for (const item of typeof value === 'string' ? [value] : value) lines.push(line(field, item));
    }
    if (this.#socket.destroyed) throw new Error(`AMI ${name}: the connection is closed.`);
    const answered = new Promise<AmiFields>((resolve, reject) => {
      this.#pending.set(id, { name, resolve, reject });
    });
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const response = await answered;
    if (response.Response === 'Error') throw new Error(`AMI ${name}: ${response.Message ?? 'refused'}`);
    return response;
  }

  /**
   * The first event that matches, of those that came already or of those to come.
   *
   * @param timeoutMs - milliseconds to wait; default 10000
   * @param from - index in `events` to look from; default 0, the login
   * @param what - the event in words, for the error
   */
  waitFor(
    matches: (event: AmiEvent) => boolean,
    timeoutMs = 10_000,
    from = 0,
    what = matches.toString(),
  ): Promise<AmiEvent> {
    const past = this.events.slice(from).find(matches);
    if (past !== undefined) return Promise.resolve(past);
    // Made here, so that the stack names the test and not the timer.
    const failure = new Error();
    const failed = (why: string) => {
      failure.message = `${why} before this AMI event came: ${what.slice(0, 200)}`;
      return failure;
    };
    return new Promise<AmiEvent>((resolve, reject) => {
      if (this.#socket.destroyed) return reject(failed('The connection closed'));
      const timer = setTimeout(() => waiter.fail(`${timeoutMs} ms passed`), timeoutMs);
      const settle = <T>(how: (value: T) => void, value: T) => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        how(value);
      };
      const waiter: Waiter = {
        matches,
        resolve: (event) => settle(resolve, event),
        fail: (why) => settle(reject, failed(why)),
      };
      this.#waiters.add(waiter);
    });
  }

  /** Calls `listener` for every event from now on; the function returned ends that. */
  onEvent(listener: (event: AmiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Closes the connection; actions still unanswered reject. */
  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    if (this.#received.startsWith('Asterisk Call Manager/')) {
      const end = this.#received.indexOf('\r\n');
      if (end < 0) return;
      this.#received = this.#received.slice(end + 2);
    }
    for (let end; (end = this.#received.indexOf('\r\n\r\n')) >= 0;) {
      const message = parse(this.#received.slice(0, end));
      this.#received = this.#received.slice(end + 4);
      if (message.Event === undefined) this.#answer(message);
      else this.#note({ name: message.Event, fields: readable(message), at: Date.now() });
    }
  }

  #answer(response: AmiFields): void {
    const id = response.ActionID ?? '';
    this.#pending.get(id)?.resolve(response);
    this.#pending.delete(id);
  }

  #note(event: AmiEvent): void {
    this.events.push(event);
    for (const listener of this.#listeners) listener(event);
    for (const waiter of this.#waiters) if (waiter.matches(event)) waiter.resolve(event);
  }

  #abandonAll(): void {
    for (const waiter of this.#waiters) waiter.fail('The connection closed');
    for (const { name, reject } of this.#pending.values()) {
      reject(new Error(`AMI ${name}: the connection closed before its response.`));
    }
    this.#pending.clear();
  }
}

function line(field: string, value: string): string {
  if (/[\r\n]/.test(value)) throw new Error(`AMI ${field} cannot hold a line break: ${JSON.stringify(value)}`);
  const text = `${field}: ${value}`;
  if (Buffer.byteLength(text) > 1020) throw new Error(`AMI ${field} is longer than the 1024 bytes of a line.`);
  return text;
}

function parse(text: string): AmiFields {
  const fields: Record<string, string> = {};
  for (const row of text.split('\r\n')) {
    const colon = row.indexOf(':');
    if (colon < 0) continue;
    const name = row.slice(0, colon);
    const value = row.slice(colon + 1).replace(/^ /, '');
    fields[name] = name in fields ? `${fields[name]}\n${value}` : value;
  }
  return fields;
}

/** VarSet is the one event whose value comes escaped (`ast_escape_c_alloc` in Asterisk's stasis_channels.c). */
function readable(fields: AmiFields): AmiFields {
  if (fields.Event !== 'VarSet') return fields;
  return { ...fields, Value: unescape(fields.Value ?? '') };
}

const ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescape(value: string): string {
  return value.replaceAll(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
}
