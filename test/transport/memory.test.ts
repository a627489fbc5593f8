import { expect, test } from 'vitest';
import { linkedPair } from '../../src/transport/memory.js';
import { type Connection, type FarEnd, transportContract } from './contract.js';

async function connect(): Promise<Connection> {
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

transportContract('the memory transport', connect);

test('an end that was ended by the other may say a last word, as Asterisk says HANGUP', async () => {
  const [ours, theirs] = linkedPair();
  const heard: string[] = [];
  theirs.open({ received: () => undefined, closed: () => theirs.send('HANGUP\n') });
  const closed = new Promise<void>((resolve) => {
    ours.open({ received: (chunk) => heard.push(Buffer.from(chunk).toString()), closed: () => resolve() });
  });
  ours.end();
  await closed;
  expect(heard).toEqual(['HANGUP\n']);
});
