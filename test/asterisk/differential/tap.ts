import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { WireLog } from './wire-log.js';

/** A neutral listener between Asterisk and an app: passes every byte on as it came, and keeps a copy. */
export interface Tap {
  /** `agi://127.0.0.1:PORT`: what Asterisk is to call. */
  readonly url: string;
  /** What passed on the connection of one call, by its unique id, once Asterisk has ended its side. */
  logOf(uniqueId: string): Promise<WireLog>;
  close(): Promise<void>;
}

/** @param appPort - where the app listens on 127.0.0.1 */
export async function openTap(appPort: number): Promise<Tap> {
  const taps: { readonly log: WireLog; readonly ended: Promise<unknown> }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (asterisk) => {
    const app = connect({ host: '127.0.0.1', port: appPort, allowHalfOpen: true, noDelay: true });
    const log = new WireLog();
    taps.push({ log, ended: new Promise((resolve) => asterisk.once('end', resolve).once('close', resolve)) });
    pass(asterisk, app, (bytes) => log.push('asterisk', bytes));
    pass(app, asterisk, (bytes) => log.push('app', bytes));
    for (const socket of [asterisk, app]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A server that listens on TCP has an address of this shape.
    url: `agi://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async logOf(uniqueId) {
      const found = taps.find(({ log }) => log.environment.includes(`agi_uniqueid: ${uniqueId}`));
      if (found === undefined) throw new Error('the tap saw no such call');
      // The last HANGUP may come some 40 ms after all else is over: it waits for an acknowledgement.
      await found.ended;
      return found.log;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function pass(from: Socket, to: Socket, note: (bytes: Buffer) => void): void {
  from.on('data', (bytes) => {
    note(bytes);
    to.write(bytes);
  });
  from.on('end', () => to.end());
  from.on('error', () => to.destroy());
}
