import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { Call } from '../../src/call/call.js';
import type { Class } from '../../src/dialog/class.js';
import { ProblemList } from '../../src/errors/problem-list.js';
import { checkEntered } from '../../src/controller/check-entered.js';
import { NO_APP_DEFAULTS } from '../../src/controller/compile-app-defaults.js';
import { compileClasses } from '../../src/controller/compile-classes.js';
import { compileController, compileDialog } from '../../src/controller/compile-controller.js';
import { invokeHandler, setInput } from '../../src/controller/invoke-handler.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { Dialog } from '../../src/decorators/dialog.js';
import { Input } from '../../src/decorators/input.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnEnter } from '../../src/decorators/on-enter.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { Step } from '../../src/decorators/step.js';
import { Subdialog } from '../../src/decorators/subdialog.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { back, finish, go, hangUp, leave } from '../../src/dialog/step.js';

const compiledOf = (dialog: Class) => {
  const { compiled, problems, warnings } = compileDialog(dialog);
  expect({ problems, warnings }).toEqual({ problems: [], warnings: [] });
  return compiled;
};

const classesOf = (controllers: readonly Class[]) =>
  compileClasses(controllers, {}, NO_APP_DEFAULTS).map(({ compiled }) => compiled.controller);

@Dialog()
class Confirm {
  @Input() declare readonly input: { readonly text: string };
  @Menu() main() {
    return menu(this.input.text);
  }
  @OnDtmf('1', { to: [finish] }) yes() {
    return finish(true);
  }
  @OnDtmf('2', { to: [finish(false)] }) no() {
    return finish(false);
  }
}

@Dialog({ links: { '*': back }, defaults: { attempts: 2 } })
class Login {
  constructor(readonly call: Call) {}
  @OnEnter({ next: 'number' }) enter() {}
  @Ask(read.digits({ length: 8 }), { prompt: 'number', to: [finish, 'again'] })
  async number(number: string, @Subdialog(Confirm) confirm: Subdialog<Confirm>) {
    const sure = await confirm({ text: 'sure' });
    return sure.value ? finish(number) : go('again');
  }
  @Step({ next: 'number' }) async again(@Subdialog(() => Login) login: Subdialog<Login>) {
    await login();
  }
  @OnHangup() save() {}
}

@Dialog()
class Help {
  @OnEnter({ next: () => Settings }) enter() {}
}

@Dialog()
class Settings {
  @OnEnter({ next: 'main' }) enter() {}
  @Menu({ choices: { '1': () => Bank, '2': go(Help) }, otherwise: () => Help }) main() {
    return menu('settings');
  }
}

@AgiController('/bank', { links: { '0': () => Help } })
class Bank {
  @OnCall({ to: ['main', Settings] }) greet() {
    return Math.random() < 0.5 ? go('main') : go(Settings);
  }
  @Menu({ otherwise: leave }) main() {
    return menu('bank');
  }
  @OnDtmf('1', { next: hangUp }) async pay(_digits: string, @Subdialog(Login) login: Subdialog<Login>) {
    await login();
  }
}

describe('a dialog compiles to plain data', () => {
  test('as a controller does, without a path', () => {
    expect(compiledOf(Login)).toMatchObject({
      controller: Login,
      name: 'Login',
      paths: [],
      dependencies: [Call],
      onHangup: ['save'],
      hasInput: false,
      subdialogs: [
        { method: 'number', dialog: Confirm },
        { method: 'again', dialog: Login },
      ],
      flow: { name: 'Login', start: 'enter', isSubdialog: true, links: [{ pattern: { text: '*' } }] },
    });
    expect(compileController(Bank).compiled.flow.isSubdialog).toBe(false);
  });

  test('that says what it finishes with, and whether it gets an input', () => {
    const { flow, hasInput } = compiledOf(Confirm);
    expect(hasInput).toBe(true);
    expect(flow.start, 'its only menu').toBe('main');
    const choices = (flow.nodes.get('main') as { choices?: readonly unknown[] }).choices;
    expect(choices).toMatchObject([
      { action: { handler: { to: [{ destination: { kind: 'finish' }, any: true }] } } },
      { action: { handler: { to: [{ destination: { kind: 'finish', value: false }, any: true }] } } },
    ]);
  });

  test('whose questions give up where they do not say more: whoever runs it is told', () => {
    expect(compiledOf(Confirm).flow.nodes.get('main')).toMatchObject({ otherwise: { kind: 'giveUp' } });
    expect(compiledOf(Login).flow.nodes.get('number')).toMatchObject({ otherwise: { kind: 'giveUp' }, attempts: 2 });
  });

  test('with the input of a dialog that it goes on to', () => {
    const step = { destination: { kind: 'enter', key: Confirm, input: { text: 'sure' } } } as const;
    @Dialog()
    class Twice {
      @OnEnter({ next: step }) enter() {}
    }
    expect(compiledOf(Twice).flow.nodes.get('enter')).toMatchObject({ handler: { next: step.destination } });
  });
});

describe('the dialogs of an app', () => {
  test('are found through the classes that lead to them', () => {
    expect(classesOf([Bank])).toEqual([Bank, Settings, Help, Login, Confirm]);
    expect(classesOf([])).toEqual([]);
  });

  test('are reached by ways that are right', () => {
    const all = compileClasses([Bank], {}, NO_APP_DEFAULTS);
    const problems = new ProblemList();
    checkEntered(
      all.map(({ compiled }) => compiled),
      problems,
    );
    expect([...all.flatMap((each) => each.problems), ...problems.found]).toEqual([]);
  });

  test('are not entered for good when somebody should wait for them', () => {
    @Dialog()
    class GivesUp {
      @Menu({ choices: { '1': leave } }) main() {
        return menu('a');
      }
    }
    @AgiController('/sales')
    class Sales {
      @Menu({ choices: { '1': Login, '2': GivesUp, '3': () => Settings }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    const problems = new ProblemList();
    const all = compileClasses([Sales], {}, NO_APP_DEFAULTS);
    checkEntered(
      [...all, compileController(Bank)].map(({ compiled }) => compiled),
      problems,
    );
    expect(problems.found.map(mistakeSentence)).toEqual([
      'Sales.main: goes to Login for good, but Login.number finishes with a value, for which nobody waits. Run it with @Subdialog(Login). [AGI_BOOT_FINISH_TO_NOBODY]',
      'Sales.main: goes to GivesUp for good, but GivesUp.main gives up when the attempts are used up, and nobody is told. Say where with "otherwise" there, or run it with @Subdialog(GivesUp). [AGI_BOOT_GIVE_UP_TO_NOBODY]',
    ]);
  });
});

describe('a dialog is run', () => {
  test('by the function that @Subdialog gives to a handler', async () => {
    @AgiController('/sales')
    class Sales {
      results: unknown[] = [];
      @OnCall({ next: leave }) async greet(
        @Subdialog(Confirm) confirm: Subdialog<Confirm>,
        @Subdialog(() => Login) login: Subdialog<Login>,
      ) {
        this.results = [await confirm({ text: 'sure' }), await login()];
      }
    }
    const { compiled } = compileController(Sales);
    const sales = new Sales();
    const runDialog = async (dialog: Class, input: unknown) => ({ ran: dialog, with: input });
    // No parameter of this handler looks at the call.
    await invokeHandler(compiled, sales, 'greet', { call: {} as Call, input: undefined, runDialog });
    expect(sales.results).toEqual([
      { ran: Confirm, with: { text: 'sure' } },
      { ran: Login, with: undefined },
    ]);
  });

  test('with its input, when it has one', () => {
    const confirm = new Confirm();
    setInput(compiledOf(Confirm), confirm, { text: 'sure' });
    expect(confirm.main()).toMatchObject({ items: [{ name: 'sure' }] });
    setInput(compiledOf(Confirm), confirm, { text: 'really' });
    expect(confirm.input).toEqual({ text: 'really' });

    const help = new Help();
    setInput(compiledOf(Help), help, 'not asked for');
    expect(help).toEqual(new Help());
  });
});
