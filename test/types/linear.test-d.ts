/* What linear questions give, inferred from what they are asked with. */
import type { Call } from '../../src/call/call.js';
import type { AskResult, FillResult, MenuResult } from '../../src/call/question-results.js';
import { Field } from '../../src/decorators/field.js';
import type { Money } from '../../src/dialog/money.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { describe, expectTypeOf, test } from 'vitest';

declare const call: Call;
const prompt = 'question';

describe('call.ask', () => {
  test('gives what the reader gives, and undefined in every other arm', () => {
    expectTypeOf(call.ask(read.yesNo(), { prompt })).resolves.toEqualTypeOf<AskResult<boolean>>();
    expectTypeOf<AskResult<number>['value']>().toEqualTypeOf<number | undefined>();
    const order = read.digits({ length: 4 }).map(async (digits) => ({ digits }), 'no');
    expectTypeOf(call.ask(order, { prompt })).resolves.toEqualTypeOf<AskResult<{ digits: string }>>();
  });

  test('narrows by kind', () => {
    const given = {} as AskResult<number>;
    if (given.kind === 'value') expectTypeOf(given.value).toEqualTypeOf<number>();
    else expectTypeOf(given.value).toEqualTypeOf<undefined>();
    if (given.kind === 'noMatch') expectTypeOf(given.digits).toEqualTypeOf<string>();
    expectTypeOf(given.kind).toEqualTypeOf<'value' | 'noInput' | 'noMatch' | 'cancelled'>();
  });

  test('hands the value to confirm, which does not change what is inferred', () => {
    const asked = call.ask(read.amount({ currency: 'EUR' }), {
      prompt: () => ['balance', say.number(1)],
      confirm: (amount, digits) => {
        expectTypeOf(amount).toEqualTypeOf<Money>();
        return say.digits(digits);
      },
    });
    expectTypeOf(asked).resolves.toEqualTypeOf<AskResult<Money>>();
  });

  test('refuses what it does not know', () => {
    // @ts-expect-error a prompt is needed
    void call.ask(read.yesNo(), {});
    // @ts-expect-error Did you mean to write 'timeoutMs'?
    void call.ask(read.yesNo(), { prompt, timeout: 5 });
    // @ts-expect-error nothing leads anywhere
    void call.ask(read.yesNo(), { prompt, otherwise: 'main' });
    // @ts-expect-error a prompt function gets nothing: there is no class here
    void call.ask(read.yesNo(), { prompt: (self: Date) => self.toISOString() });
    // @ts-expect-error the value is a boolean
    void call.ask(read.yesNo(), { prompt, confirm: (value: string) => value });
  });
});

describe('call.menu', () => {
  test('gives the union of the choices, literals and objects of different types too', () => {
    const sales = { name: 'sales', open: true };
    expectTypeOf(call.menu({ prompt, choices: { '1': 'yes', '2': 'no' } })).resolves.toEqualTypeOf<
      MenuResult<'yes' | 'no'>
    >();
    expectTypeOf(call.menu({ prompt, choices: { '1': 'yes', _2XX: 5, 3: sales } })).resolves.toEqualTypeOf<
      MenuResult<'yes' | 5 | typeof sales>
    >();
    const fromDatabase: Record<string, Date> = {};
    expectTypeOf(call.menu({ prompt, choices: fromDatabase })).resolves.toEqualTypeOf<MenuResult<Date>>();
  });

  test('narrows by kind', () => {
    const given = {} as MenuResult<'yes'>;
    if (given.kind === 'choice') expectTypeOf(given.choice).toEqualTypeOf<'yes'>();
    else expectTypeOf(given.choice).toEqualTypeOf<undefined>();
    expectTypeOf(given.kind).toEqualTypeOf<'choice' | 'noInput' | 'noMatch'>();
  });

  test('refuses what it does not know', () => {
    // @ts-expect-error choices are needed
    void call.menu({ prompt });
    // @ts-expect-error Did you mean to write 'attempts'?
    void call.menu({ prompt, choices: { '1': 1 }, attempt: 5 });
    // @ts-expect-error what is heard is in the options, not in code that runs
    void call.menu({ prompt, choices: { '1': 1 }, confirm: () => 'sure' });
  });
});

class Answers {
  @Field(read.integer({ min: 1, max: 5 }), { prompt }) satisfaction?: number;
  @Field(read.yesNo(), { prompt }) recommends?: boolean;
}
declare const answers: Answers;

describe('call.fill', () => {
  test('gives the form back, and the name of the field at which it ended', () => {
    expectTypeOf(call.fill(answers, { attempts: 2, backKey: '*' })).resolves.toEqualTypeOf<FillResult<Answers>>();
    const filled = {} as FillResult<Answers>;
    expectTypeOf(filled.form).toEqualTypeOf<Answers>();
    if (filled.kind !== 'filled') expectTypeOf(filled.at).toEqualTypeOf<'satisfaction' | 'recommends'>();
  });

  test('refuses what it does not know', () => {
    // @ts-expect-error no telephone has this key
    void call.fill(answers, { backKey: 'x' });
    // @ts-expect-error each field has its own prompt
    void call.fill(answers, { prompt });
    // @ts-expect-error a form is an object
    void call.fill('answers');
  });
});

test('call.waitFor gives what the work gives; with a limit, whether it was in time', () => {
  const work = async () => 42;
  expectTypeOf(call.waitFor(work)).resolves.toEqualTypeOf<number>();
  expectTypeOf(call.waitFor(work, { filler: 'one-moment' })).resolves.toEqualTypeOf<number>();
  expectTypeOf(call.waitFor(work, { limitMs: 5 })).resolves.toEqualTypeOf<
    { readonly kind: 'done'; readonly value: number } | { readonly kind: 'tooLong' }
  >();
  // @ts-expect-error Did you mean to write 'limitMs'?
  void call.waitFor(work, { limit: 5 });
});
