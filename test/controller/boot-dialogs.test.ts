import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { EndedCall } from '../../src/call/ended-call.js';
import { compileDialog } from '../../src/controller/compile-controller.js';
import type { Class } from '../../src/dialog/class.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { Dialog } from '../../src/decorators/dialog.js';
import { Input } from '../../src/decorators/input.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnEnter } from '../../src/decorators/on-enter.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { Step } from '../../src/decorators/step.js';
import { Subdialog } from '../../src/decorators/subdialog.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { finish, leave } from '../../src/dialog/step.js';
import { mistakesOf } from './mistakes-of.js';

const dialogMistakesOf = (dialog: Class) => compileDialog(dialog).problems.map(mistakeSentence);

@Dialog()
class Confirm {
  @Input() declare readonly input: { readonly text: string };
  @OnEnter({ to: [finish] }) enter() {
    return finish(this.input.text);
  }
}

describe('a class is refused', () => {
  test('when a dialog is listed as a controller, or a class is both', () => {
    @Dialog()
    @AgiController('/both')
    class Both {
      @OnCall({ next: leave }) greet() {}
    }
    class Derived extends Confirm {}
    const listed =
      'is a @Dialog: the app finds it through the classes that lead to it. Take it out of the list of controllers. [AGI_BOOT_DIALOG_LISTED]';
    expect(mistakesOf(Derived)).toEqual([`Derived: ${listed}`]);
    expect(mistakesOf(Both)).toEqual([
      'Both: has @AgiController and @Dialog: it is entered with a path and waited for by nobody, or it is run by others. Keep one. [AGI_BOOT_TWO_KINDS]',
    ]);
  });

  test('but not when the nearest of a line of classes decides', () => {
    @Dialog()
    class Base {
      @Step({ next: leave }) main() {}
    }
    @AgiController('/derived', { start: 'main' })
    class Derived extends Base {}
    expect(mistakesOf(Derived)).toEqual([]);
  });

  test('when its first handler is of the other kind', () => {
    @AgiController('/sales', { start: 'main' })
    class Sales {
      @OnEnter({ next: 'main' }) enter() {}
      @Step({ next: 'enter' }) main() {}
    }
    @Dialog({ start: 'main' })
    class Login {
      @OnCall({ next: 'main' }) greet() {}
      @Step({ next: 'greet' }) main() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.enter: @OnEnter is for a class with @Dialog: a controller is called, not entered. Write @OnCall. [AGI_BOOT_WRONG_FIRST]',
    ]);
    expect(dialogMistakesOf(Login)).toEqual([
      'Login.greet: @OnCall is for a class with @AgiController: a @Dialog is entered, not called. Write @OnEnter. [AGI_BOOT_WRONG_FIRST]',
    ]);
  });

  test('when nothing says where a dialog begins, or too much', () => {
    @Dialog()
    class Empty {
      enter() {}
    }
    @Dialog()
    class TwoAsks {
      @Ask(read.yesNo(), { prompt: 'a', next: 'second' }) first() {}
      @Ask(read.yesNo(), { prompt: 'b', next: 'first' }) second() {}
    }
    @Dialog({ start: 'first' })
    class TwoStarts {
      @OnEnter({ next: 'first' }) enter() {}
      @Ask(read.yesNo(), { prompt: 'a', next: leave }) first() {}
    }
    expect(dialogMistakesOf(Empty)).toEqual([
      'Empty: nothing says where to begin. Put @OnEnter on the method that runs first. [AGI_BOOT_NO_START]',
    ]);
    expect(dialogMistakesOf(TwoAsks)).toEqual([
      'TwoAsks: nothing says where to begin: there is no @OnEnter and more than one question (first, second). Add start: "first", or an @OnEnter method. [AGI_BOOT_NO_START]',
    ]);
    expect(dialogMistakesOf(TwoStarts)).toEqual([
      'TwoStarts: it begins in one place, but here are 2: @OnEnter enter, start: "first". Keep one. [AGI_BOOT_TWO_STARTS]',
    ]);
  });

  test('with an unknown option', () => {
    // @ts-expect-error 'path' does not exist
    @Dialog({ path: '/login' })
    class Login {
      @OnEnter({ next: leave }) enter() {}
    }
    expect(dialogMistakesOf(Login)).toEqual([
      'Login: @Dialog has no option "path". Take it away. [AGI_BOOT_UNKNOWN_OPTION]',
    ]);
  });
});

describe('an input is refused', () => {
  test('in a controller, or under another name', () => {
    @AgiController('/sales')
    class Sales {
      @Input() declare readonly input: string;
      @OnCall({ next: leave }) greet() {}
    }
    @Dialog()
    class Login {
      // @ts-expect-error the property must be called "input"
      @Input() declare readonly data: string;
      // @ts-expect-error must be a public instance property
      @Input() static readonly input: string = '';
      @OnEnter({ next: leave }) enter() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.input: @Input is for a class with @Dialog: nobody gives a controller an input. Take it away. [AGI_BOOT_INPUT]',
    ]);
    expect(dialogMistakesOf(Login)).toEqual([
      'Login.data: the property with @Input must be called "input". Write @Input() declare readonly input: … . [AGI_BOOT_INPUT_NAME]',
      'Login.input: the property with @Input must be called "input". Write @Input() declare readonly input: … . [AGI_BOOT_INPUT_NAME]',
    ]);
  });

  test('when it is missing', () => {
    @Dialog()
    class Login {
      // @ts-expect-error this dialog wants an input
      @OnEnter({ next: () => Confirm }) enter() {}
    }
    expect(dialogMistakesOf(Login)).toEqual([
      'Login.enter: "next" leads to Confirm, which wants an input. Give it: go(Confirm, …). [AGI_BOOT_INPUT_MISSING]',
    ]);
  });
});

describe('finish is refused', () => {
  test('in a controller', () => {
    // @ts-expect-error finish ends a dialog
    @AgiController('/sales')
    class Sales {
      @OnCall({ to: [finish] }) greet() {
        return finish(1);
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.greet: "to" has finish, but a controller gives nobody a value. Move it to a class with @Dialog, and run that with @Subdialog. [AGI_BOOT_FINISH]',
    ]);
  });

  test('where no code gives the value', () => {
    @Dialog()
    class Login {
      // @ts-expect-error finish needs code
      @Menu({ choices: { '1': finish }, otherwise: finish(false) }) main() {
        return menu('a');
      }
    }
    expect(dialogMistakesOf(Login)).toEqual([
      'Login.main: choice "1" has finish, but only code gives a value. Return finish(…) from a handler with to: [finish]. [AGI_BOOT_FINISH_WITHOUT_CODE]',
      'Login.main: "otherwise" has finish, but only code gives a value. Return finish(…) from a handler with to: [finish]. [AGI_BOOT_FINISH_WITHOUT_CODE]',
    ]);
  });
});

test('a sub-dialog is refused when it is none, is not there yet, or nobody can be asked', () => {
  class Plain {
    enter() {}
  }
  const imported: { Later?: typeof Confirm } = {};
  @AgiController('/sales')
  class Sales {
    @OnCall({ next: 'main' }) greet(
      @Subdialog(Plain) plain: Subdialog<Plain>,
      @Subdialog(() => imported.Later as typeof Confirm) later: Subdialog<Confirm>,
      @Subdialog(() => NotYet) notYet: Subdialog<Confirm>,
    ) {
      return void [plain, later, notYet];
    }
    @Menu({ choices: { '1': leave }, otherwise: leave }) main(@Subdialog(Confirm) confirm: Subdialog<Confirm>) {
      return menu(typeof confirm);
    }
    @OnHangup() save(_call: EndedCall, @Subdialog(Confirm) confirm: Subdialog<Confirm>) {
      return void confirm;
    }
  }
  const problems = mistakesOf(Sales);
  class NotYet extends Confirm {}
  expect(problems.toSorted()).toEqual([
    'Sales.greet: @Subdialog on parameter 1 leads to Plain, which has no @Dialog. Put it on that class. [AGI_BOOT_PARAMETER]',
    'Sales.greet: @Subdialog on parameter 2 leads to no class. Look for a circular import: it leaves a class undefined. Write () => TheClass. [AGI_BOOT_PARAMETER]',
    'Sales.greet: @Subdialog on parameter 3 leads to no class. Look for a circular import: it leaves a class undefined. Write () => TheClass. [AGI_BOOT_PARAMETER]',
    'Sales.main: @Subdialog on parameter 1 cannot run a dialog here: a @Menu only says what is heard, and after a hang-up nobody is there. Move it to a @Step. [AGI_BOOT_PARAMETER]',
    'Sales.save: @Subdialog on parameter 2 cannot run a dialog here: a @Menu only says what is heard, and after a hang-up nobody is there. Move it to a @Step. [AGI_BOOT_PARAMETER]',
  ]);
});
