import { describe, expect, test } from 'vitest';
import { Injectable } from '../../src/decorators/injectable.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { CallerNumber, Digits } from '../../src/decorators/parameters.js';
import { readRecords } from '../../src/decorators/read-records.js';
import type { Class } from '../../src/dialog/class.js';
import { Menu } from '../../src/decorators/menu.js';
import { menu } from '../../src/dialog/prompt.js';

@Injectable({ scope: 'call' })
class Base {
  @Menu() main() {
    return menu('a');
  }
  @OnDtmf('1') orders(@Digits() digits: string) {
    void digits;
  }
}

/** Where a decorator stands; each is another one. */
const HERE: unknown = expect.any(Error);

const methodsOf = (target: Class) =>
  readRecords(target).methods.map((record) => (record.kind === 'OnDtmf' ? record.keys[0] : record.kind));
const parametersOf = (target: Class) => readRecords(target).parameters.map(({ decorator }) => decorator);

describe('what decorators recorded', () => {
  test('is plain data on the class', () => {
    expect(readRecords(Base)).toEqual({
      injectable: { scope: 'call' },
      bound: [],
      methods: [
        { kind: 'Menu', member: 'main', isStatic: false, options: {}, writtenAt: HERE },
        { kind: 'OnDtmf', member: 'orders', isStatic: false, keys: ['1'], options: {}, writtenAt: HERE },
      ],
      parameters: [
        {
          decorator: '@Digits',
          member: 'orders',
          isStatic: false,
          index: 0,
          read: expect.any(Function),
          needs: { kind: 'digits' },
        },
      ],
      inputs: [],
    });
  });

  test('is seen by a class that extends it', () => {
    class Derived extends Base {}
    expect(readRecords(Derived)).toEqual(readRecords(Base));
  });

  test('is replaced for a method that is decorated again, parameters and all', () => {
    class Derived extends Base {
      @OnDtmf('2') override orders() {}
    }
    expect(methodsOf(Derived)).toEqual(['2', 'Menu']);
    expect(parametersOf(Derived)).toEqual([]);
    expect(methodsOf(Base)).toEqual(['Menu', '1']);
  });

  test('is kept for a method that is overridden without decorators', () => {
    class Derived extends Base {
      override orders() {}
    }
    expect(methodsOf(Derived)).toEqual(['Menu', '1']);
    expect(parametersOf(Derived)).toEqual(['@Digits']);
  });

  test('is kept for a method whose override decorates only its parameters', () => {
    class Derived extends Base {
      override orders(@CallerNumber() number: string | undefined) {
        void number;
      }
    }
    expect(methodsOf(Derived)).toEqual(['Menu', '1']);
    expect(parametersOf(Derived)).toEqual(['@CallerNumber']);
  });

  test('does not leak to a sister class', () => {
    class Sister extends Base {
      @OnDtmf('3') bills() {}
    }
    class Other extends Base {}
    expect(methodsOf(Sister)).toEqual(['3', 'Menu', '1']);
    expect(methodsOf(Other)).toEqual(['Menu', '1']);
  });
});
