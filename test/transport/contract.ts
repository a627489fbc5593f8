import { describe, expect, test } from 'vitest';
import type { AgiLink } from '../../src/core/link.js';

/** The far end of a link, as Asterisk has it. */
export interface FarEnd {
  send(bytes: Uint8Array): void;
  /** Ends its side; what was sent still arrives. */
  end(): void;
  /** Resets the connection. */
  reset(): void;
  /** Everything received so far. */
  received(): string;
  /** Waits until so many bytes have come. */
  receives(bytes: number): Promise<void>;
  /** Resolves when the connection is gone for it. */
  readonly closed: Promise<void>;
}

/** A connection between a link of ours and a far end. */
export interface Connection {
  readonly link: AgiLink;
  readonly far: FarEnd;
}

/** Opens a link and keeps what it is told, in order. */
class Listener {
  readonly events: ('received' | 'closed')[] = [];
  readonly closings: (Error | undefined)[] = [];
  readonly closed: Promise<void>;
  #bytes = Buffer.alloc(0);
  #onBytes: () => void = () => undefined;

  constructor(readonly link: AgiLink) {
    this.closed = new Promise((resolve) => {
      link.open({
        received: (chunk) => {
          this.events.push('received');
          this.#bytes = Buffer.concat([this.#bytes, chunk]);
          this.#onBytes();
        },
        closed: (error) => {
          this.events.push('closed');
          this.closings.push(error);
          resolve();
        },
      });
    });
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Waits until so many bytes have come. */
  receives(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onBytes = () => void (this.#bytes.length >= count && resolve());
      this.#onBytes();
    });
  }
}

const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));

/**
 * What every transport must do: the core relies on each line of it.
 *
 * @param name - of the transport
 * @param connect - makes a connection whose link is not opened yet
 */
export function transportContract(name: string, connect: () => Promise<Connection>): void {
  describe(`a link of ${name}`, () => {
    test('delivers bytes in order, none changed, whatever the pieces', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      const sent = Buffer.from(Array.from({ length: 70_000 }, (_, i) => `${i} é\n`).join(''));
      for (let i = 0; i < sent.length; i += 9_973) far.send(sent.subarray(i, i + 9_973));
      await listener.receives(sent.length);
      expect(listener.bytes.equals(sent)).toBe(true);
      link.destroy();
    });

    test('delivers what was sent before it was opened', async () => {
      const { link, far } = await connect();
      far.send(Buffer.from('agi_network: yes\n'));
      far.send(Buffer.from('agi_'));
      await tick();
      const listener = new Listener(link);
      far.send(Buffer.from('request: x\n'));
      await listener.receives(32);
      expect(listener.bytes.toString()).toBe('agi_network: yes\nagi_request: x\n');
      link.destroy();
    });

    test('tells of bytes and of the close only after open() has returned', async () => {
      const { link, far } = await connect();
      far.send(Buffer.from('x'));
      far.end();
      await tick();
      const listener = new Listener(link);
      expect(listener.events).toEqual([]);
      await listener.closed;
    });

    test('brings lines to the far end in the order in which they were sent', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      for (const line of ['ANSWER\n', 'NOOP "é"\n', 'HANGUP\n']) link.send(line);
      await far.receives(Buffer.byteLength('ANSWER\nNOOP "é"\nHANGUP\n'));
      expect(far.received()).toBe('ANSWER\nNOOP "é"\nHANGUP\n');
      link.destroy();
      await listener.closed;
    });

    test('brings what was sent before end() to the far end, and nothing sent after it', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      link.send('SET VARIABLE "A" "1"\n');
      link.end();
      link.send('NOOP\n');
      await Promise.all([far.closed, listener.closed]);
      expect(far.received()).toBe('SET VARIABLE "A" "1"\n');
      expect(listener.closings).toEqual([undefined]);
    });

    test('closes without an error when the far end ends, after the bytes that came before', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      far.send(Buffer.from('200 resu'));
      far.end();
      await listener.closed;
      await far.closed;
      expect(listener.bytes.toString()).toBe('200 resu');
      expect(listener.events.at(-1)).toBe('closed');
      expect(listener.closings).toEqual([undefined]);
    });

    test('gives an error when the far end resets', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      far.reset();
      await listener.closed;
      expect(listener.closings[0]).toBeInstanceOf(Error);
      expect(listener.closings[0]).toMatchObject({ code: 'ECONNRESET' });
    });

    test('gives an error when the far end reset before the link was opened', async () => {
      const { link, far } = await connect();
      far.reset();
      await tick();
      const listener = new Listener(link);
      await listener.closed;
      expect(listener.closings[0]).toBeInstanceOf(Error);
    });

    test('is closed at once by destroy(), also for the far end', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      link.destroy();
      await Promise.all([listener.closed, far.closed]);
      expect(listener.closings).toEqual([undefined]);
    });

    test('tells of the close of destroy() never within the call', async () => {
      const { link } = await connect();
      const listener = new Listener(link);
      link.destroy();
      expect(listener.events).toEqual([]);
      await listener.closed;
    });

    test('delivers nothing more after destroy(), though bytes are on the way', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      far.send(Buffer.from('one'));
      await listener.receives(3);
      far.send(Buffer.from('two'));
      link.destroy();
      await listener.closed;
      await tick();
      expect(listener.bytes.toString()).toBe('one');
    });

    test('says closed once and last, whatever happens on both sides together', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      far.send(Buffer.from('x'));
      link.end();
      far.end();
      link.destroy();
      far.reset();
      link.destroy();
      link.end();
      await listener.closed;
      await tick();
      expect(listener.events.filter((event) => event === 'closed')).toHaveLength(1);
      expect(listener.events.at(-1)).toBe('closed');
    });

    test('takes send, end and destroy after the close without a word', async () => {
      const { link, far } = await connect();
      const listener = new Listener(link);
      far.end();
      await listener.closed;
      link.send('NOOP\n');
      link.end();
      link.destroy();
      link.destroy();
      await far.closed;
      await tick();
      expect(listener.closings).toHaveLength(1);
    });
  });
}
