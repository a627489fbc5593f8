import { expect, test } from 'vitest';
import { linkedPair } from '../../src/transport/memory.js';
import { transportContract } from './contract.js';
import { connectInMemory } from './memory-connection.js';

transportContract('the memory transport', connectInMemory);

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
