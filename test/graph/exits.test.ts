import {
  AgiController,
  Ask,
  Catch,
  Dialog,
  type ExceptionFilter,
  go,
  type Guard,
  hangUp,
  leave,
  Menu,
  menu,
  OnAttemptsUsedUp,
  OnCall,
  OnDtmf,
  OnNoInput,
  OnNoMatch,
  read,
  Step,
  UseFilter,
  UseGuard,
} from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';
import { describe, expect, test } from 'vitest';
import { compileController } from '../../src/controller/compile-controller.js';
import type { Class } from '../../src/dialog/class.js';
import { type Exit, exitsOf } from '../../src/graph/exit.js';
import { waysOf } from '../../src/graph/ways.js';

const closed: Guard = { check: () => false };

/* In each class one way leads to `there`: if it were not known, the class would be refused for a step that none leads to. */

@AgiController('/a')
class ByReturning {
  @OnCall({ to: ['there'] })
  greet() {
    return go('there');
  }
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByNext {
  @OnCall({ next: 'there' }) greet() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByWorkingTooLong {
  @OnCall({ next: hangUp, slow: { limitMs: 1_000, otherwise: 'there' } }) greet() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByChoice {
  @Menu({ choices: { '1': 'there' }, otherwise: hangUp })
  main() {
    return menu('a');
  }
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByChoiceOfCode {
  @Menu({ otherwise: hangUp })
  main() {
    return menu('a');
  }
  @OnDtmf('1', { next: 'there' }) one() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a', { links: { '0': 'there' } })
class ByLink {
  @Menu({ choices: { '1': hangUp }, otherwise: hangUp })
  main() {
    return menu('a');
  }
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByValue {
  @Ask(read.digits({ length: 2 }), { prompt: 'a', next: 'there', otherwise: hangUp }) ask() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByCancelling {
  @Ask(read.digits({ length: 2 }), { prompt: 'a', cancelKey: '*', next: hangUp, otherwise: 'there' })
  ask() {}
  @OnAttemptsUsedUp({ ask: 'ask', next: hangUp }) enough() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class BySilence {
  @Menu({ choices: { '1': hangUp }, otherwise: hangUp })
  main() {
    return menu('a');
  }
  @OnNoInput({ count: 2, next: 'there' }) silent() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByAWrongEntry {
  @Menu({ choices: { '1': hangUp }, otherwise: hangUp })
  main() {
    return menu('a');
  }
  @OnNoMatch({ next: 'there' }) wrong() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByUsedUpAttempts {
  @Menu({ choices: { '1': hangUp }, attempts: 2, otherwise: 'there' })
  main() {
    return menu('a');
  }
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByCodeForUsedUpAttempts {
  @Menu({ choices: { '1': hangUp }, attempts: 2, otherwise: hangUp })
  main() {
    return menu('a');
  }
  @OnAttemptsUsedUp({ next: 'there' }) enough() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a', { otherwise: 'there' })
class ByOtherwiseOfTheClass {
  @Menu({ choices: { '1': hangUp }, attempts: 2 })
  main() {
    return menu('a');
  }
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
@UseGuard(closed, { otherwise: 'there' })
class ByAGuard {
  @OnCall({ next: hangUp }) greet() {}
  @Step({ next: hangUp }) there() {}
}

@AgiController('/a')
class ByAGuardOfAChoice {
  @Menu({ otherwise: hangUp })
  main() {
    return menu('a');
  }
  @OnDtmf('1', { next: hangUp })
  @UseGuard(closed, { otherwise: 'there' })
  one() {}
  @Step({ next: hangUp }) there() {}
}

const handled = (cause: string, by: string) => ({ kind: 'handled', cause: { kind: cause }, by });
const taken = (cause: string) => ({ kind: 'taken', cause: { kind: cause } });

const KINDS: readonly (readonly [Class, unknown])[] = [
  [ByReturning, handled('entered', 'returned')],
  [ByNext, handled('entered', 'nothing')],
  [ByWorkingTooLong, handled('entered', 'tooLong')],
  [ByChoice, taken('choice')],
  [ByChoiceOfCode, handled('choice', 'nothing')],
  [ByLink, taken('link')],
  [ByValue, handled('value', 'nothing')],
  [ByCancelling, taken('cancelled')],
  [BySilence, handled('noInput', 'nothing')],
  [ByAWrongEntry, handled('noMatch', 'nothing')],
  [ByUsedUpAttempts, taken('usedUp')],
  [ByCodeForUsedUpAttempts, handled('usedUp', 'nothing')],
  [ByOtherwiseOfTheClass, taken('usedUp')],
  [ByAGuard, { kind: 'guard', name: 'an object' }],
  [ByAGuardOfAChoice, { kind: 'guard', name: 'an object' }],
];

const leadsThere = ({ destination }: Exit) => destination.kind === 'go' && destination.node === 'there';

describe('the only way to a step is known', () => {
  test.each(KINDS.map(([target, why]) => [target.name, target, why] as const))('%s', (_, target, why) => {
    const { compiled, problems } = compileController(target);
    expect(problems.map(({ message }) => message)).toEqual([]);
    const ways = exitsOf(compiled.flow).filter(leadsThere);
    expect(ways.length).toBeGreaterThan(0);
    for (const way of ways) expect(way.why).toMatchObject(why as object);
  });
});

test('a dialog that nothing but the limit of a slow handler leads to is a dialog of the app, and answers', async () => {
  @Dialog()
  class Later {
    @Menu({ choices: { '1': leave }, otherwise: leave })
    main() {
      return menu('press-1');
    }
  }
  @AgiController('/slow')
  class Slow {
    @OnCall({ next: hangUp, slow: { limitMs: 1_000, otherwise: Later } })
    async greet() {
      await line.takes(5_000);
    }
  }
  await using line = await createTestPhone({ controllers: [Slow] }, { sounds: everySound({ durationMs: 1_000 }) });
  await line.dial('/slow').hears('press-1').presses('1').ends({ by: 'dialplan' });
});

test('a filter is a way of its class', () => {
  @Catch(TypeError, { to: [leave] })
  class ToDialplan implements ExceptionFilter<TypeError> {
    catch() {
      return leave();
    }
  }
  @AgiController('/a')
  @UseFilter(ToDialplan)
  class Sales {
    @OnCall({ next: hangUp }) greet() {}
  }
  expect(exitsOf(compileController(Sales).compiled.flow)).toMatchObject([
    { from: 'greet', why: { kind: 'filter', name: 'ToDialplan' }, destination: { kind: 'leave' } },
    { from: 'greet', why: { kind: 'unhandled' }, destination: { kind: 'leave' } },
    { from: 'greet', why: handled('entered', 'nothing'), destination: { kind: 'hangUp' } },
  ]);
});

test('where silence is an answer it is no failure, and what has no limit is never used up', () => {
  @AgiController('/a')
  class Sales {
    @Ask(read.digits({ min: 0, max: 4 }), { prompt: 'a', noMatchAttempts: 2, next: hangUp, otherwise: leave }) ask() {}
  }
  const { flow } = compileController(Sales).compiled;
  expect(waysOf(flow).map(({ id }) => id)).toEqual([
    'visited Sales.ask',
    'value Sales.ask',
    'cancelled Sales.ask',
    'failed Sales.ask noMatch',
    'usedUp Sales.ask noMatch',
    'step Sales.ask hangUp',
  ]);
});

test('the title of a choice says in reports what the choice is', () => {
  @AgiController('/a')
  class Sales {
    @Menu({ otherwise: hangUp })
    main() {
      return menu('a');
    }
    @OnDtmf('1', { title: 'orders', next: hangUp }) one() {}
  }
  const texts = waysOf(compileController(Sales).compiled.flow).map(({ text }) => text);
  expect(texts).toContain('main: choice 1 (orders)');
});
