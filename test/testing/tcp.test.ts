import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { afterEach, expect, it } from 'vitest';

import { connectTcp } from '../../src/testing/tcp.js';
import { openTestPhone } from '../../src/testing/test-phone.js';

let server: Server | undefined;

afterEach(() => server?.close());

/** A FastAGI server on a free port. */
async function serve(answer: (socket: Socket) => void): Promise<string> {
  server = createServer({ allowHalfOpen: true }, answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `agi://127.0.0.1:${(server.address() as AddressInfo).port}/sales`;
}

it('plays Asterisk to a server over TCP, in virtual time', async () => {
  let received = '';
  let hasEnded = () => {};
  const lastWord = new Promise<void>((resolve) => (hasEnded = resolve));
  const url = await serve((socket) => {
    socket.once('end', hasEnded);
    const script = ['STREAM FILE demo-congrats "1"\n', 'SET VARIABLE ORDER 0012\n'];
    socket.on('data', (chunk) => {
      received += chunk.toString();
      if (!/(\n\n|200 .*\n)$/.test(received)) return;
      const next = script.shift();
      if (next === undefined) socket.end();
      else socket.write(next);
    });
  });
  await using phone = openTestPhone({ connect: () => connectTcp(url) });
  const caller = phone.dial('/sales');
  await caller.hears('demo-congrats').presses('1', { afterMs: 10_000 }).ends({ by: 'dialplan' });
  expect(caller.variables.ORDER).toBe('0012');
  await lastWord;
  expect(received).toMatch(/200 result=49 endpos=80\d+\n200 result=1\nHANGUP\n$/);
});

it('sees a reset', async () => {
  const url = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
  await using phone = openTestPhone({ connect: () => connectTcp(url) });
  const caller = phone.dial('/sales');
  await caller.ends({ by: 'dialplan', error: /broke off/ });
  expect(caller.variables.AGISTATUS).toBe('SUCCESS');
});

it('fails when nobody listens', async () => {
  const url = await serve(() => {});
  await new Promise((resolve) => server?.close(resolve));
  await expect(connectTcp(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
