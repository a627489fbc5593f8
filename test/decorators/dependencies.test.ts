import { describe, expect, test } from 'vitest';
import { dependenciesOf } from '../../src/decorators/dependencies.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { describeToken, token } from '../../src/dialog/token.js';

abstract class Clock {
  abstract readonly now: number;
}
class Ledger {
  readonly entries: readonly string[] = [];
}
const LIMIT = token<number>('limit');

@Injectable()
class Crm {
  constructor(
    readonly clock: Clock,
    @Inject(LIMIT) readonly limit: number,
    @Inject(Ledger) readonly ledger: Pick<Ledger, 'entries'>,
  ) {}
}

describe('what a constructor wants', () => {
  test('is known by type and by token', () => {
    expect(dependenciesOf(Crm)).toEqual([
      { kind: 'token', index: 0, token: Clock },
      { kind: 'token', index: 1, token: LIMIT },
      { kind: 'token', index: 2, token: Ledger },
    ]);
  });

  test("is the base class's when the class has no constructor", () => {
    @Injectable()
    class Cached extends Crm {}
    expect(dependenciesOf(Cached)).toEqual(dependenciesOf(Crm));
    expect(dependenciesOf(class extends Crm {})).toEqual(dependenciesOf(Crm));
  });

  test("is not the base class's when the class has a constructor of its own", () => {
    @Injectable()
    class Other extends Crm {
      constructor(ledger: Ledger) {
        super({ now: 0 }, 1, ledger);
      }
    }
    expect(dependenciesOf(Other)).toEqual([{ kind: 'token', index: 0, token: Ledger }]);
  });

  test('is nothing without a constructor', () => {
    expect(dependenciesOf(Ledger)).toEqual([]);
  });

  test('is unknown for what no class stands for', () => {
    @Injectable()
    class Wants {
      constructor(
        readonly name: string,
        readonly list: readonly string[],
        readonly shape: { readonly x: number },
        readonly ready: Promise<void>,
      ) {}
    }
    expect(dependenciesOf(Wants).map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });

  test('leaves no trace on a class that is only looked at', () => {
    class Bare {
      constructor(readonly ledger: Ledger) {}
    }
    const before = dependenciesOf(Bare);
    expect(before).toEqual([{ kind: 'unknown', index: 0, why: { kind: 'noDecorator', owner: 'Bare' } }]);
    expect(dependenciesOf(Bare)).toEqual(before);
    expect(Object.getOwnPropertySymbols(Bare)).toEqual([]);
  });
});

test('a token says its name in messages', () => {
  expect(typeof LIMIT).toBe('symbol');
  expect(token<number>('limit')).not.toBe(LIMIT);
  expect(describeToken(LIMIT)).toBe('token "limit"');
  expect(describeToken(Clock)).toBe('Clock');
});
