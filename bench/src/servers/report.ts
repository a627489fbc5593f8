import type { Server } from 'node:net';

/** What a server process has used so far. */
export interface Usage {
  /** User and system time of the process, microseconds. */
  readonly cpuUs: number;
  /** Memory of the process after a collection, bytes. */
  readonly residentBytes: number;
}

/** What a server process tells its parent. */
export type Message = { readonly kind: 'listening'; readonly port: number } | ({ readonly kind: 'usage' } & Usage);

/** Tells the parent process where the server listens and, whenever it asks, what it has used. */
export function report(server: Pick<Server, 'address'>): void {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  reportPort(address.port);
}

/** The same for a server that knows no more than its port. */
export function reportPort(port: number): void {
  const tell = (message: Message) => process.send?.(message);
  process.on('message', (question) => {
    if (question === 'collect') globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    tell({ kind: 'usage', cpuUs: user + system, residentBytes: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit());
  tell({ kind: 'listening', port });
}
