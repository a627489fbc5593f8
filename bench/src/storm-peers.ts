import { connect } from 'node:net';
import { ENVIRONMENT } from './one-call.js';

const AT_A_TIME = 10;

/** How one connection of a storm fared. */
export interface StormPeer {
  /** From the wish to connect, milliseconds: what the kernel holds back counts too. */
  readonly connectedAfterMs: number;
  readonly refusedAfterMs: number;
}

/** Calls a full server and answers what it says until it says that it has failed. */
function callInVain(port: number): Promise<StormPeer> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    let connectedAfterMs = 0;
    let refusedAfterMs = 0;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('connect', () => {
      connectedAfterMs = performance.now() - startedMs;
      socket.write(ENVIRONMENT);
    });
    socket.on('data', (text: string) => {
      if (!text.endsWith('failure\n')) return void socket.write('200 result=1\n'.repeat(text.split('\n').length - 1));
      refusedAfterMs = performance.now() - startedMs;
      socket.end();
    });
    socket.on('close', () => {
      if (refusedAfterMs > 0) resolve({ connectedAfterMs, refusedAfterMs });
      else reject(new Error('A connection was closed without a word.'));
    });
  });
}

/** All at once, but each says who calls as soon as it is connected: Asterisk has a thread for each. */
async function storm(port: number, peers: number): Promise<StormPeer[]> {
  const fared: Promise<StormPeer>[] = [];
  while (fared.length < peers) {
    for (let i = 0; i < AT_A_TIME; i++) fared.push(callInVain(port));
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return Promise.all(fared);
}

// A process of its own: what it does shall not slow the callers who measure.
process.on('message', ([port, peers]: [number, number]) => {
  void storm(port, peers).then((fared) => process.send?.(fared));
});
process.on('disconnect', () => process.exit());
