/* What a question may say beside its prompt, through the app and its container. */
import {
  AgiController,
  Ask,
  back,
  Call,
  Field,
  hangUp,
  keepListening,
  Menu,
  OnCall,
  OnDtmf,
  OnNoMatch,
  read,
  repeat,
  Step,
} from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';
import { describe, expect, test } from 'vitest';

const phoneOf = (controller: new (...args: never[]) => object) =>
  createTestPhone({ controllers: [controller] }, { sounds: everySound({ durationMs: 1_000 }) });

class Answers {
  @Field(read.digits({ length: 2 }), { prompt: 'age' }) age?: string;
  @Field(read.amount({ currency: 'EUR' }), { prompt: 'income' }) income?: unknown;
}

@AgiController('/cancel', { defaults: { cancelKey: '9' }, links: { '*': repeat }, otherwise: hangUp })
class CancelController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'rating' }) enter() {}

  @Ask(read.integer({ min: 1, max: 5 }), { prompt: 'rate', next: 'number', otherwise: 'cancelled' })
  async rating(stars: number) {
    await this.call.play(`stars-${stars}`);
  }

  @Ask(read.digits({ length: 3 }), {
    prompt: 'number',
    cancelKey: '#',
    terminator: 'none',
    next: 'form',
    otherwise: 'form',
  })
  async number(digits: string) {
    await this.call.play(`typed-${digits}`);
  }

  @Step({ next: 'alone' })
  async form() {
    await this.call.fill(new Answers(), { cancelKey: 'none', attempts: 1 });
  }

  @Step({ next: hangUp })
  async alone() {
    const { kind } = await this.call.ask(read.digits({ length: 2 }), {
      prompt: 'alone',
      cancelKey: '#',
      terminator: '*',
    });
    await this.call.play(kind);
  }

  @Step({ next: 'number' })
  async cancelled() {
    await this.call.play('cancelled');
  }
}

describe('the key that cancels', () => {
  test('is said for a class, and leaves * to a link', async () => {
    await using line = await phoneOf(CancelController);
    await line
      .dial('/cancel')
      .hears('rate')
      .presses('*')
      .hears('rate')
      .presses('9')
      .hears('cancelled', 'number')
      .hangsUp();
  });

  test('is said for a question, where it takes back what was typed', async () => {
    await using line = await phoneOf(CancelController);
    const caller = line.dial('/cancel').hears('rate').presses('4').hears('stars-4', 'number').presses('19#');
    await caller.hears('number').presses('199').hears('typed-199').hangsUp();
  });

  test('takes back what is heard of a wrong entry with it', async () => {
    @AgiController('/back')
    class BackController {
      @OnCall({ next: 'number' }) async greet() {}
      @Ask(read.digits({ length: 2 }), {
        prompt: 'number',
        noMatch: ['wrong'],
        cancelKey: '*',
        next: hangUp,
        otherwise: hangUp,
      })
      number() {}
    }
    await using line = await phoneOf(BackController);
    const caller = line.dial('/back').hears('number').presses('1#').hears('wrong', 'number').presses('1*');
    await caller.hears('number').presses('12').ends({ by: 'app' });
  });

  test('is none for the fields of a form, and another one for a question of linear code', async () => {
    await using line = await phoneOf(CancelController);
    const caller = line.dial('/cancel').hears('rate').presses('4').hears('stars-4', 'number').presses('#');
    await caller.hears('age').presses('*').hears('alone').presses('1#').hears('alone').presses('#').hears('cancelled');
  });
});

@AgiController('/greetings', { start: 'main', otherwise: hangUp })
class GreetingsController {
  @Menu({ greeting: 'hello', prompt: 'main', choices: { '1': 'orders', '2': 'news', '*': back } })
  declare readonly main: Menu;

  @Menu({ greeting: 'in-orders', greetEveryVisit: true, prompt: 'orders', choices: { '*': back, '1': repeat } })
  declare readonly orders: Menu;

  @Menu({ greeting: 'in-news', prompt: 'news', choices: { '*': back } })
  declare readonly news: Menu;
}

describe('a greeting', () => {
  test('is heard once a call', async () => {
    await using line = await phoneOf(GreetingsController);
    const caller = line.dial('/greetings').hears('hello', 'main').presses('2').hears('in-news', 'news').presses('*');
    await caller.hears('main').presses('2').hears('news').hangsUp();
    expect(caller.transcript.match(/in-news/g)).toHaveLength(1);
    expect(caller.transcript.match(/hello/g)).toHaveLength(1);
  });

  test('with greetEveryVisit is heard whenever the caller comes in, and not when they are asked again', async () => {
    await using line = await phoneOf(GreetingsController);
    const caller = line
      .dial('/greetings')
      .hears('hello', 'main')
      .presses('1')
      .hears('in-orders', 'orders')
      .presses('1');
    await caller
      .hears('orders')
      .presses('8')
      .hears('orders')
      .presses('*')
      .hears('main')
      .presses('1')
      .hears('in-orders', 'orders')
      .hangsUp();
    expect(caller.transcript.match(/in-orders/g)).toHaveLength(2);
  });
});

@AgiController('/reasons', { otherwise: hangUp })
class ReasonsController {
  constructor(private readonly call: Call) {}

  @Ask(
    read
      .digits({ length: 4 })
      .validate((digits) => digits !== '0000', 'not-zero')
      .map((digits) => (digits === '1234' ? digits : undefined), 'unknown'),
    { prompt: 'order', attempts: 9, next: hangUp },
  )
  async order(digits: string) {
    await this.call.play(`found-${digits}`);
  }

  @OnNoMatch({ ask: 'order', reason: 'tooShort' }) async short() {
    await this.call.play('four-digits');
  }
  @OnNoMatch({ ask: 'order', reason: 'notFound', count: 2, next: keepListening }) async notFound(digits: string) {
    await this.call.play(`look-again-${digits}`);
  }
  @OnNoMatch({ everyQuestion: true, reason: 'refused' }) async refused() {
    await this.call.play('refused');
  }
  @OnNoMatch({ ask: 'order', count: 5, to: [hangUp] }) async enough() {
    await this.call.play('enough');
    return hangUp;
  }
}

test('wrong entries are answered by their reason, and counted together', async () => {
  await using line = await phoneOf(ReasonsController);
  const caller = line.dial('/reasons').hears('order').presses('12#').hears('four-digits', 'order');
  await caller
    .presses('9999')
    .hears('look-again-9999', 'unknown')
    .presses('0000')
    .hears('refused', 'not-zero', 'order');
  await caller.presses('1#').hears('four-digits', 'order').presses('1#').hears('enough').ends({ by: 'app' });
});

let work = (): Promise<void> => Promise.resolve();

@AgiController('/hold', { otherwise: hangUp })
class HoldController {
  @Menu({ prompt: 'main', choices: { '9': hangUp } }) declare readonly main: Menu;

  @OnDtmf('1', { menu: 'main' }) async held() {
    await work();
  }
  @OnDtmf('2', { menu: 'main', hold: false }) async leftAlone() {
    await work();
  }
}

test.each([
  ['is held for its handler, and keeps the key', '1', 0],
  ['is left alone by a handler with hold: false, and loses the key', '2', 1],
])('a line %s', async (_, key, prompts) => {
  await using line = await phoneOf(HoldController);
  work = () => line.takes(1_000);
  const caller = line.dial('/hold').hears('main').presses(key).waits({ forMs: 500 }).presses('9').waits({ forMs: 900 });
  await caller.hangsUp();
  expect(caller.transcript.match(/main/g)).toHaveLength(1 + prompts);
});
