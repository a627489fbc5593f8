/* When it is the caller's turn. */
import { AgiController, Call, hangUp, Injectable, Menu, menu, OnCall, OnDtmf, say } from 'offhook';
import { createTestPhone, everySound, heard } from 'offhook/testing';
import { expect, test } from 'vitest';

@Injectable()
class Work {
  do = async (): Promise<void> => undefined;
}

@AgiController('/turns')
class Turns {
  constructor(
    private readonly call: Call,
    private readonly work: Work,
  ) {}

  @OnCall({ next: 'main' }) async begin() {
    await this.call.play('hello');
    await this.work.do();
  }

  @Menu({ otherwise: hangUp }) main() {
    return menu('options', say.silence({ durationMs: 500 }), 'more-options');
  }

  @OnDtmf('_[12]XX', { menu: 'main' }) async extension(digits: string) {
    await this.call.play(`you-typed-${digits}`);
  }
}

const phone = () =>
  createTestPhone({ controllers: [Turns], providers: [Work] }, { sounds: everySound({ durationMs: 1_000 }) });

test('a caller that listens waits for a question behind a prompt: no silence behind an answer, no pause, no held line', async () => {
  await using line = await phone();
  line.get(Work).do = () => line.takes(4_000);
  const caller = line.dial('/turns').listens();
  await caller;
  const started = caller.events.flatMap((event) => (event.kind === 'soundStarted' ? [event.item.text] : []));
  expect(started).toEqual(['hello', 'options', 'more-options']);
  await caller.hears('hello', 'options', 'more-options').hangsUp().ends({ by: 'caller' });
});

test('after a key something new must have been heard: the rest of an entry is no turn', async () => {
  await using line = await phone();
  const caller = line.dial('/turns').listens().presses('123').listens();
  await caller.hears('hello', 'options', 'more-options', 'you-typed-123', 'options', 'more-options', heard.silence);
  await caller.hangsUp().ends({ by: 'caller' });
});

test('with nothing new and no key it is still the turn', async () => {
  await using line = await phone();
  const caller = line.dial('/turns').listens();
  await caller;
  const before = line.clock.nowMs();
  await caller.listens();
  expect(line.clock.nowMs()).toBe(before);
  await caller.hears('hello', 'options', 'more-options').hangsUp().ends({ by: 'caller' });
});
