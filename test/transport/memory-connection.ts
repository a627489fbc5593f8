import { linkedPair } from '../../src/transport/memory.js';
import type { Connection, FarEnd } from './contract.js';

/** A connection in this process. */
export async function connectInMemory(): Promise<Connection> {
  const [link, other] = linkedPair();
  let text = '';
  let onText: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    other.open({
      received: (chunk) => {
        text += Buffer.from(chunk).toString();
        onText();
      },
      closed: () => resolve(),
    });
  });
  // A memory link carries text: a piece that ends within a character is kept for the next one.
  const decoder = new TextDecoder();
  const far: FarEnd = {
    send: (bytes) => other.send(decoder.decode(bytes, { stream: true })),
    end: () => other.end(),
    reset: () => other.reset(),
    received: () => text,
    receives: (bytes) =>
      new Promise((resolve) => {
        onText = () => void (Buffer.byteLength(text) >= bytes && resolve());
        onText();
      }),
    closed,
  };
  return { link, far };
}
