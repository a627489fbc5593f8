import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { Call } from '../../src/call/call.js';
import { ProblemList } from '../../src/errors/problem-list.js';
import { checkEntered } from '../../src/controller/check-entered.js';
import { compileController } from '../../src/controller/compile-controller.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import type { Class } from '../../src/dialog/class.js';
import type { DialogDefaults } from '../../src/dialog/question-options.js';
import { Inject } from '../../src/decorators/inject.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { OnNoInput } from '../../src/decorators/on-no-input.js';
import { OnNoMatch } from '../../src/decorators/on-no-match.js';
import { Step } from '../../src/decorators/step.js';
import { token } from '../../src/dialog/token.js';
import type { MenuNode } from '../../src/dialog/call-flow.js';
import { parseKeyPattern } from '../../src/core/key-pattern.js';
import { menu } from '../../src/dialog/prompt.js';
import { go, hangUp, leave, repeat } from '../../src/dialog/step.js';

const compiledOf = (controller: Class, defaults?: DialogDefaults) => {
  const { compiled, problems } = compileController(controller, defaults);
  expect(problems).toEqual([]);
  return compiled;
};
const menuOf = (controller: Class, defaults?: DialogDefaults) =>
  compiledOf(controller, defaults).flow.nodes.get('main') as MenuNode;

const LIMIT = token<number>('limit');
const HANG_UP = { kind: 'hangUp', cause: undefined };
const LEAVE = { kind: 'leave', place: undefined };
const goTo = (node: string) => ({ kind: 'go', node });

@AgiController('/support')
class Support {
  @OnCall({ next: leave }) greet() {}
}

@AgiController(['/sales', '/sales/:queue'], { links: { '0': 'operator', '*': repeat } })
class Sales {
  constructor(
    readonly call: Call,
    @Inject(LIMIT) readonly limit: number,
  ) {}

  @OnCall({ to: ['operator', hangUp], next: 'main' }) greet() {
    if (this.limit > 1) return go('operator');
    return this.limit > 0 ? hangUp('busy') : undefined;
  }

  @Menu({
    greeting: 'welcome',
    reprompt: ['again'],
    choices: { '2': () => Support, _3X: leave({ context: 'desk' }) },
    otherwise: hangUp('congestion'),
  })
  main() {
    return menu('options');
  }

  @OnDtmf(['1', '11'], { to: [Support, leave] }) orders() {
    return this.limit > 1 ? go(Support) : leave({ extension: '7' });
  }

  @OnNoMatch({ next: 'operator' }) wrong(digits: string) {
    void digits;
  }

  @Step({ next: hangUp }) operator() {}

  @OnHangup() save() {}
  @OnHangup() count() {}
}

describe('a controller compiles to plain data', () => {
  test('with its name, its paths and what its constructor wants', () => {
    expect(compiledOf(Sales)).toMatchObject({
      controller: Sales,
      name: 'Sales',
      paths: ['/sales', '/sales/:queue'],
      dependencies: [Call, LIMIT],
      onHangup: ['save', 'count'],
    });
  });

  test('with its steps and where they may lead', () => {
    const { nodes, start } = compiledOf(Sales).flow;
    expect(start).toBe('greet');
    expect([...nodes.keys()]).toEqual(['greet', 'operator', 'main']);
    expect(nodes.get('greet')).toEqual({
      kind: 'step',
      name: 'greet',
      handler: {
        method: 'greet',
        to: [
          { destination: goTo('operator'), any: false },
          { destination: HANG_UP, any: true },
        ],
        next: goTo('main'),
      },
    });
  });

  test('with its menus and who answers for them', () => {
    const orders = {
      method: 'orders',
      to: [
        { destination: { kind: 'enter', key: Support }, any: false },
        { destination: LEAVE, any: true },
      ],
      next: undefined,
    };
    expect(menuOf(Sales)).toEqual({
      kind: 'menu',
      name: 'main',
      greeting: 'welcome',
      greetEveryVisit: false,
      reprompts: [{ count: 2, prompt: ['again'] }],
      bargeIn: true,
      playOnLastAttempt: false,
      choices: [
        { pattern: parseKeyPattern('2'), action: { kind: 'take', destination: { kind: 'enter', key: Support } } },
        {
          pattern: parseKeyPattern('_3X'),
          action: { kind: 'take', destination: { kind: 'leave', place: { context: 'desk' } } },
        },
        { pattern: parseKeyPattern('1'), action: { kind: 'run', handler: orders } },
        { pattern: parseKeyPattern('11'), action: { kind: 'run', handler: orders } },
      ],
      noInput: [],
      noMatch: [{ count: 1, handler: { method: 'wrong', to: [], next: goTo('operator') } }],
      otherwise: { kind: 'hangUp', cause: 'congestion' },
      timeoutMs: 5000,
      interDigitTimeoutMs: 2000,
      totalTimeoutMs: undefined,
      settleMs: 500,
      terminator: '#',
      typeAhead: true,
      attempts: 3,
      noInputAttempts: undefined,
      noMatchAttempts: undefined,
    });
  });

  test('with the keys that work in every menu', () => {
    expect(compiledOf(Sales).flow.links).toEqual([
      { pattern: parseKeyPattern('0'), action: { kind: 'take', destination: goTo('operator') } },
      { pattern: parseKeyPattern('*'), action: { kind: 'take', destination: { kind: 'repeat' } } },
    ]);
  });
});

describe('a call begins', () => {
  test('at the only menu when there is no @OnCall', () => {
    @AgiController('/one')
    class One {
      @Menu({ choices: { '1': 'thanks' }, otherwise: leave }) main() {
        return menu('a');
      }
      @Step({ next: hangUp }) thanks() {}
    }
    expect(compiledOf(One).flow.start).toBe('main');
  });

  test('where start says', () => {
    @AgiController('/two', { start: 'other' })
    class Two {
      @Menu({ choices: { '1': 'other' }, otherwise: leave }) main() {
        return menu('a');
      }
      @Menu({ choices: { '1': 'main' }, otherwise: leave }) other() {
        return menu('b');
      }
    }
    expect(compiledOf(Two).flow.start).toBe('other');
  });
});

describe('the nearest default wins, field by field', () => {
  test('question, class, app, shipped', () => {
    @AgiController('/sales', { defaults: { timeoutMs: 3_000, attempts: 4, noInput: ['class'], terminator: 'none' } })
    class Layers {
      @Menu({ timeoutMs: 4_000, choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    const app = { timeoutMs: 1_000, interDigitTimeoutMs: 1_500, attempts: 5, noInput: ['app'], noMatch: ['wrong'] };
    expect(menuOf(Layers, app)).toMatchObject({
      timeoutMs: 4_000,
      interDigitTimeoutMs: 1_500,
      settleMs: 500,
      attempts: 4,
      terminator: undefined,
      noInput: [{ count: 1, prompt: 'class' }],
      noMatch: [{ count: 1, prompt: 'wrong' }],
    });
  });

  test('and the shipped settleMs gives way to a short inter-digit timeout', () => {
    @AgiController('/sales')
    class Fast {
      @Menu({ interDigitTimeoutMs: 300, choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    expect(menuOf(Fast)).toMatchObject({ interDigitTimeoutMs: 300, settleMs: 300 });
  });
});

describe('a question always ends', () => {
  const limitsOf = (defaults: DialogDefaults) => {
    @AgiController('/sales')
    class Limited {
      @Menu({ choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    const { attempts, noInputAttempts, noMatchAttempts } = menuOf(Limited, defaults);
    return { attempts, noInputAttempts, noMatchAttempts };
  };

  test('after three failures of both kinds when nothing is said', () => {
    expect(limitsOf({})).toEqual({ attempts: 3, noInputAttempts: undefined, noMatchAttempts: undefined });
  });

  test('at the limit of each kind where one is given, three for the other', () => {
    expect(limitsOf({ noInputAttempts: 5 })).toEqual({ attempts: undefined, noInputAttempts: 5, noMatchAttempts: 3 });
    expect(limitsOf({ noMatchAttempts: 2 })).toEqual({ attempts: undefined, noInputAttempts: 3, noMatchAttempts: 2 });
  });

  test('at whichever comes first where both are limited together as well', () => {
    expect(limitsOf({ attempts: 6, noInputAttempts: 5 })).toEqual({
      attempts: 6,
      noInputAttempts: 5,
      noMatchAttempts: undefined,
    });
  });
});

test('prompts and handlers of a failure each count for themselves', () => {
  @AgiController('/sales')
  class Tapered {
    @Menu({ attempts: 9, noInput: ['first', 'second'], choices: { '1': leave }, otherwise: leave }) main() {
      return menu('a');
    }
    @OnNoInput({ count: 4 }) later() {}
    @OnNoInput({ menu: 'main', count: 2, to: [hangUp] }) soon() {
      return hangUp;
    }
  }
  const soon = { method: 'soon', to: [{ destination: HANG_UP, any: true }], next: undefined };
  expect(menuOf(Tapered).noInput).toEqual([
    { count: 1, prompt: 'first' },
    { count: 2, prompt: 'second', handler: soon },
    { count: 4, prompt: 'second', handler: { method: 'later', to: [], next: undefined } },
  ]);
});

describe('a controller that extends another', () => {
  @AgiController('/base', { defaults: { timeoutMs: 9_000 } })
  class Base {
    constructor(readonly call: Call) {}
    @OnCall({ next: 'main' }) greet() {}
    @Menu({ choices: { '0': 'operator' }, otherwise: leave }) main() {
      return menu('base');
    }
    @Step({ next: leave }) operator() {}
    @Step({ next: leave }) voicemail() {}
    @OnHangup() save() {}
  }

  test('has the nodes, the constructor and the path of its base', () => {
    @AgiController('/derived')
    class Derived extends Base {
      @OnDtmf('1', { next: 'voicemail' }) sales() {}
    }
    const { flow, paths, dependencies, onHangup } = compiledOf(Derived);
    expect({ start: flow.start, paths, dependencies, onHangup }).toEqual({
      start: 'greet',
      paths: ['/derived'],
      dependencies: [Call],
      onHangup: ['save'],
    });
    expect((flow.nodes.get('main') as MenuNode).choices).toHaveLength(2);
    expect((flow.nodes.get('main') as MenuNode).timeoutMs).toBe(5_000);
    expect(compiledOf(class extends Derived {}).paths).toEqual(['/derived']);
    const base = compileController(Base).compiled.flow;
    expect((base.nodes.get('main') as MenuNode).choices, 'the base class is as it was').toHaveLength(1);
  });

  test('says anew what it overrides', () => {
    @AgiController('/derived')
    class Derived extends Base {
      @OnCall({ next: 'operator' }) override greet() {}
      override operator() {}
    }
    const { nodes } = compiledOf(Derived).flow;
    expect(nodes.get('greet')).toMatchObject({ handler: { next: goTo('operator') } });
    expect(nodes.get('operator'), 'kept: the override has no decorator').toMatchObject({ handler: { next: LEAVE } });
  });
});

describe('ways to other controllers', () => {
  test('lead to controllers that the app has', () => {
    const problems = new ProblemList();
    checkEntered([compiledOf(Sales), compiledOf(Support)], problems);
    expect(problems.found).toEqual([]);
  });

  test('are refused when the app does not have them', () => {
    const problems = new ProblemList();
    checkEntered([compiledOf(Sales)], problems);
    expect(problems.found.map(mistakeSentence)).toEqual([
      'Sales.main: goes to Support, which is not among the controllers of this app. List it: controllers: [Support]. [AGI_BOOT_CONTROLLER_NOT_LISTED]',
    ]);
  });
});
