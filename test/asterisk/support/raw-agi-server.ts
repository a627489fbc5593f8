import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** One AGI connection, spoken to line by line. */
export interface RawAgi {
  /** The `agi_...` lines of the start. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sends a command and returns the line that answers it; a HANGUP line before it is noted and skipped. */
  send(command: string): Promise<string>;
  /** Whether Asterisk sent its HANGUP line. */
  readonly sawHangup: boolean;
}

/** An AGI server of a few lines, to try the harness without the library under test. */
export interface RawAgiServer {
  /** `agi://127.0.0.1:PORT` */
  readonly url: string;
  /** What went wrong in the calls so far. */
  readonly errors: unknown[];
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and runs `answer` for each call, then closes its connection. */
export async function rawAgiServer(answer: (agi: RawAgi) => Promise<void>): Promise<RawAgiServer> {
  const errors: unknown[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', (error) => errors.push(error));
    void converse(socket, answer)
      .catch((error: unknown) => errors.push(error))
      .finally(() => socket.end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `agi://127.0.0.1:${(server.address() as AddressInfo).port}`,
    errors,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function converse(socket: Socket, answer: (agi: RawAgi) => Promise<void>): Promise<void> {
  const lines = linesOf(socket);
  const next = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('Asterisk closed the AGI connection.');
    return value;
  };
  const environment: Record<string, string> = {};
  for (let line; (line = await next()) !== '';) {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    environment[name] = value;
  }
  let sawHangup = false;
  await answer({
    environment,
    get sawHangup() {
      return sawHangup;
    },
    async send(command) {
      socket.write(`${command}\n`);
      for (;;) {
        const line = await next();
        if (line !== 'HANGUP') return line;
        sawHangup = true;
      }
    },
  });
}

async function* linesOf(socket: Socket): AsyncGenerator<string, void> {
  let received = '';
  for await (const chunk of socket.setEncoding('utf8')) {
    received += chunk as string;
    for (let end; (end = received.indexOf('\n')) >= 0; received = received.slice(end + 1)) {
      yield received.slice(0, end);
    }
  }
}
