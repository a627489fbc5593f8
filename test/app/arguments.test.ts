import { AgiController, Arg, Call, leave, OnCall } from 'offhook';
import { createTestPhone } from 'offhook/testing';
import { expect, test } from 'vitest';

test('@Arg and call.request.arg count alike, as Asterisk does: from 1', async () => {
  const seen: unknown[] = [];
  @AgiController('/args')
  class Arguments {
    constructor(private readonly call: Call) {}

    @OnCall({ next: leave() })
    async run(@Arg(1) first: string | undefined, @Arg(3) third: string | undefined) {
      const { request } = this.call;
      seen.push([first, request.arg(1)], request.arg(2), [third, request.arg(3)], request.arg(0), request.args);
    }
  }
  await using phone = await createTestPhone({ controllers: [Arguments] });
  await phone.dial('/args', { args: ['gold', 'silver'] }).ends({ by: 'dialplan' });
  expect(seen).toEqual([['gold', 'gold'], 'silver', [undefined, undefined], undefined, ['gold', 'silver']]);
});
