import { once } from 'node:events';
import { type AddressInfo, connect as connectTcp, createServer, Server, type Socket } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AgiLink } from '../../src/core/link.js';
import { FastAgiTransport } from '../../src/transport/fastagi.js';
import { type Connection, transportContract } from './contract.js';

const opened: FastAgiTransport[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

async function listening(): Promise<{ readonly port: number; readonly nextLink: Promise<AgiLink> }> {
  const transport = new FastAgiTransport({ port: 0 });
  opened.push(transport);
  let onLink: (link: AgiLink) => void = () => undefined;
  const nextLink = new Promise<AgiLink>((resolve) => (onLink = resolve));
  const { port } = await transport.listen((link) => onLink(link));
  return { port, nextLink };
}

async function connect(): Promise<Connection> {
  const { port, nextLink } = await listening();
  const socket = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  let onText: () => void = () => undefined;
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    text += chunk.toString();
    onText();
  });
  socket.on('end', () => socket.end());
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const [link] = await Promise.all([nextLink, once(socket, 'connect')]);
  return {
    link,
    far: {
      send: (bytes) => void socket.write(bytes),
      end: () => void socket.end(),
      reset: () => void socket.resetAndDestroy(),
      received: () => text,
      receives: (bytes) =>
        new Promise((resolve) => {
          onText = () => void (Buffer.byteLength(text) >= bytes && resolve());
          onText();
        }),
      closed,
    },
  };
}

transportContract('FastAGI over TCP', connect);

describe('the FastAGI server', () => {
  test('names the peer by address and port', async () => {
    const { port, nextLink } = await listening();
    const socket = connectTcp({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    const link = await nextLink;
    expect(link.peer).toBe(`127.0.0.1:${socket.localPort}`);
    socket.destroy();
    link.destroy();
  });

  test('listens on loopback unless told otherwise, and says on which port', async () => {
    const transport = new FastAgiTransport({ port: 0 });
    opened.push(transport);
    const address = await transport.listen(() => undefined);
    expect(address.host).toBe('127.0.0.1');
    expect(address.port).toBeGreaterThan(0);
  });

  test('listens where Asterisk calls when no port is in the URL, unless told otherwise', async () => {
    const listen = vi.spyOn(Server.prototype, 'listen').mockImplementation(() => {
      throw new Error('not here');
    });
    onTestFinished(() => listen.mockRestore());
    const refused = new FastAgiTransport().listen(() => undefined);
    await expect(refused).rejects.toMatchObject({ fields: { host: '127.0.0.1', port: 4573 } });
    expect(listen.mock.calls).toEqual([[{ host: '127.0.0.1', port: 4573 }, expect.any(Function)]]);
  });

  test('takes no more connections once it is closed, and lets the open ones go on', async () => {
    const { port, nextLink } = await listening();
    const socket = connectTcp({ port, host: '127.0.0.1' });
    const link = await nextLink;
    link.open({ received: () => undefined, closed: () => undefined });
    const closing = opened[0]?.close();
    const late = connectTcp({ port, host: '127.0.0.1' });
    const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
    link.send('NOOP\n');
    const [line] = (await once(socket, 'data')) as [Buffer];
    expect(line.toString()).toBe('NOOP\n');
    link.end();
    await closing;
  });

  test('can be closed twice, and before it listens', async () => {
    const transport = new FastAgiTransport({ port: 0 });
    await transport.close();
    await transport.listen(() => undefined);
    await transport.close();
    await expect(transport.close()).resolves.toBeUndefined();
  });

  test('says what to do when the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    // It listens, so its address has a port.
    const { port } = other.address() as { port: number };
    const refused = new FastAgiTransport({ port }).listen(() => undefined);
    await expect(refused).rejects.toMatchObject({ code: 'AGI_LISTEN', fields: { host: '127.0.0.1', port } });
    await expect(refused).rejects.toThrow(
      /the port is in use\. Another server runs there; stop it, or choose another port/,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test.each([Number.NaN, -1, 65_536, 1.5])('refuses port %s with the same kind of error', async (port) => {
    const refused = new FastAgiTransport({ port }).listen(() => undefined);
    await expect(refused).rejects.toMatchObject({ code: 'AGI_LISTEN' });
    await expect(refused).rejects.toThrow(/a port is a whole number from 0 to 65535/);
  });

  test('says so when the machine has no such address', async () => {
    const refused = new FastAgiTransport({ host: '192.0.2.1', port: 0 }).listen(() => undefined);
    await expect(refused).rejects.toThrow(/Cannot listen on 192\.0\.2\.1:0: this machine has no such address/);
  });

  test('outlives a connection that was reset before anybody looked at it', async () => {
    const { port, nextLink } = await listening();
    const socket: Socket = connectTcp({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    socket.resetAndDestroy();
    const link = await nextLink;
    const error = await new Promise((resolve) => link.open({ received: () => undefined, closed: resolve }));
    expect(error).toBeInstanceOf(Error);
  });

  test('has the kernel send every line at once, and ask after a silent peer once a minute', async () => {
    const { port } = await listening();
    // What node:net does with each connection, without a network to break.
    expect(serverOn(port)).toMatchObject({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60 });
  });

  test('outlives connections that could not be accepted, and warns', async () => {
    const { port, nextLink } = await listening();
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const server = serverOn(port);
    // As node:net does when no file descriptor is left.
    server.emit('error', new Error('accept EMFILE'));
    server.emit('error', new Error('accept EMFILE'));
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
    const socket = connectTcp({ port, host: '127.0.0.1' });
    (await nextLink).destroy();
    socket.destroy();
  });
});

/** Reaches into Node, because the transport shows its server to nobody. */
function serverOn(port: number): Server {
  const node = process as unknown as Record<'_getActiveHandles', () => unknown[]>;
  for (const handle of node['_getActiveHandles']()) {
    if (handle instanceof Server && (handle.address() as AddressInfo | null)?.port === port) return handle;
  }
  throw new Error(`nobody listens on ${port}`);
}
