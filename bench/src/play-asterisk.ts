import { connect, type Socket } from 'node:net';
import { answerTo, COMMANDS, ENVIRONMENT } from './one-call.js';

/** One call as Asterisk sees it. */
export interface PlayedCall {
  /** From the connection to the first command, milliseconds. */
  readonly firstCommandMs: number;
  readonly commands: number;
}

/**
 * Calls a server and answers each command at once. A raw sender and not the virtual Asterisk of `offhook/testing`, so that what is
 * measured is the server and not the peer.
 *
 * @throws Error when it is not the call that was agreed on, or the connection breaks
 */
export function playCall(port: number): Promise<PlayedCall> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    let firstCommandMs = 0;
    let commands = 0;
    let rest = '';
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.write(ENVIRONMENT);
    socket.on('data', (chunk: string) => {
      if (commands === 0) firstCommandMs = performance.now() - startedMs;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line !== COMMANDS[commands]) {
          socket.destroy(new Error(`The server says ${JSON.stringify(line)} instead of ${COMMANDS[commands]}.`));
          return;
        }
        commands++;
        socket.write(answerTo(line));
      }
    });
    socket.on('close', () => {
      if (commands === COMMANDS.length) resolve({ firstCommandMs, commands });
      else reject(new Error(`${commands} commands instead of ${COMMANDS.length}.`));
    });
  });
}

/** Calls a server and leaves its first command unanswered. */
export function holdCall(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', reject);
    socket.write(ENVIRONMENT);
    socket.once('data', () => resolve(socket));
  });
}
