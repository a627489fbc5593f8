import { createConnection } from 'node:net';

import type { AgiUrl } from './agi-url.js';
import { parseAgiUrl } from './agi-url.js';
import type { AsteriskWire } from './wire.js';

/** How long Asterisk tries to connect to an address. */
const CONNECT_MS = 2_000;

/**
 * Connects to a FastAGI server as Asterisk does.
 *
 * @param url - `agi://host:port/path`
 * @param options - `timeoutMs`: milliseconds for the connect; default 2 000. `from`: the address of this machine to connect from;
 *   default the system's choice
 * @returns a wire for {@link VirtualAsterisk.call}
 * @throws the socket's error, with its code (`ECONNREFUSED`, `ETIMEDOUT`, …)
 * @example
 * await using phone = openTestPhone({ connect: () => connectTcp('agi://127.0.0.1:4573') });
 */
export function connectTcp(
  url: string | AgiUrl,
  options: { readonly timeoutMs?: number; readonly from?: string } = {},
): Promise<AsteriskWire> {
  const { host, port } = typeof url === 'string' ? parseAgiUrl(url) : url;
  const { timeoutMs = CONNECT_MS, from } = options;
  return new Promise((resolve, reject) => {
    // Half open: Asterisk answers the app's close with its last HANGUP. Nagle's algorithm stays on, as Asterisk leaves it.
    const socket = createConnection({
      host,
      port,
      allowHalfOpen: true,
      ...(from !== undefined && { localAddress: from }),
    });
    socket.setTimeout(timeoutMs, () => {
      socket.destroy(
        Object.assign(new Error(`no answer from ${host}:${port} in ${timeoutMs} ms`), { code: 'ETIMEDOUT' }),
      );
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      let failed: Error | undefined;
      let isClosed = false;
      let tellClosed = () => {};
      const close = () => {
        isClosed = true;
        tellClosed();
      };
      socket.on('error', (error) => (failed = error));
      socket.once('end', close).once('close', close);
      socket.pause();
      resolve({
        open(receiver) {
          tellClosed = () => {
            tellClosed = () => {};
            receiver.closed(failed);
          };
          socket.on('data', (chunk) => receiver.received(chunk)).resume();
          if (isClosed) tellClosed();
        },
        sendBytes: (bytes) => void (socket.writable && socket.write(bytes)),
        end: () => void socket.end(),
        destroy: () => socket.destroySoon(),
      });
    });
  });
}
