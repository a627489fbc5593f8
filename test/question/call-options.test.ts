import { expect, test } from 'vitest';
import { AgiController, type AppOptions, Call, hangUp, OnCall, read, type RecordOptions } from 'offhook';
import { type AppPhone, createTestPhone, everySound } from 'offhook/testing';

/** A line whose only handler does this with its call. */
async function lineThat(talks: (call: Call) => Promise<void>, options: AppOptions = {}): Promise<AppPhone> {
  @AgiController('/line')
  class Line {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp }) talk() {
      return talks(this.call);
    }
  }
  return createTestPhone({ controllers: [Line], ...options }, { sounds: everySound({ durationMs: 500 }) });
}

/** What is wrong with the options of a recording. */
async function mistakesOf(options: Partial<RecordOptions>): Promise<string> {
  let message = '';
  await using line = await lineThat(async (call) => {
    await call.record({ name: 'a', ...options }).catch((error: unknown) => (message = String(error)));
  });
  await line.dial('/line').staysOn();
  return message;
}

test('the cancel key of the app cancels a question of code', async () => {
  const heard: string[] = [];
  await using line = await lineThat(
    async (call) => {
      heard.push((await call.ask(read.digits({ length: 4 }), { prompt: 'code' })).kind);
    },
    { defaults: { cancelKey: '#', terminator: 'none' } },
  );
  await line.dial('/line').hears('code').presses('#').ends({ by: 'app' });
  expect(heard).toEqual(['cancelled']);
});

test.each([1, 2.5])('a reprompt from time %s on is refused: the first time the prompt is said', async (time) => {
  let message = '';
  await using line = await lineThat(async (call) => {
    const options = { prompt: 'code', reprompt: { [time]: 'again' } };
    await call.ask(read.digits({ length: 4 }), options).catch((error: unknown) => (message = String(error)));
  });
  await line.dial('/line').staysOn();
  expect(message).toContain(`reprompt[${time}] is "${time}", but the first time the prompt is said`);
});

test('the name of a recording has 200 characters at most', async () => {
  expect(await mistakesOf({ name: 'n'.repeat(201) })).toContain('200 at most');
  expect(await mistakesOf({ name: 'n'.repeat(200) })).toBe('');
});

test.each([
  ['no key', { prompt: 'judge', accept: 'x', playBack: '2', again: '3' }],
  ['two keys', { prompt: 'judge', accept: '12', playBack: '2', again: '3' }],
  ['the key of another', { prompt: 'judge', accept: '1', playBack: '2', again: '2' }],
  ['the key of another to cancel', { prompt: 'judge', accept: '1', playBack: '2', again: '3', cancel: '1' }],
])('a review with %s is refused', async (_what, review) => {
  expect(await mistakesOf({ review: review as never })).toContain('need a key of 0123456789*# each');
});

test('a recording that the caller cancels is gone before the code goes on', async () => {
  const kept: boolean[] = [];
  const review = { prompt: 'judge', accept: '1', playBack: '2', again: '3', cancel: '4' } as const;
  await using line = await lineThat(async (call) => {
    const result = await call.record({ name: 'a', beep: false, review });
    expect(result).toEqual({ kind: 'cancelled' });
    kept.push(line.asterisk.recordings.has('/var/spool/asterisk/monitor/a'));
  });
  await line.dial('/line').speaks({ forMs: 2_000 }).presses('#').hears('judge').presses('4').ends({ by: 'app' });
  expect(kept).toEqual([false]);
});
