/* A transport whose connections throw: nothing of the app depends on them. */
import { AgiController, Ask, createAgiApp, hangUp, read } from 'offhook';
import { everySound, linkedPair, openTestPhone } from 'offhook/testing';
import { expect, test } from 'vitest';
import type { AgiLink } from '../../src/core/link.js';
import { RecordingLogger } from '../support/recording-logger.js';

/** A connection of which something is not as it should be. */
const broken = (link: AgiLink, parts: Partial<AgiLink>): AgiLink => ({
  peer: link.peer,
  open: (to) => link.open(to),
  send: (line) => link.send(line),
  end: () => link.end(),
  destroy: () => link.destroy(),
  ...parts,
});
const fails = (what: string) => () => {
  throw new Error(what);
};

test('a connection that cannot be opened takes no place of one that says who calls', async () => {
  const logger = new RecordingLogger();
  const app = await createAgiApp({ controllers: [], logger, maxHandshakes: 1 }).start();
  app.accept(broken(linkedPair()[1], { open: fails('not opened') }));
  await expect.poll(() => logger.at('error').map(({ message }) => message)).toEqual(['a call could not be handled']);
  app.accept(linkedPair()[1]);
  expect(logger.at('warn')).toEqual([]);
  await app.close({ drainLimitMs: 0 });
});

@AgiController('/pin', { start: 'pin' })
class Asks {
  @Ask(read.pin({ length: 4 }), { prompt: 'your-pin', next: hangUp, otherwise: hangUp }) pin() {}
}

test('what a caller typed is masked in what is logged when the connection cannot be closed', async () => {
  const logger = new RecordingLogger();
  const app = await createAgiApp({ controllers: [Asks], logger }).start();
  const failed: unknown[] = [];
  app.watch({ failed: ({ error }) => failed.push(error), keyTaken: () => undefined });
  const phone = openTestPhone({
    sounds: everySound({ durationMs: 1_000 }),
    failOnError: false,
    connect: () => {
      const [asterisk, link] = linkedPair();

      app.accept(broken(link, { end: fails('not closed after 4711') }));
      return asterisk;
    },
  });
  await phone.dial('/pin').hears('your-pin').presses('4711').staysOn();
  await expect.poll(() => failed).toHaveLength(1);
  const [line] = logger.at('error');
  expect(line?.message).toBe('a call could not be handled');
  for (const error of [line?.fields['err'], ...failed])
    expect(error).toMatchObject({ message: 'not closed after [masked]' });
  await phone[Symbol.asyncDispose]();
  await app.close();
});

test('that the dialplan could not be told how the call ended is seen by who watches the app', async () => {
  const logger = new RecordingLogger();
  const app = await createAgiApp({ controllers: [Asks], logger, cleanUpLimitMs: 50 }).start();
  const failed: string[] = [];
  app.watch({
    failed: ({ where, error }) => failed.push(`${where}: ${String(error)}`),
    keyTaken: () => undefined,
  });
  const phone = openTestPhone({
    sounds: everySound({ durationMs: 1_000 }),
    failOnError: false,
    connect: () => {
      const [asterisk, link] = linkedPair();
      const send = (line: string) => line.includes('OFFHOOK_') || link.send(line);
      app.accept(broken(link, { send }));
      return asterisk;
    },
  });
  await phone.dial('/pin').hears('your-pin').presses('4711').staysOn();
  await expect.poll(() => app.callsInFlight).toBe(0);
  const told = 'Error: Telling the dialplan how the call ended took longer than 50 ms (cleanUpLimitMs)';
  expect(failed).toEqual([expect.stringContaining(`the end of the call: ${told}`)]);
  expect(logger.at('error').map(({ fields }) => String(fields['err']))).toEqual([expect.stringContaining(told)]);
  await phone[Symbol.asyncDispose]();
  await app.close();
});
