import { describe, expect, test } from 'vitest';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { Link } from '../../src/decorators/link.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnAttemptsUsedUp } from '../../src/decorators/on-attempts-used-up.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnNoInput } from '../../src/decorators/on-no-input.js';
import { OnNoMatch } from '../../src/decorators/on-no-match.js';
import { Step } from '../../src/decorators/step.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { leave, keepListening } from '../../src/dialog/step.js';
import { mistakesOf } from './mistakes-of.js';

const yesNo = read.yesNo();

describe('an @Ask is refused', () => {
  test('without a reader, a prompt, or a place to go', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: 'order' }) greet() {}
      // @ts-expect-error a reader is needed
      @Ask('digits', { prompt: 'a', next: 'count', otherwise: leave }) order() {}
      // @ts-expect-error a prompt is needed
      @Ask(yesNo, { next: 'nothing', otherwise: leave }) count() {}
      // @ts-expect-error says nowhere to go next
      @Ask(yesNo, { prompt: 'a', otherwise: leave }) nothing() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.order: what @Ask reads with is "digits", but a reader is needed. Give it one: read.digits({ length: 4 }). [AGI_BOOT_READER]',
      'Sales.count: prompt: undefined is not a prompt. Give the name of a sound file, an item made with say.*, or a list of them. [AGI_BOOT_PROMPT]',
      'Sales.nothing: @Ask says nowhere to go next. Add "next", or "to" with the steps that the method returns. [AGI_BOOT_DEAD_END]',
    ]);
  });

  test('with options that are none, unknown, or of the wrong kind', () => {
    @AgiController('/sales', { start: 'order' })
    class Sales {
      // @ts-expect-error none of these is right
      @Ask(yesNo, { prompt: 'a', next: 'none', otherwise: leave, confirm: 'sure', typeAhead: 1, cancel: '*' })
      order() {}
      // @ts-expect-error options are needed
      @Ask(yesNo) none() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.order: @Ask has no option "cancel". Take it away. [AGI_BOOT_UNKNOWN_OPTION]',
      'Sales.none: what @Ask takes is undefined, but an object with options is needed. [AGI_BOOT_OPTION]',
      'Sales.order: typeAhead is 1, but true or false is needed. [AGI_BOOT_OPTION]',
      'Sales.order: confirm is "sure", but a function is needed: it gets the value, and gives what is heard. [AGI_BOOT_OPTION]',
      'Sales.none: @Ask says nowhere to go next. Add "next", or "to" with the steps that the method returns. [AGI_BOOT_DEAD_END]',
    ]);
  });

  test('when its method also answers for a menu', () => {
    @AgiController('/sales')
    class Sales {
      @OnNoInput({ ask: 'order' }) @Ask(yesNo, { prompt: 'a', next: leave, otherwise: leave }) order() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.order: has @Ask, @OnNoInput, which do not go together. Move one of them to a method of its own. [AGI_BOOT_TWO_ROLES]',
    ]);
  });
});

describe('a handler of a question is refused', () => {
  test('when it names none of the class, or two', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: 'order' }) greet() {}
      @Ask(yesNo, { prompt: 'a', next: leave, otherwise: leave }) order() {}
      // @ts-expect-error "ordr" is not an @Ask of this class
      @OnNoInput({ ask: 'ordr' }) silence() {}
      // Only its decorator tells a @Step from an @Ask.
      @OnNoMatch({ ask: 'greet' }) wrong() {}
      // @ts-expect-error belongs to one question
      @OnAttemptsUsedUp({ ask: 'order', menu: 'main' }) both() {}
      // @ts-expect-error this class has no @Menu
      @OnNoInput() which() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.silence: @OnNoInput belongs to ask "ordr", which is not an @Ask of this class. Did you mean "order"? [AGI_BOOT_UNKNOWN_ASK]',
      'Sales.wrong: @OnNoMatch belongs to ask "greet", which is not an @Ask of this class. There is order. [AGI_BOOT_UNKNOWN_ASK]',
      'Sales.both: @OnAttemptsUsedUp belongs to one question, but names menu "main" and ask "order". Keep one. [AGI_BOOT_TWO_QUESTIONS]',
      'Sales.which: @OnNoInput belongs to a menu, but the class has no @Menu. Name the question: { ask: "order" }. [AGI_BOOT_WHICH_MENU]',
    ]);
  });

  test('when two end the same question', () => {
    @AgiController('/sales')
    class Sales {
      @Ask(yesNo, { prompt: 'a', next: leave }) order() {}
      @OnAttemptsUsedUp({ ask: 'order', next: leave }) first() {}
      @OnAttemptsUsedUp({ ask: 'order', next: leave }) second() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.order: first and second both have @OnAttemptsUsedUp. Keep one. [AGI_BOOT_TWO_USED_UP]',
    ]);
  });

  test('when it comes after the last attempt', () => {
    @AgiController('/sales')
    class Sales {
      @Ask(yesNo, { prompt: 'a', attempts: 2, next: leave, otherwise: leave }) order() {}
      @OnNoMatch({ ask: 'order', count: 2 }) wrong() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.wrong: @OnNoMatch is for failure 2, but with attempts: 2 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]',
    ]);
  });
});

describe('a link is refused', () => {
  test('when it is not one key, or taken twice', () => {
    @AgiController('/sales', { links: { '0': leave } })
    class Sales {
      @Menu({ choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
      // @ts-expect-error a link is one key of a telephone
      @Link('10') two() {}
      // @ts-expect-error a link is one key of a telephone
      @Link('x') letter() {}
      // @ts-expect-error a link is one key of a telephone
      @Link(0) number() {}
      @Link('0') zero() {}
      @Link('9') @Link('9') nine() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.two: keys "10": a link is one key. [AGI_BOOT_KEYS]',
      'Sales.letter: keys "x": "x" is on no telephone; patterns start with _. [AGI_BOOT_KEYS]',
      'Sales.number: keys 0: keys are text, a list of texts, a regular expression or a reader. [AGI_BOOT_KEYS]',
      'Sales: "0" is taken twice: by links and by @Link zero. Keep one. [AGI_BOOT_SAME_KEYS]',
      'Sales: "9" is taken twice: by @Link nine and by @Link nine. Keep one. [AGI_BOOT_SAME_KEYS]',
    ]);
  });
});

test('keepListening is refused where no question is open', () => {
  // @ts-expect-error keepListening waits for another entry
  @AgiController('/sales', { links: { '0': keepListening } })
  class Sales {
    // @ts-expect-error keepListening waits for another entry
    @OnCall({ next: keepListening }) greet() {}
    // @ts-expect-error keepListening waits for another entry
    @Menu({ choices: { '1': keepListening }, otherwise: keepListening }) main() {
      return menu('a');
    }
    // @ts-expect-error keepListening waits for another entry
    @Ask(yesNo, { prompt: 'a', to: [keepListening], otherwise: leave }) order() {
      return keepListening;
    }
    // @ts-expect-error keepListening waits for another entry
    @OnAttemptsUsedUp({ next: keepListening }) usedUp() {}
    // @ts-expect-error keepListening waits for another entry
    @Step({ to: [keepListening] }) step() {
      return keepListening;
    }
    @OnNoInput({ to: [keepListening], next: keepListening }) fine() {
      return Math.random() < 0.5 ? keepListening : undefined;
    }
  }
  const refused = 'but no question is open there. Only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods can listen.';
  expect(mistakesOf(Sales)).toEqual(
    [
      'Sales.greet: "next"',
      'Sales.step: "to"',
      'Sales.usedUp: "next"',
      'Sales.main: choice "1"',
      'Sales.main: "otherwise"',
      'Sales.order: "to"',
      'Sales: link "0"',
    ].map((place) => `${place} has keepListening, ${refused} [AGI_BOOT_LISTEN]`),
  );
});

describe('the reason of a wrong entry is refused', () => {
  test('when there is no such reason, or the menu has none, or two handlers have the same', () => {
    @AgiController('/sales', { start: 'main', otherwise: leave })
    class Sales {
      @Menu({ choices: { '1': 'order' } }) main() {
        return menu('a');
      }
      @Ask(read.digits({ length: 4 }), { prompt: 'a', next: leave }) order() {}
      // @ts-expect-error no such reason
      @OnNoMatch({ ask: 'order', reason: 'toShort' }) misspelt() {}
      @OnNoMatch({ menu: 'main', reason: 'tooShort' }) wrongKey() {}
      @OnNoMatch({ ask: 'order', reason: 'badKey' }) first() {}
      @OnNoMatch({ ask: 'order', reason: 'badKey' }) second() {}
      @OnNoMatch({ ask: 'order', reason: 'refused', count: 3 }) never() {}
    }
    const [misspelt, ...others] = mistakesOf(Sales);
    expect(misspelt).toMatch(/^Sales\.misspelt: reason is "toShort", but one of tooShort, .*Did you mean "tooShort"\?/);
    expect(others).toEqual([
      'Sales.wrongKey: reason is "tooShort", but a menu without a reader among its choices has no reasons: leave it away. [AGI_BOOT_OPTION]',
      'Sales.order: first and second both have @OnNoMatch from failure 1 on for "badKey". Give one of them another count. [AGI_BOOT_SAME_COUNT]',
      'Sales.never: @OnNoMatch is for failure 3, but with attempts: 3 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]',
    ]);
  });
});

describe('the cancel key is refused', () => {
  test('when it is no key, a part of the value, or the terminator', () => {
    @AgiController('/sales', { start: 'order', otherwise: leave })
    class Sales {
      // @ts-expect-error not a key
      @Ask(yesNo, { prompt: 'a', next: 'value', cancelKey: '**' }) order() {}
      @Ask(read.amount({ currency: 'EUR' }), { prompt: 'a', next: 'end', cancelKey: '*' }) value() {}
      @Ask(yesNo, { prompt: 'a', next: 'ask', cancelKey: '#' }) end() {}
      @Ask(yesNo, { prompt: 'a', next: 'menu' }) ask() {}
      // @ts-expect-error a menu has choices for that
      @Menu({ prompt: 'a', cancelKey: '#', choices: { '1': leave } }) declare readonly menu: Menu;
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.menu: @Menu has no option "cancelKey". Take it away. [AGI_BOOT_UNKNOWN_OPTION]',
      'Sales.order: cancelKey is "**", but one of the keys 0123456789*# or "none" is needed. [AGI_BOOT_OPTION]',
      'Sales.value: cancelKey is "*", but the reader takes it as a part of the value. [AGI_BOOT_OPTION]',
      'Sales.end: cancelKey is "#", but it is the terminator too: give that another key, or "none". [AGI_BOOT_OPTION]',
    ]);
  });

  test('when no telephone has it', () => {
    @AgiController('/sales', { start: 'order', otherwise: leave })
    class Sales {
      @Ask(yesNo, { prompt: 'a', next: leave, cancelKey: 'A' }) order() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.order: cancelKey is "A", but one of the keys 0123456789*# or "none" is needed. [AGI_BOOT_OPTION]',
    ]);
  });

  test('once, when it is several keys, also where the value may hold each of them', () => {
    @AgiController('/sales', { start: 'order', otherwise: leave })
    class Sales {
      // @ts-expect-error two keys are none
      @Ask(read.digits({ length: 2 }), { prompt: 'a', next: leave, cancelKey: '12' }) order() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.order: cancelKey is "12", but one of the keys 0123456789*# or "none" is needed. [AGI_BOOT_OPTION]',
    ]);
  });

  test('among defaults that take the terminator, but not where only a reader wants the key', () => {
    @AgiController('/sales', { start: 'order', defaults: { cancelKey: '#' }, otherwise: leave })
    class Sales {
      @Ask(yesNo, { prompt: 'a', next: 'value' }) order() {}
      @Ask(read.amount({ currency: 'EUR', decimalKey: '#' }), { prompt: 'a', next: leave }) value() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.order: cancelKey is "#", but it is the terminator too: give that another key, or "none". [AGI_BOOT_OPTION]',
    ]);
  });
});

test('greetEveryVisit is refused without a greeting, and when it is no switch', () => {
  @AgiController('/sales', { start: 'order', otherwise: leave })
  class Sales {
    @Ask(yesNo, { prompt: 'a', next: 'next', greetEveryVisit: true }) order() {}
    // @ts-expect-error a switch
    @Ask(yesNo, { greeting: 'a', prompt: 'a', next: leave, greetEveryVisit: 'yes' }) next() {}
  }
  expect(mistakesOf(Sales)).toEqual([
    'Sales.order: greetEveryVisit is true, but there is no greeting. [AGI_BOOT_OPTION]',
    'Sales.next: greetEveryVisit is "yes", but true or false is needed. [AGI_BOOT_OPTION]',
  ]);
});

test('hold is refused when it is no switch, and where a filler needs it', () => {
  @AgiController('/sales', { otherwise: leave })
  class Sales {
    @Menu({ choices: { '3': leave } }) main() {
      return menu('a');
    }
    // @ts-expect-error a switch
    @OnDtmf('1', { hold: 'no' }) first() {}
    @OnDtmf('2', { hold: false, slow: { music: 'jazz' } }) second() {}
  }
  expect(mistakesOf(Sales)).toEqual([
    'Sales.first: hold is "no", but true or false is needed. [AGI_BOOT_OPTION]',
    'Sales.second: hold is false, but slow.music is heard on a line that is held. [AGI_BOOT_OPTION]',
  ]);
});
