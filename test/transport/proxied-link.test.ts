import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProtocolError } from '../../src/errors/offhook-error.js';
import { ProxiedLink } from '../../src/transport/proxied-link.js';
import { linkedPair } from '../../src/transport/memory.js';
import { transportContract } from './contract.js';
import { connectInMemory } from './memory-connection.js';

const HEADER = 'PROXY TCP4 10.1.2.3 10.0.0.5 40000 4573\r\n';
const LOCAL = 'PROXY UNKNOWN\r\n';
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

transportContract('a proxy', async () => {
  const { link, far } = await connectInMemory();
  far.send(Buffer.from(HEADER));
  return { link: new ProxiedLink(link, () => true), far };
});

/** A link from a proxy, what it told, and whom it asked for. */
function proxied(admitted: readonly string[] = ['10.1.2.3:40000']) {
  const [ours, proxy] = linkedPair();
  const asked: string[] = [];
  const told = { text: '', closed: false, error: undefined as Error | undefined };
  const link = new ProxiedLink(ours, (peer) => {
    asked.push(peer);
    return admitted.includes(peer);
  });
  proxy.open({ received: () => undefined, closed: () => undefined });
  link.open({
    received: (chunk) => {
      told.text += Buffer.from(chunk).toString();
    },
    closed: (error) => {
      told.closed = true;
      told.error = error;
    },
  });
  return { link, proxy, asked, told };
}

describe('a connection through a proxy', () => {
  test('gives the same peer and the same bytes, whatever the pieces', async () => {
    const sent = `${HEADER}agi_network: yes\nagi_request: x\n\n`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(sent.length), { maxLength: 12 }), async (cuts) => {
        const { link, proxy, asked, told } = proxied();
        const ends = [...cuts.toSorted((a, b) => a - b), sent.length];
        ends.forEach((end, i) => proxy.send(sent.slice(ends[i - 1] ?? 0, end)));
        await turn();
        expect(link.peer).toBe('10.1.2.3:40000');
        expect(asked).toEqual(['10.1.2.3:40000']);
        expect(told).toEqual({ text: sent.slice(HEADER.length), closed: false, error: undefined });
      }),
    );
  });

  test('of one who may not connect is closed at once, and nothing of theirs is read', async () => {
    const { proxy, told } = proxied([]);
    proxy.send(`${HEADER}agi_network: yes\n`);
    await turn();
    expect(told).toEqual({ text: '', closed: true, error: undefined });
  });

  test('that the proxy opened for itself asks whether it may only when it says something', async () => {
    const { proxy, asked, told } = proxied([]);
    proxy.send(LOCAL);
    await turn();
    expect([asked, told.closed]).toEqual([[], false]);
    proxy.send('agi_network: yes\n');
    await turn();
    expect([asked, told]).toEqual([['memory'], { text: '', closed: true, error: undefined }]);
  });

  test('that the proxy opened for itself, and may, is heard from its first byte on, and asked for once', async () => {
    const { proxy, asked, told } = proxied(['memory']);
    for (const piece of [`${LOCAL}agi_net`, 'work: yes\n', '\n']) {
      proxy.send(piece);
      await turn();
    }
    expect([asked, told]).toEqual([['memory'], { text: 'agi_network: yes\n\n', closed: false, error: undefined }]);
  });

  test('that is none ends with an error that says so, whatever comes behind', async () => {
    const { proxy, told } = proxied();
    proxy.send('agi_network: yes\n');
    proxy.send(HEADER);
    await turn();
    expect(told.error).toBeInstanceOf(ProtocolError);
    expect(told.error?.message).toBe(
      'memory is not an Asterisk calling: it sent no PROXY header, as everybody in `proxyProtocol.from` has to. Received "agi_network: yes\\x0a". [AGI_HANDSHAKE]',
    );
    expect(told.text).toBe('');
  });
});
