import { describe, expect, test } from 'vitest';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { Step } from '../../src/decorators/step.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { go, hangUp, leave } from '../../src/dialog/step.js';
import { mistakesOf } from './mistakes-of.js';

describe('a place to go is refused', () => {
  test('when a choice names no handler', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error "billng" is not a node of this class
      @Menu({ choices: { '3': 'billng', '4': 'billing' }, otherwise: leave }) main() {
        return menu('a');
      }
      @Step({ next: leave }) billing() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: choice "3" goes to "billng", which is not a handler. Did you mean "billing"? [AGI_BOOT_UNKNOWN_CHOICE]',
    ]);
  });

  test('when then, to, otherwise or a link names no handler', () => {
    // @ts-expect-error "oprator" is not a node of this class
    @AgiController('/sales', { links: { '0': 'oprator' } })
    class Sales {
      // @ts-expect-error "mainn" is not a node of this class
      @OnCall({ next: 'mainn', to: ['xyz'] }) greet() {
        return go('xyz');
      }
      // @ts-expect-error "operatr" is not a node of this class
      @Menu({ choices: { '1': 'operator' }, otherwise: 'operatr' }) main() {
        return menu('a');
      }
      @Step({ next: leave }) operator() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.greet: "to" names "xyz", which is not a handler. There are greet, main, operator. [AGI_BOOT_UNKNOWN_TARGET]',
      'Sales.greet: "next" names "mainn", which is not a handler. Did you mean "main"? [AGI_BOOT_UNKNOWN_TARGET]',
      'Sales.main: "otherwise" names "operatr", which is not a handler. Did you mean "operator"? [AGI_BOOT_UNKNOWN_TARGET]',
      'Sales: link "0" names "oprator", which is not a handler. Did you mean "operator"? [AGI_BOOT_UNKNOWN_TARGET]',
    ]);
  });

  test('when "otherwise" of the class names no handler', () => {
    // @ts-expect-error "operatr" is not a node of this class
    @AgiController('/sales', { otherwise: 'operatr' })
    class Sales {
      @OnCall({ next: 'operator' }) greet() {}
      @Step({ next: leave }) operator() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales: "otherwise" names "operatr", which is not a handler. Did you mean "operator"? [AGI_BOOT_UNKNOWN_TARGET]',
    ]);
  });

  test('when the method it names has no decorator', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
      @OnDtmf('1', { next: 'orders' }) one() {}
      orders() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.one: "next" names "orders", a method without a decorator. Decorate it with @Step, @Menu or @Ask. [AGI_BOOT_UNDECORATED_TARGET]',
    ]);
  });

  test('when the method it names only answers for a menu', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ choices: { '2': 'orders' }, otherwise: leave }) main() {
        return menu('a');
      }
      @OnDtmf('1') orders() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: choice "2" names "orders", which only answers (@OnDtmf). Put @Step on it as well, or name a @Step, @Menu or @Ask method. [AGI_BOOT_UNDECORATED_TARGET]',
    ]);
  });

  test('when it is neither a name, a class nor a step', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error a number is no target
      @Menu({ choices: { '1': 7, '2': null }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: choice "1" is 7, which is no place to go. Give the name of a method, a class, () => a class, or a step. [AGI_BOOT_TARGET]',
      'Sales.main: choice "2" is null, which is no place to go. Give the name of a method, a class, () => a class, or a step. [AGI_BOOT_TARGET]',
    ]);
  });

  test('when the class is no controller, or an import cycle took it away', () => {
    class Plain {
      greet() {}
    }
    const imported: { Later?: typeof Plain } = {};
    @AgiController('/sales')
    class Sales {
      @Menu({
        choices: { '1': Plain, '2': () => imported.Later as typeof Plain, '3': () => NotYet },
        otherwise: go(Plain),
      })
      main() {
        return menu('a');
      }
    }
    const problems = mistakesOf(Sales);
    class NotYet extends Plain {}
    expect(problems).toEqual([
      'Sales.main: choice "1" leads to Plain, which has neither @AgiController nor @Dialog. Put one of them on it. [AGI_BOOT_TARGET_CLASS]',
      'Sales.main: choice "2" leads to undefined. Look for a circular import: it leaves a class undefined. Write () => TheClass. [AGI_BOOT_TARGET_CLASS]',
      'Sales.main: choice "3" leads to undefined. Look for a circular import: it leaves a class undefined. Write () => TheClass. [AGI_BOOT_TARGET_CLASS]',
      'Sales.main: "otherwise" leads to Plain, which has neither @AgiController nor @Dialog. Put one of them on it. [AGI_BOOT_TARGET_CLASS]',
    ]);
  });

  test('when "to" is no list', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error a list is needed
      @OnCall({ to: 'main' }) greet() {}
    }
    expect(mistakesOf(Sales)).toEqual(['Sales.greet: to is "main", but a list of places is needed. [AGI_BOOT_OPTION]']);
  });
});

test('a step that says nowhere to go is refused', () => {
  @AgiController('/sales')
  class Sales {
    // @ts-expect-error says nowhere to go next
    @OnCall() greet() {}
    // @ts-expect-error says nowhere to go next
    @Step({ to: [] }) thanks() {}
  }
  expect(mistakesOf(Sales)).toEqual([
    'Sales.greet: @OnCall says nowhere to go next. Add "next", or "to" with the steps that the method returns. [AGI_BOOT_DEAD_END]',
    'Sales.thanks: @Step says nowhere to go next. Add "next", or "to" with the steps that the method returns. [AGI_BOOT_DEAD_END]',
  ]);
});

describe('a handler that no way leads to', () => {
  test('is refused, and so is what only it leads to', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: hangUp }) greet() {}
      @Step({ next: 'goodbye' }) thanks() {}
      @Step({ next: hangUp }) goodbye() {}
    }
    const unreachable =
      'no way leads here from the start of the call. Let a choice, a link, "next" or "to" name it, or take it away. [AGI_BOOT_UNREACHABLE]';
    expect(mistakesOf(Sales)).toEqual([`Sales.thanks: ${unreachable}`, `Sales.goodbye: ${unreachable}`]);
  });

  test('is refused where only a link leads to it whose key every question has for itself', () => {
    @AgiController('/sales', { links: { '#': 'ended', '*': 'cancelled', '1': 'typed', '0': 'helped' } })
    class Sales {
      @OnCall({ next: 'size' }) greet() {}
      @Ask(read.integer({ min: 1, max: 5 }), {
        prompt: 'size',
        terminator: '#',
        cancelKey: '*',
        next: hangUp,
        otherwise: hangUp,
      })
      size() {}
      @Step({ next: hangUp }) ended() {}
      @Step({ next: hangUp }) cancelled() {}
      @Step({ next: hangUp }) typed() {}
      @Step({ next: hangUp }) helped() {}
    }
    expect(mistakesOf(Sales).map((mistake) => mistake.replace(/:.*\[/s, ' ['))).toEqual([
      'Sales.ended [AGI_BOOT_UNREACHABLE]',
      'Sales.cancelled [AGI_BOOT_UNREACHABLE]',
      'Sales.typed [AGI_BOOT_UNREACHABLE]',
    ]);
  });

  test('is not blamed while another mistake may be the reason', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error "thanx" is not a node of this class
      @OnCall({ next: 'thanx' }) greet() {}
      @Step({ next: hangUp }) thanks() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.greet: "next" names "thanx", which is not a handler. Did you mean "thanks"? [AGI_BOOT_UNKNOWN_TARGET]',
    ]);
  });
});
