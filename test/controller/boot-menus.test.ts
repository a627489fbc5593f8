import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { compileController } from '../../src/controller/compile-controller.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnNoInput } from '../../src/decorators/on-no-input.js';
import { OnNoMatch } from '../../src/decorators/on-no-match.js';
import { Step } from '../../src/decorators/step.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { hangUp, leave } from '../../src/dialog/step.js';
import { mistakesOf } from './mistakes-of.js';

describe('a handler of a menu is refused', () => {
  test('when it names no menu of the class', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: 'main' }) greet() {}
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
      // @ts-expect-error "maim" is not a @Menu of this class
      @OnDtmf('1', { menu: 'maim' }) orders() {}
      // @ts-expect-error "greet" is not a @Menu of this class
      @OnNoInput({ menu: 'greet' }) silence() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.orders: @OnDtmf belongs to menu "maim", which is not a @Menu of this class. Did you mean "main"? [AGI_BOOT_UNKNOWN_MENU]',
      'Sales.silence: @OnNoInput belongs to menu "greet", which is not a @Menu of this class. There is main. [AGI_BOOT_UNKNOWN_MENU]',
    ]);
  });

  test('when there are several menus and it does not say which, or none', () => {
    @AgiController('/sales', { start: 'main' })
    class Several {
      @Menu({ choices: { '1': 'other' }, otherwise: leave }) main() {
        return menu('a');
      }
      @Menu({ choices: { '1': 'main' }, otherwise: leave }) other() {
        return menu('b');
      }
      // @ts-expect-error several menus here
      @OnDtmf('2') orders() {}
    }
    @AgiController('/sales')
    class None {
      @OnCall({ next: hangUp }) greet() {}
      // @ts-expect-error this class has no @Menu
      @OnNoMatch() wrong() {}
    }
    expect(mistakesOf(Several)).toEqual([
      'Several.orders: @OnDtmf may belong to several menus. Say which: { menu: "main" } (main, other). [AGI_BOOT_WHICH_MENU]',
    ]);
    expect(mistakesOf(None)).toEqual([
      'None.wrong: @OnNoMatch belongs to a menu, but the class has no @Menu. Add one, or take this away. [AGI_BOOT_WHICH_MENU]',
    ]);
  });

  test('when its keys cannot be typed', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
      // @ts-expect-error "1x" has a character that no telephone sends
      @OnDtmf('1x') letter() {}
      @OnDtmf(['_2.X', '_[9-1]']) pattern() {}
      // @ts-expect-error keys are text
      @OnDtmf(7) number() {}
      @OnDtmf([]) nothing() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.letter: keys "1x": "x" is on no telephone; patterns start with _. [AGI_BOOT_KEYS]',
      'Sales.pattern: keys "_2.X": "." must be the last character of a pattern. [AGI_BOOT_KEYS]',
      'Sales.pattern: keys "_[9-1]": "[9-1]" is no list of keys like [13-5]. [AGI_BOOT_KEYS]',
      'Sales.number: keys 7: keys are text, a list of texts, a regular expression or a reader. [AGI_BOOT_KEYS]',
      'Sales.nothing: keys a list: it names no key. [AGI_BOOT_KEYS]',
    ]);
  });

  test('when its count is no whole number, or another has the same', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
      @OnNoInput({ count: 0 }) never() {}
      @OnNoInput() first() {}
      @OnNoInput({ count: 1 }) alsoFirst() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.never: count is 0, but a whole number from 1 is needed. [AGI_BOOT_OPTION]',
      'Sales.main: first and alsoFirst both have @OnNoInput from failure 1 on. Give one of them another count. [AGI_BOOT_SAME_COUNT]',
    ]);
  });

  test('when the attempts are used up before it runs', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ attempts: 4, noMatchAttempts: 2, choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
      @OnNoInput({ count: 3 }) third() {}
      @OnNoInput({ count: 4 }) fourth() {}
      @OnNoMatch({ count: 2 }) second() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.fourth: @OnNoInput is for failure 4, but with attempts: 4 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]',
      'Sales.second: @OnNoMatch is for failure 2, but with noMatchAttempts: 2 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]',
    ]);
  });
});

describe('a menu is refused', () => {
  test('without choices', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: is a menu without choices: every key would be wrong. Add choices, or an @OnDtmf method. [AGI_BOOT_NO_CHOICES]',
    ]);
  });

  test('when the same keys are taken twice', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ choices: { '1': leave, '_[3-5]': leave }, otherwise: leave }) main() {
        return menu('a');
      }
      @OnDtmf(['1', '2']) orders() {}
      @OnDtmf('2') bills() {}
      @OnDtmf('_[543]') range() {}
      @OnDtmf('_1') one() {}
      @OnDtmf('_1X') longer() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: "1" is taken twice: by choices of main and by @OnDtmf orders. Keep one. [AGI_BOOT_SAME_KEYS]',
      'Sales.main: "2" is taken twice: by @OnDtmf orders and by @OnDtmf bills. Keep one. [AGI_BOOT_SAME_KEYS]',
      'Sales.main: "_[3-5]" and "_[543]" are the same keys: by choices of main and by @OnDtmf range. Keep one. [AGI_BOOT_SAME_KEYS]',
      'Sales.main: "1" and "_1" are the same keys: by choices of main and by @OnDtmf one. Keep one. [AGI_BOOT_SAME_KEYS]',
    ]);
  });

  test('when a prompt for a failure is never heard', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({
        noInput: ['choose', 'still-there', 'goodbye'],
        noMatch: ['wrong'],
        noMatchAttempts: 1,
        attempts: 3,
        choices: { '1': leave },
        otherwise: leave,
      })
      main() {
        return menu('a');
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: noInput[2] is for failure 3, but with attempts: 3 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]',
      'Sales.main: noMatch[0] is for failure 1, but with noMatchAttempts: 1 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]',
    ]);
  });

  test('but not for prompts that a whole class or app shares', () => {
    @AgiController('/sales', { defaults: { noInput: ['choose', 'still-there'] } })
    class Sales {
      @Menu({ attempts: 2, choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    expect(mistakesOf(Sales, { noMatch: ['wrong', 'wrong-again', 'wrong-for-ever'] })).toEqual([]);
  });

  test('when a link is not one key', () => {
    // @ts-expect-error '12' does not exist
    @AgiController('/sales', { links: { '0': leave, '12': leave, x: leave } })
    class Sales {
      @OnCall({ next: leave }) greet() {}
    }
    // @ts-expect-error links are an object
    @AgiController('/support', { links: ['0'] })
    class Support {
      @OnCall({ next: leave }) greet() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales: keys "12": a link is one key. [AGI_BOOT_KEYS]',
      'Sales: keys "x": "x" is on no telephone; patterns start with _. [AGI_BOOT_KEYS]',
    ]);
    expect(mistakesOf(Support)).toEqual([
      'Support: "links" is a list, but an object is needed: keys and where they lead. [AGI_BOOT_OPTION]',
    ]);
  });
});

test('a menu that does not say where its attempts end starts with a warning', () => {
  @AgiController('/sales', { start: 'main' })
  class Sales {
    @Menu({ choices: { '1': 'other' } }) main() {
      return menu('a');
    }
    @Menu({ noMatchAttempts: 5, choices: { '1': 'main' } }) other() {
      return menu('b');
    }
  }
  const { problems, warnings } = compileController(Sales);
  expect(problems).toEqual([]);
  expect(warnings.map(mistakeSentence)).toEqual([
    'Sales.main: a caller who uses up their attempts (3) goes back to the dialplan, because nothing else is said. Say where with "otherwise". [AGI_BOOT_NO_OTHERWISE]',
    'Sales.other: a caller who uses up their attempts (3 silent, 5 wrong) goes back to the dialplan, because nothing else is said. Say where with "otherwise". [AGI_BOOT_NO_OTHERWISE]',
  ]);
});

describe('a choice is refused', () => {
  test('when it is a regular expression without an end, a secret, or says what is none', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
      @OnDtmf(/9(\d+)/) endless() {}
      @OnDtmf(/8/, { maxDigits: 33 }) long() {}
      @OnDtmf(/7.*/, { maxDigits: 32 }) longest() {}
      @OnDtmf(/6/, { maxDigits: 1 }) shortest() {}
      @OnDtmf(/5/, { maxDigits: 0 }) none() {}
      @OnDtmf(read.pin({ length: 4 })) secret() {}
      @OnDtmf('1', { maxDigits: 1 }) literal() {}
      // @ts-expect-error when and title are of other types
      @OnDtmf('2', { when: true, title: 5, confirm: '' }) said() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.endless: keys /9(\\d+)/: a regular expression needs maxDigits, a whole number from 1 to 32. [AGI_BOOT_KEYS]',
      'Sales.long: keys /8/: a regular expression needs maxDigits, a whole number from 1 to 32. [AGI_BOOT_KEYS]',
      'Sales.none: keys /5/: a regular expression needs maxDigits, a whole number from 1 to 32. [AGI_BOOT_KEYS]',
      'Sales.secret: keys an object: what is secret is no choice: ask for it with @Ask. [AGI_BOOT_KEYS]',
      'Sales.literal: maxDigits is 1, but only a regular expression needs it: keys, patterns and readers know their length. [AGI_BOOT_OPTION]',
      'Sales.said: when is true, but a function is needed. [AGI_BOOT_OPTION]',
      'Sales.said: title is 5, but text is needed. [AGI_BOOT_OPTION]',
      'Sales.said: confirm: "" names no sound file. [AGI_BOOT_PROMPT]',
    ]);
  });

  test('when it is said twice', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave }) main() {
        return menu('a');
      }
      @OnDtmf(/8./, { maxDigits: 2 }) one() {}
      @OnDtmf(/8./, { maxDigits: 2 }) two() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: "/8./" is taken twice: by @OnDtmf one and by @OnDtmf two. Keep one. [AGI_BOOT_SAME_KEYS]',
    ]);
  });
});

describe('a menu that is a property', () => {
  test('says what is heard in its options, and a method says it itself', () => {
    @AgiController('/sales', { start: 'silent' })
    class Sales {
      @Menu({ choices: { '1': 'twice' }, otherwise: leave }) declare readonly silent: Menu;
      @Menu({ prompt: 'a', choices: { '1': 'silent' }, otherwise: leave }) twice() {
        return menu('a');
      }
      @Menu({ prompt: ['a', 'b"c'], choices: { '1': 'silent' }, otherwise: leave }) declare readonly odd: Menu;
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.silent: is a menu, but nothing says what is heard. Give @Menu a "prompt", or make it a method that returns menu(…). [AGI_BOOT_MENU_PROMPT]',
      'Sales.twice: says what is heard, and its @Menu has a "prompt" too. Keep the method, or make it a property: declare readonly name: Menu. [AGI_BOOT_MENU_PROMPT]',
      expect.stringContaining('Sales.odd: prompt: "b"c" cannot be the name of a sound file'),
    ]);
  });
});

describe('a handler that takes its time is refused', () => {
  test('with a filler that cannot be cut, an impossible limit, or nowhere to go at the limit', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave, choices: { '2': 'late' } }) main() {
        return menu('a');
      }
      // @ts-expect-error "mian" is not a node of this class
      @OnDtmf('1', { slow: { filler: ['wait', say.number(3)], limitMs: 0, otherwise: 'mian' } }) orders() {}
      // @ts-expect-error 'after' does not exist
      @Step({ to: [hangUp], slow: { limitMs: 5_000, after: 3 } }) late() {
        return hangUp;
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.late: has slow.limitMs, and says nowhere to go when the limit is passed. Add slow.otherwise, or "next". [AGI_BOOT_SLOW_DEAD_END]',
      'Sales.late: "slow" has no option "after". Take it away. [AGI_BOOT_UNKNOWN_OPTION]',
      'Sales.orders: slow.limitMs is 0, but a whole number of milliseconds from 1 to 2147483647 is needed. [AGI_BOOT_OPTION]',
      'Sales.orders: "slow.otherwise" names "mian", which is not a handler. Did you mean "main"? [AGI_BOOT_UNKNOWN_TARGET]',
      'Sales.orders: slow.filler: "number" is not a sound file: only that can be cut when the work is done. [AGI_BOOT_PROMPT]',
    ]);
  });
});

test('music whose class holds a line feed is refused: it could not be sent when it is wanted', () => {
  @AgiController('/sales')
  class Sales {
    @OnCall({ next: hangUp, slow: { music: 'jazz\nHANGUP' } }) greet() {}
  }
  expect(mistakesOf(Sales)).toEqual([
    'Sales.greet: slow.music is "jazz\\x0aHANGUP", but the name of a class of music on hold is needed. [AGI_BOOT_OPTION]',
  ]);
});

describe('what holds for every question', () => {
  test('names none of them', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ otherwise: leave, choices: { '1': 'main' } }) main() {
        return menu('a');
      }
      // @ts-expect-error everyQuestion stands for all of them
      @OnNoMatch({ everyQuestion: true, menu: 'main' }) wrong() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.wrong: @OnNoMatch answers for every question, and names "main". Keep "everyQuestion", or the name. [AGI_BOOT_EVERY_QUESTION]',
    ]);
  });
});
