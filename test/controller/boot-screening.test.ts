import { expect, test } from 'vitest';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnEnter } from '../../src/decorators/on-enter.js';
import { Screening } from '../../src/decorators/screening.js';
import { menu } from '../../src/dialog/prompt.js';
import { accept, hangUp, reject } from '../../src/dialog/step.js';
import { compileController } from '../../src/controller/compile-controller.js';
import { mistakesOf } from './mistakes-of.js';

test('a screening whose question is given up rejects, without a warning', () => {
  @Screening('/screen/agent-1')
  class Asks {
    @Menu({ choices: { '1': accept } }) offer() {
      return menu('accept-1');
    }
  }
  const { compiled, problems, warnings } = compileController(Asks);
  expect([problems, warnings]).toEqual([[], []]);
  expect(compiled).toMatchObject({ isScreening: true, paths: ['/screen/agent-1'] });
  expect(compiled.flow.nodes.get('offer')).toMatchObject({ otherwise: { kind: 'reject' } });
});

test.each(['/agents/:name', '/agents/*', '/a b', '/a^b', '/a,b', '/a)b', '/', 'screen'])(
  'a screening cannot be reached at %j',
  (path) => {
    @Screening(path)
    class Asks {
      @OnCall({ next: accept }) ask() {}
    }
    expect(mistakesOf(Asks)).toEqual([
      `Asks: its path is "${path}", but Dial gives it to the dialplan, where only letters, digits, / . _ and - are safe. Give it a plain path: @Screening("/screen-agent"). [AGI_BOOT_SCREENING_PATH]`,
    ]);
  },
);

test('a screening that can only reject is refused', () => {
  @Screening('/screen')
  class Rejects {
    @OnCall({ next: reject }) ask() {}
  }
  expect(mistakesOf(Rejects)).toEqual([
    'Rejects: no way ends with accept: nobody would ever be connected. Add it to a choice, "next", or "to" of a method that returns it. [AGI_BOOT_NEVER_ACCEPTS]',
  ]);
});

test('accept and reject are for a screening', () => {
  @AgiController('/sales')
  class Sales {
    @OnCall({ to: [accept, hangUp] }) greet() {
      return this.isOpen ? accept : hangUp;
    }
    private readonly isOpen = true;
  }
  expect(mistakesOf(Sales)).toEqual([
    'Sales.greet: "to" has accept, but only a class with @Screening says whether a call is taken. Move it to such a class. [AGI_BOOT_ACCEPT]',
  ]);
});

test('a screening is called, and begins as a controller does', () => {
  @Screening('/screen')
  class Entered {
    @OnEnter({ next: accept }) ask() {}
  }
  expect(mistakesOf(Entered).join('\n')).toContain('[AGI_BOOT_WRONG_FIRST]');
});
