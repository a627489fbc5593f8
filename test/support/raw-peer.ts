import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP client that knows no protocol: the test says every byte. */
export class RawPeer {
  /** Everything received so far. */
  text = '';
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #onText: () => void = () => undefined;

  private constructor(socket: Socket, answersEnd: boolean) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => void socket.once('close', () => resolve()));
    // A refused peer is reset, which is what a test of it expects.
    socket.on('error', () => undefined);
    if (answersEnd) socket.on('end', () => socket.end());
    socket.on('data', (chunk) => {
      this.text += chunk.toString();
      this.#onText();
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
    this.#socket.write(data);
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
