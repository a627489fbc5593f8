/* A survey in one breath: questions in linear code, and what is kept of a caller who leaves half-way. */
import { AgiController, Call, type EndedCall, hangUp, Injectable, OnCall, OnHangup, provide, read } from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';
import { beforeEach, expect, test, vi } from 'vitest';

interface Reply {
  satisfaction?: number | undefined;
  recommends?: boolean | undefined;
  minutes?: number | undefined;
  callBack?: string | undefined;
}

@Injectable()
abstract class Replies {
  abstract save(callId: string, reply: Reply, complete: boolean): Promise<void>;
}

@AgiController('/survey-linear')
class LinearSurveyController {
  private readonly reply: Reply = {};

  constructor(
    private readonly call: Call,
    private readonly replies: Replies,
  ) {}

  @OnCall({ next: hangUp })
  async run() {
    const { call, reply } = this;
    await call.answer();
    const satisfied = read.integer({ min: 1, max: 5 });
    reply.satisfaction = (await call.ask(satisfied, { prompt: 'survey/satisfied-1-to-5', attempts: 2 })).value;
    reply.recommends = (await call.ask(read.yesNo(), { prompt: 'survey/recommend-yes-1-no-2' })).value;
    reply.minutes = (await call.ask(read.integer({ min: 0, max: 99 }), { prompt: 'survey/minutes-waited' })).value;
    const { choice } = await call.menu({ prompt: 'survey/call-back-yes-1-no-2', choices: { '1': 'yes', '2': 'no' } });
    if (choice === 'yes') {
      reply.callBack = (await call.ask(read.phoneNumber({ country: 'FR' }), { prompt: 'survey/your-number' })).value;
    }
    await this.replies.save(call.id, reply, true);
    await call.play('survey/thanks');
  }

  @OnHangup()
  async keep(call: EndedCall) {
    await this.replies.save(call.id, this.reply, false);
  }
}

const save = vi.fn<Replies['save']>(async () => undefined);
const survey = () =>
  createTestPhone(
    { controllers: [LinearSurveyController], providers: [provide(Replies).withValue({ save })] },
    { sounds: everySound({ durationMs: 2_000 }), defaults: { timeoutMs: 7_000 } },
  );

beforeEach(() => save.mockClear());

test('three answers and a call-back number', async () => {
  await using line = await survey();
  await line
    .dial('/survey-linear')
    .hears('survey/satisfied-1-to-5')
    .presses('4')
    .hears('survey/recommend-yes-1-no-2')
    .presses('1')
    .hears('survey/minutes-waited')
    .presses('12#')
    .hears('survey/call-back-yes-1-no-2', 'survey/call-back-yes-1-no-2')
    .presses('1')
    .hears('survey/your-number')
    .presses('0612345678#')
    .hears('survey/thanks')
    .ends({ by: 'app' });
  expect(save).toHaveBeenCalledWith(
    expect.any(String),
    { satisfaction: 4, recommends: true, minutes: 12, callBack: '+33612345678' },
    true,
  );
});

test('a question that is not answered leaves its place empty, and the survey goes on', async () => {
  await using line = await survey();
  await line
    .dial('/survey-linear')
    .hears('survey/satisfied-1-to-5')
    .presses('9')
    .hears('survey/satisfied-1-to-5')
    .presses('8')
    .hears('survey/recommend-yes-1-no-2')
    .presses('*')
    .hears('survey/minutes-waited')
    .presses('5#')
    .hears('survey/call-back-yes-1-no-2')
    .presses('2')
    .hears('survey/thanks')
    .ends({ by: 'app' });
  expect(save).toHaveBeenCalledWith(
    expect.any(String),
    { satisfaction: undefined, recommends: undefined, minutes: 5 },
    true,
  );
});

test('what was answered before the hang-up is kept', async () => {
  await using line = await survey();
  await line
    .dial('/survey-linear')
    .skips({ until: 'survey/satisfied-1-to-5' })
    .presses('4')
    .hears('survey/recommend-yes-1-no-2')
    .hangsUp()
    .ends({ by: 'caller' });
  expect(save.mock.calls).toEqual([[expect.any(String), { satisfaction: 4 }, false]]);
});
