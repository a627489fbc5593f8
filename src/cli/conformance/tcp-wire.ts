import { createConnection } from 'node:net';

import type { AgiUrl } from '../../testing/agi-url.js';
import type { JudgeWire } from './judge-wire.js';

/** How long Asterisk tries to connect to an address. */
const CONNECT_MS = 2_000;

/**
 * Connects as Asterisk does, but every write is a packet of its own: where an answer is split is the judge's to say.
 *
 * @throws the socket's error, with its code
 */
export function connectJudge({ host, port }: AgiUrl): Promise<JudgeWire> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, allowHalfOpen: true, noDelay: true });
    socket.setTimeout(CONNECT_MS, () => {
      socket.destroy(Object.assign(new Error(`no answer in ${CONNECT_MS} ms`), { code: 'ETIMEDOUT' }));
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      let failed: Error | undefined;
      socket.on('error', (error) => (failed = error)).pause();
      resolve({
        open(receiver) {
          let isClosed = false;
          const close = () => {
            if (!isClosed) receiver.closed(failed);
            isClosed = true;
          };
          socket.once('end', close).once('close', close);
          socket.on('data', (chunk) => receiver.received(chunk)).resume();
          if (socket.destroyed) close();
        },
        sendBytes: (bytes) => void (socket.writable && socket.write(bytes)),
        end: () => void socket.end(),
        destroy: () => socket.destroySoon(),
        reset: () => void socket.resetAndDestroy(),
      });
    });
  });
}
