import { expect, test } from 'vitest';
import { AgiController, Call, hangUp, OnCall, read } from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';
import { CompileOnce, entriesIn } from '../../src/question/compile-once.js';

test('what depends on the same values is compiled once; what changed within the object is compiled again', () => {
  const once = new CompileOnce<number>();
  let count = 0;
  const options: Record<string, unknown> = { prompt: 'a', attempts: 2 };
  const get = () => once.get(options, entriesIn(options), () => ++count);
  expect([get(), get()]).toEqual([1, 1]);
  options['attempts'] = 3;
  expect([get(), get()]).toEqual([2, 2]);
  options['greeting'] = 'b';
  expect(get()).toBe(3);
  expect(once.get({ ...options }, entriesIn(options), () => ++count)).toBe(4);
});

test('a list that was changed in place is not looked into: it is replaced to be read again', () => {
  const once = new CompileOnce<number>();
  let count = 0;
  const noInput = ['a'];
  const options: Record<string, unknown> = { noInput };
  const get = () => once.get(options, entriesIn(options), () => ++count);
  get();
  noInput.push('b');
  expect(get()).toBe(1);
  options['noInput'] = [...noInput];
  expect(get()).toBe(2);
});

test('what could not be compiled is not remembered', () => {
  const once = new CompileOnce<string>();
  const key = {};
  expect(() => once.get(key, [], () => expect.fail('wrong'))).toThrow('wrong');
  expect(once.get(key, [], () => 'right')).toBe('right');
});

test('options that are given again and were changed meanwhile are read as they are now', async () => {
  const question = { prompt: 'age', attempts: 1 };
  const menu = { prompt: 'sure', choices: { '1': 'yes' } as Record<string, string>, attempts: 1 };
  const heard: unknown[] = [];
  @AgiController('/survey')
  class Survey {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp }) async ask() {
      heard.push((await this.call.ask(read.integer({ min: 1, max: 9 }), question)).value);
      question.prompt = 'age-again';
      heard.push((await this.call.ask(read.integer({ min: 1, max: 9 }), question)).value);
      heard.push((await this.call.menu(menu)).choice);
      menu.choices['1'] = 'no';
      heard.push((await this.call.menu(menu)).choice);
    }
  }
  await using line = await createTestPhone({ controllers: [Survey] }, { sounds: everySound({ durationMs: 500 }) });
  await line
    .dial('/survey')
    .hears('age')
    .presses('4')
    .hears('age-again')
    .presses('5')
    .hears('sure')
    .presses('1')
    .hears('sure')
    .presses('1')
    .ends({ by: 'app' });
  expect(heard).toEqual([4, 5, 'yes', 'no']);
});
