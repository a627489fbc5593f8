import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { EndedCall } from '../../src/call/ended-call.js';
import { compileDialog } from '../../src/controller/compile-controller.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { Dialog } from '../../src/decorators/dialog.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnAttemptsUsedUp } from '../../src/decorators/on-attempts-used-up.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnEnter } from '../../src/decorators/on-enter.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { Arg, CallerNumber, Digits, Param, Variable } from '../../src/decorators/parameters.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { leave } from '../../src/dialog/step.js';
import { mistakesOf } from './mistakes-of.js';

describe('a parameter is refused', () => {
  test('when two have no decorator', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
      @OnDtmf('1') orders(digits: string, @CallerNumber() number: string | undefined, name: string) {
        return void [digits, number, name];
      }
      @OnHangup() bye(call: EndedCall, reason: string) {
        return void [call, reason];
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.orders: parameters 1, 3 have no decorator, but only the first such parameter is filled (with what the caller gave). Decorate the others. [AGI_BOOT_UNDECORATED_PARAMETER]',
      'Sales.bye: parameters 1, 2 have no decorator, but only the first such parameter is filled (with what the caller gave). Decorate the others. [AGI_BOOT_UNDECORATED_PARAMETER]',
    ]);
  });

  test('when it has no decorator where the caller gives nothing', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: leave }) greet(number: string) {
        return void number;
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.greet: parameter 1 has no decorator, and here the caller gives nothing to fill it with. Decorate it, or take it away. [AGI_BOOT_UNDECORATED_PARAMETER]',
    ]);
  });

  test('but not when it fills itself', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: leave }) greet(loud = false, ...more: string[]) {
        return void [loud, more];
      }
    }
    expect(mistakesOf(Sales)).toEqual([]);
  });

  test('when @Param names what the path does not have', () => {
    @AgiController(['/orders/:number', '/order'])
    class Orders {
      @OnCall({ next: leave }) say(@Param('number') number: string) {
        return void number;
      }
    }
    @AgiController('/orders/:number')
    class Typo {
      @OnCall({ next: leave }) say(@Param('numbr') number: string) {
        return void number;
      }
    }
    expect(mistakesOf(Orders)).toEqual([
      'Orders.say: @Param on parameter 1 asks for ":number", which is not in the path "/order". Add it to the path. [AGI_BOOT_PARAMETER]',
    ]);
    expect(mistakesOf(Typo)).toEqual([
      'Typo.say: @Param on parameter 1 asks for ":numbr", which is not in the path "/orders/:number". Did you mean "number"? [AGI_BOOT_PARAMETER]',
    ]);
  });

  test('when its type was not written down, so that a number would come as text', () => {
    class Compiled {
      say(id: number) {
        return void id;
      }
    }
    // As a compiler does it that writes no types.
    const say: TypedPropertyDescriptor<() => void> = {};
    Param('id')(Compiled.prototype, 'say', 0);
    OnCall({ next: leave })(Compiled.prototype, 'say', say);
    AgiController('/orders/:id')(Compiled);
    expect(mistakesOf(Compiled)).toEqual([
      expect.stringMatching(
        /^Compiled\.say: @Param on parameter 1 has no type at run time, .* Compile with tsc or Vite 8 .*, or say the type with a schema or a pipe behind the name\. \[AGI_BOOT_PARAMETER\]$/,
      ),
    ]);
  });

  test('when @Arg counts from 0', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: leave }) greet(@Arg(0) first: string | undefined) {
        return void first;
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.greet: @Arg on parameter 1 needs a position. Give it a whole number from 1. [AGI_BOOT_PARAMETER]',
    ]);
  });

  test('when its decorator stands on a property', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: leave }) greet() {}
    }
    // As JavaScript and a cast let it.
    (CallerNumber() as unknown as (target: object, key: string) => void)(Sales.prototype, 'number');
    expect(mistakesOf(Sales)).toEqual([
      'Sales.number: @CallerNumber on a property does nothing there. Put it on a parameter of a handler. [AGI_BOOT_PARAMETER]',
    ]);
  });

  test('when @Variable names a function', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: leave }) greet(@Variable('CALLERID(name)') name: string | undefined) {
        return void name;
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      `Sales.greet: @Variable on parameter 1 cannot read "CALLERID(name)": it is a function of Asterisk, and this takes a variable; write getFunction('CALLERID', …) or setFunction('CALLERID', …). [AGI_BOOT_PARAMETER]`,
    ]);
  });

  test('when two decorators stand on it', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
      @OnDtmf('1') orders(@Digits() @CallerNumber() number: string | undefined) {
        return void number;
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.orders: @Digits on parameter 1 is not alone: @CallerNumber stands there too. Keep one. [AGI_BOOT_PARAMETER]',
    ]);
  });

  test('when @Digits stands where nobody typed a choice', () => {
    @AgiController('/sales')
    class Sales {
      @Ask(read.yesNo(), { prompt: 'a', next: leave, otherwise: leave }) order(yes: boolean, @Digits() digits: string) {
        return void [yes, digits];
      }
      @OnAttemptsUsedUp({ ask: 'order' }) usedUp(why: string, @Digits() digits: string) {
        return void [why, digits];
      }
    }
    const noKeys =
      '@Digits on parameter 2 finds no keys here. Take it away: the first parameter without a decorator gets what the caller gave. [AGI_BOOT_PARAMETER]';
    expect(mistakesOf(Sales).toSorted()).toEqual([`Sales.order: ${noKeys}`, `Sales.usedUp: ${noKeys}`]);
  });

  test('when @Param stands in a dialog', () => {
    @Dialog()
    class Login {
      @OnEnter({ next: leave }) enter(@Param('number') number: string) {
        return void number;
      }
    }
    expect(compileDialog(Login).problems.map(mistakeSentence)).toEqual([
      'Login.enter: @Param on parameter 1 asks for ":number", but a dialog has no path. Give the dialog an @Input. [AGI_BOOT_PARAMETER]',
    ]);
  });

  test('where its decorator does nothing', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error belongs on a parameter of a handler, not of the constructor
      constructor(@CallerNumber() readonly number: Date) {}
      @OnCall({ next: leave }) greet() {}
      helper(@Digits() digits: string) {
        return digits;
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.helper: @Digits on parameter 1 does nothing: no decorator makes the method a handler. Decorate the method, or take this away. [AGI_BOOT_PARAMETER]',
      'Sales.constructor: @CallerNumber on parameter 1 belongs on a parameter of a handler. Inject Call here instead, and ask it. [AGI_BOOT_PARAMETER]',
    ]);
  });
});
