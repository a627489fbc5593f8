/* A transport whose connections throw: nothing of the app depends on them. */
import { createAgiApp } from 'offhook';
import { linkedPair } from 'offhook/testing';
import { expect, test } from 'vitest';
import type { AgiLink } from '../../src/core/link.js';
import { RecordingLogger } from '../support/recording-logger.js';

/** A connection to the app of which something is not as it should be. */
function brokenLink(broken: Partial<AgiLink>): AgiLink {
  const [, link] = linkedPair();
  return {
    peer: link.peer,
    open: (to) => link.open(to),
    send: (line) => link.send(line),
    end: () => link.end(),
    destroy: () => link.destroy(),
    ...broken,
  };
}
const fails = (what: string) => () => {
  throw new Error(what);
};

test('a connection that cannot be opened takes no place of one that says who calls', async () => {
  const logger = new RecordingLogger();
  const app = await createAgiApp({ controllers: [] }, { logger, maxHandshakes: 1 });
  app.accept(brokenLink({ open: fails('not opened') }));
  await expect.poll(() => logger.at('error').map(({ message }) => message)).toEqual(['a call could not be handled']);
  app.accept(linkedPair()[1]);
  expect(logger.at('warn')).toEqual([]);
  await app.close({ drainLimitMs: 0 });
});
