/* What each reader gives, through the chain of its checks. */
import { describe, expectTypeOf, test } from 'vitest';
import { token, type Token } from '../../src/dialog/token.js';
import type { Money } from '../../src/dialog/money.js';
import { read } from '../../src/dialog/read/read.js';
import type { CheckContext, Reader } from '../../src/dialog/read/reader.js';

interface Order {
  readonly number: string;
}
abstract class Orders {
  abstract find(number: string, signal: AbortSignal): Promise<Order | undefined>;
  abstract cached(number: string): Order | undefined;
  abstract isOpen(order: Order): Promise<boolean>;
}
const LIMIT = token<number>('limit');

describe('the value of a reader', () => {
  test('is the one its name promises', () => {
    expectTypeOf(read.digits({ length: 4 })).toEqualTypeOf<Reader<string>>();
    expectTypeOf(read.digits({ min: 1, max: 4 })).toEqualTypeOf<Reader<string>>();
    expectTypeOf(read.pin({ length: 4 })).toEqualTypeOf<Reader<string>>();
    expectTypeOf(read.yesNo()).toEqualTypeOf<Reader<boolean>>();
    expectTypeOf(read.yesNo({ yes: '1', no: '#' })).toEqualTypeOf<Reader<boolean>>();
    expectTypeOf(read.integer({ min: 1, max: 5 })).toEqualTypeOf<Reader<number>>();
    expectTypeOf(read.amount({ currency: 'EUR' })).toEqualTypeOf<Reader<Money>>();
    expectTypeOf(read.date()).branded.toEqualTypeOf<
      Reader<{ readonly year: number; readonly month: number; readonly day: number }>
    >();
    expectTypeOf(read.time()).branded.toEqualTypeOf<Reader<{ readonly hour: number; readonly minute: number }>>();
    expectTypeOf(read.phoneNumber({ country: 'FR' })).toEqualTypeOf<Reader<string>>();
    expectTypeOf(read.extension({ pattern: '_2XX' })).toEqualTypeOf<Reader<string>>();
    expectTypeOf(read.extension({ allow: ['201'] })).toEqualTypeOf<Reader<string>>();
    expectTypeOf(read.cardNumber()).toEqualTypeOf<Reader<string>>();
  });

  test('is the union of what the keys stand for, objects of different types too', () => {
    const sales = { name: 'sales', open: true };
    const support = { name: 'support', level: 2 };
    expectTypeOf(read.oneOf({ '1': 'morning', '2': 'afternoon' })).toEqualTypeOf<Reader<'morning' | 'afternoon'>>();
    expectTypeOf(read.oneOf({ 1: 'morning', 2: 'afternoon' })).toEqualTypeOf<Reader<'morning' | 'afternoon'>>();
    expectTypeOf(read.oneOf({ '1': sales, '2': support })).toEqualTypeOf<Reader<typeof sales | typeof support>>();
    expectTypeOf(read.oneOf({ '1': Date, '2': undefined, '#': 7 })).toEqualTypeOf<
      Reader<DateConstructor | undefined | 7>
    >();
    const fromDatabase: Record<string, Order> = {};
    expectTypeOf(read.oneOf(fromDatabase)).toEqualTypeOf<Reader<Order>>();
  });

  test('stays what it is through validate, and becomes what map finds', () => {
    const number = read.digits({ length: 4 });
    expectTypeOf(number.validate((text) => text !== '0000', 'no')).toEqualTypeOf<Reader<string>>();
    const later = number.map((text, ctx) => ctx.get(Orders).find(text, ctx.signal), 'no');
    expectTypeOf(later).toEqualTypeOf<Reader<Order>>();
    expectTypeOf(number.map((text, ctx) => ctx.get(Orders).cached(text), 'no')).toEqualTypeOf<Reader<Order>>();
    expectTypeOf(number.map(async (text) => (text === '' ? undefined : text.length), 'no')).toEqualTypeOf<
      Reader<number>
    >();
    expectTypeOf(number.map((text): string | null => text, 'no')).toEqualTypeOf<Reader<string | null>>();
    const chained = later
      .validate((order, ctx) => ctx.get(Orders).isOpen(order), 'no')
      .map(({ number: text }) => Number(text), 'no');
    expectTypeOf(chained).toEqualTypeOf<Reader<number>>();
  });

  test('may be used where less is asked for', () => {
    expectTypeOf<Reader<'a'>>().toExtend<Reader<string>>();
    expectTypeOf<Reader<string>>().toExtend<Reader<unknown>>();
    expectTypeOf<Reader<string>>().not.toExtend<Reader<'a'>>();
  });
});

describe('a check', () => {
  test('gets services by class and by token, typed', () => {
    read.digits({ length: 4 }).validate((_text, ctx) => {
      expectTypeOf(ctx.get(Orders)).toEqualTypeOf<Orders>();
      expectTypeOf(ctx.get(LIMIT)).toEqualTypeOf<number>();
      // @ts-expect-error a plain symbol stands for nothing
      ctx.get(Symbol('limit'));
      return true;
    }, 'no');
  });

  test('is served by whatever finds services by their token', () => {
    expectTypeOf<<T>(token: Token<T>) => T>().toExtend<CheckContext['get']>();
    expectTypeOf<{ get<T>(token: Token<T>): T }>().toExtend<Pick<CheckContext, 'get'>>();
  });
});

test('mistakes are seen in the editor', () => {
  // @ts-expect-error length or max is needed
  read.digits({});
  // @ts-expect-error both bounds are needed
  read.integer({ max: 5 });
  // @ts-expect-error no telephone has this key
  read.oneOf({ x: 1 });
  // @ts-expect-error no telephone has this key, though the other one is right
  read.oneOf({ '1': 1, '12': 2 });
  // @ts-expect-error there is no such country
  read.phoneNumber({ country: 'UK' });
  // @ts-expect-error there is no such order
  read.date({ order: 'dym' });
  // @ts-expect-error pattern or allow is needed
  read.extension({});
  // @ts-expect-error the check gets a number
  read.integer({ min: 1, max: 5 }).validate((text: string) => text !== '', 'no');
  // @ts-expect-error a caller must hear something
  read.digits({ length: 4 }).validate(() => true);
});
