import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How the app opens every call. */
const OPENING = /^GET FULL VARIABLE "(?:\$\{CHANNEL\(appdata\)\})?([0-9a-f-]{36})"$/;

/**
 * A TCP client that knows no protocol: the test says every byte. It only answers the first command of a call, where the app
 * asks for a mark, and keeps that mark from the test: it takes it out of what comes, and puts it behind a text that is sent.
 */
export class RawPeer {
  /** Everything received so far. */
  text = '';
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #mark: string | undefined;
  #isAskedForMark = false;
  #unfinished = '';
  #onText: () => void = () => undefined;

  private constructor(socket: Socket, answersEnd: boolean) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => void socket.once('close', () => resolve()));
    // A refused peer is reset, which is what a test of it expects.
    socket.on('error', () => undefined);
    if (answersEnd) socket.on('end', () => socket.end());
    socket.on('data', (chunk) => {
      this.#receive(chunk.toString());
    });
  }

  /**
   * @param answersEnd - whether it closes when the other side does
   * @param from - its own address
   */
  static async connect(port: number, answersEnd = true, from = '127.0.0.1'): Promise<RawPeer> {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from, allowHalfOpen: true, noDelay: true });
    await once(socket, 'connect');
    return new RawPeer(socket, answersEnd);
  }

  send(data: string | Uint8Array): void {
    if (typeof data !== 'string' || !this.#isAskedForMark) return void this.#socket.write(data);
    this.#isAskedForMark = false;
    this.#socket.write(data.replace(/^(200 result=1 \(.*)\)$/m, `$1${this.#mark})`));
  }

  #receive(chunk: string): void {
    const lines = (this.#unfinished + chunk).split('\n');
    this.#unfinished = lines.pop() ?? '';
    for (const line of lines) {
      const mark = OPENING.exec(line)?.[1];
      if (this.#mark === undefined && mark !== undefined) {
        this.#mark = mark;
        this.#socket.write(`200 result=1 (${line.includes('$') ? 'agi://127.0.0.1/' : ''}${mark})\n`);
        continue;
      }
      if (this.#mark !== undefined && line.includes(this.#mark)) this.#isAskedForMark = true;
      this.text += `${line.replace(this.#mark ?? /$/, '')}\n`;
    }
    this.#onText();
  }

  /** Sends all of it, or as much as the other side takes before it closes. */
  async pour(data: Uint8Array): Promise<void> {
    const written = new Promise<void>((resolve) => void this.#socket.write(data, () => resolve()));
    await Promise.race([written, this.closed]);
  }

  /** Waits until a text has come, and forgets what came up to its end. */
  sees(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.closed.then(() =>
        reject(new Error(`The connection was closed before "${text}" came, after: ${this.text}`)),
      );
      this.#onText = () => {
        const at = this.text.indexOf(text);
        if (at < 0) return;
        this.text = this.text.slice(this.text.indexOf('\n', at) + 1);
        this.#onText = () => undefined;
        resolve();
      };
      this.#onText();
    });
  }

  end(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }
}
