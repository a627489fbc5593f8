import { describe, expect, test } from 'vitest';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { Step } from '../../src/decorators/step.js';
import { token } from '../../src/dialog/token.js';
import { menu } from '../../src/dialog/prompt.js';
import { hangUp, leave } from '../../src/dialog/step.js';
import type { Ledger } from './ledger.js';
import { mistakesOf } from './mistakes-of.js';

describe('a class is refused', () => {
  test('without @AgiController', () => {
    class Sales {
      @OnCall({ next: hangUp }) greet() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales: is listed as a controller, but has no @AgiController(path). Put it on the class. [AGI_BOOT_NOT_A_CONTROLLER]',
    ]);
  });

  test('without a path, or with something else for one', () => {
    // @ts-expect-error a path is needed
    @AgiController()
    class NoPath {
      @OnCall({ next: hangUp }) greet() {}
    }
    @AgiController([])
    class EmptyList {
      @OnCall({ next: hangUp }) greet() {}
    }
    // @ts-expect-error a path is text, an expression, or a route
    @AgiController(['/sales', 5])
    class HalfPaths {
      @OnCall({ next: hangUp }) greet() {}
    }
    const needed = 'but text is needed. Write @AgiController("/sales"). [AGI_BOOT_PATH]';
    expect(mistakesOf(NoPath)).toEqual([`NoPath: its path is undefined, ${needed}`]);
    expect(mistakesOf(EmptyList)).toEqual([`EmptyList: its path is undefined, ${needed}`]);
    expect(mistakesOf(HalfPaths)).toEqual([`HalfPaths: its path is 5, ${needed}`]);
  });

  test('with two @OnCall, or with @OnCall and start', () => {
    @AgiController('/sales')
    class TwoOnCall {
      @OnCall({ next: hangUp }) greet() {}
      @OnCall({ next: hangUp }) welcome() {}
    }
    @AgiController('/sales', { start: 'main' })
    class OnCallAndStart {
      @OnCall({ next: 'main' }) greet() {}
      @Step({ next: hangUp }) main() {}
    }
    expect(mistakesOf(TwoOnCall)).toEqual([
      'TwoOnCall: it begins in one place, but here are 2: @OnCall greet, @OnCall welcome. Keep one. [AGI_BOOT_TWO_STARTS]',
    ]);
    expect(mistakesOf(OnCallAndStart)).toEqual([
      'OnCallAndStart: it begins in one place, but here are 2: @OnCall greet, start: "main". Keep one. [AGI_BOOT_TWO_STARTS]',
    ]);
  });

  test('when nothing says where a call begins', () => {
    @AgiController('/empty')
    class Empty {
      greet() {}
    }
    @AgiController('/two')
    class TwoMenus {
      @Menu({ choices: { '1': 'other' }, otherwise: leave }) main() {
        return menu('a');
      }
      @Menu({ choices: { '1': 'main' }, otherwise: leave }) other() {
        return menu('b');
      }
    }
    expect(mistakesOf(Empty)).toEqual([
      'Empty: nothing says where to begin. Put @OnCall on the method that runs first. [AGI_BOOT_NO_START]',
    ]);
    expect(mistakesOf(TwoMenus)).toEqual([
      'TwoMenus: nothing says where to begin: there is no @OnCall and more than one question (main, other). Add start: "main", or an @OnCall method. [AGI_BOOT_NO_START]',
    ]);
  });

  test('when start is not a handler', () => {
    // @ts-expect-error "maim" is not a node of this class
    @AgiController('/sales', { start: 'maim' })
    class Sales {
      @Step({ next: hangUp }) main() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales: start is "maim", which is not a handler. Did you mean "main"? [AGI_BOOT_UNKNOWN_START]',
    ]);
  });

  test('with an unknown option', () => {
    // @ts-expect-error 'link' does not exist
    @AgiController('/sales', { link: { '0': 'greet' } })
    class Sales {
      @OnCall({ next: hangUp }) greet() {}
    }
    // @ts-expect-error options are an object
    @AgiController('/sales', 'greet')
    class Support {
      @OnCall({ next: hangUp }) greet() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales: @AgiController has no option "link". Did you mean "links"? [AGI_BOOT_UNKNOWN_OPTION]',
    ]);
    expect(mistakesOf(Support)).toEqual([
      'Support: what @AgiController takes is "greet", but an object with options is needed. [AGI_BOOT_OPTION]',
    ]);
  });
});

describe('a constructor is refused', () => {
  const manyCauses =
    'has no class for a type at run time (it reads Object): it is an interface, came with "import type", or a circular import left it undefined. Import a class as a value, break the circle, or inject by token: @Inject(token). [AGI_BOOT_TYPE_MISSING]';

  test('when a class comes by import type', () => {
    @AgiController('/sales')
    class Sales {
      constructor(
        @Inject(token<string>('greeting')) readonly greeting: string,
        readonly ledger: Ledger,
      ) {}
      @OnCall({ next: hangUp }) greet() {}
    }
    // One compiler writes Object, another Function.
    expect(mistakesOf(Sales).map((mistake) => mistake.replace('reads Function', 'reads Object'))).toEqual([
      `Sales: constructor parameter 2 ${manyCauses}`,
    ]);
  });

  test('when a type is no class', () => {
    @AgiController('/sales')
    class Sales {
      constructor(
        readonly name: string,
        readonly either: Date | RegExp,
      ) {}
      @OnCall({ next: hangUp }) greet() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales: constructor parameter 1 has the type String, which is no class of yours. Inject by token: @Inject(token). [AGI_BOOT_TYPE_MISSING]',
      `Sales: constructor parameter 2 ${manyCauses}`,
    ]);
  });

  test('when a base class without a decorator has one', () => {
    class Base {
      constructor(readonly ledger: Date) {}
    }
    @AgiController('/sales')
    class Sales extends Base {
      @OnCall({ next: hangUp }) greet() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales: constructor parameter 1 has no type at run time, because Base has no decorator. Put @Injectable() on Base, or inject by token: @Inject(token). [AGI_BOOT_TYPE_MISSING]',
    ]);
  });

  test('when the compiler wrote no types', () => {
    @Injectable()
    class Sales {
      constructor(readonly date: Date) {}
      @OnCall({ next: hangUp }) greet() {}
    }
    AgiController('/sales')(Sales);
    Reflect.deleteMetadata('design:paramtypes', Sales);
    expect(mistakesOf(Sales)).toEqual([
      'Sales: constructor parameter 1 has no type at run time, because this compiler writes none (esbuild, tsx and Vite 7 do not). Compile with tsc or Vite 8 and "emitDecoratorMetadata", or inject by token: @Inject(token). [AGI_BOOT_TYPE_MISSING]',
    ]);
  });
});

describe('a decorator is refused', () => {
  test('on a static method, a property or a getter', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: hangUp }) greet() {}
      // @ts-expect-error must be a public instance method
      @Step({ next: hangUp }) static thanks() {}
      // @ts-expect-error a property has no descriptor
      @Step({ next: hangUp }) goodbye = () => {};
      // @ts-expect-error a getter is no method
      @OnHangup() get state() {
        throw new Error('a getter is not run');
      }
    }
    expect(mistakesOf(Sales).toSorted()).toEqual([
      'Sales.goodbye: @Step stands on something that is no method. Make it one: name() { … }. [AGI_BOOT_NOT_A_METHOD]',
      'Sales.state: @OnHangup stands on something that is no method. Make it one: name() { … }. [AGI_BOOT_NOT_A_METHOD]',
      'Sales.thanks: @Step stands on a static member, but each call has an object of its own. Take "static" away. [AGI_BOOT_NOT_A_METHOD]',
    ]);
  });

  test('beside another that does not go with it', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: 'main' })
      @Step({ next: 'main' })
      greet() {}

      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }

      @OnDtmf('1', { next: 'greet' })
      @OnHangup()
      bye() {}

      @OnDtmf('2')
      @OnDtmf('3')
      @Step({ next: 'main' })
      fine() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.greet: has @Step, @OnCall, which do not go together. Move one of them to a method of its own. [AGI_BOOT_TWO_ROLES]',
      'Sales.bye: has @OnHangup, @OnDtmf, which do not go together. Move one of them to a method of its own. [AGI_BOOT_TWO_ROLES]',
    ]);
  });
});
