import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { ProblemList } from '../../src/errors/problem-list.js';
import { checkDefaults } from '../../src/question/valid-defaults.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { menu } from '../../src/dialog/prompt.js';
import { say } from '../../src/dialog/say.js';
import { hangUp, leave } from '../../src/dialog/step.js';
import { mistakesOf } from './mistakes-of.js';

describe('an option is refused', () => {
  test('when nobody reads it', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error 'timeout' does not exist
      @Menu({ timeout: 5, promt: 'x', otherwise: leave }) main() {
        return menu('a');
      }
      // @ts-expect-error 'too' does not exist
      @OnDtmf('1', { too: ['main'] }) orders() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: @Menu has no option "timeout". Did you mean "timeoutMs"? [AGI_BOOT_UNKNOWN_OPTION]',
      'Sales.main: @Menu has no option "promt". Did you mean "prompt"? [AGI_BOOT_UNKNOWN_OPTION]',
      'Sales.orders: @OnDtmf has no option "too". Did you mean "to"? [AGI_BOOT_UNKNOWN_OPTION]',
    ]);
  });

  test('when skippable is neither true nor false', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error a word is no boolean
      @OnCall({ next: hangUp, skippable: 'no' }) begin() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.begin: skippable is "no", but true or false is needed. [AGI_BOOT_OPTION]',
    ]);
  });

  test('when there are options that are no object', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error options are an object
      @Menu('welcome') main() {
        return menu('a');
      }
      // @ts-expect-error options are an object
      @OnDtmf('1', null) orders() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: what @Menu takes is "welcome", but an object with options is needed. [AGI_BOOT_OPTION]',
      'Sales.orders: what @OnDtmf takes is null, but an object with options is needed. [AGI_BOOT_OPTION]',
    ]);
  });

  test('when it is no whole number, or too small', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({
        timeoutMs: 0,
        interDigitTimeoutMs: 1.5,
        totalTimeoutMs: -1,
        settleMs: 2 ** 31,
        attempts: 0,
        choices: { '1': leave },
        otherwise: leave,
      })
      main() {
        return menu('a');
      }
    }
    const needs = (option: string, value: number, least: number) =>
      `Sales.main: ${option} is ${value}, but a whole number from ${least} to 2147483647 is needed. [AGI_BOOT_OPTION]`;
    expect(mistakesOf(Sales)).toEqual([
      needs('timeoutMs', 0, 1),
      needs('interDigitTimeoutMs', 1.5, 1),
      needs('totalTimeoutMs', -1, 1),
      needs('settleMs', 2147483648, 0),
      needs('attempts', 0, 1),
    ]);
  });

  test('when the terminator is no key', () => {
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error not a key
      @Menu({ terminator: '##', choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: terminator is "##", but one of the keys 0123456789*# or "none" is needed. [AGI_BOOT_OPTION]',
    ]);
  });

  test('when settleMs is above the inter-digit timeout', () => {
    @AgiController('/sales', { defaults: { settleMs: 900 } })
    class Sales {
      @Menu({ interDigitTimeoutMs: 800, choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: settleMs is 900, but it may not be above interDigitTimeoutMs, which is 800. [AGI_BOOT_OPTION]',
    ]);
  });

  test('among the defaults of a class, and of an app', () => {
    @AgiController('/sales', { defaults: { timeoutMs: 0.5 } })
    class Sales {
      @Menu({ choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    const needed = 'but a whole number from 1 to 2147483647 is needed. [AGI_BOOT_OPTION]';
    expect(mistakesOf(Sales)).toEqual([`Sales: defaults.timeoutMs is 0.5, ${needed}`]);

    const problems = new ProblemList();
    expect(checkDefaults({ attempts: 0, timeOutMs: 5, timeoutMs: 7_000 }, 'createAgiApp', problems)).toEqual({
      timeoutMs: 7_000,
    });
    expect(problems.found.map(mistakeSentence)).toEqual([
      'createAgiApp: "defaults" has no option "timeOutMs". Did you mean "timeoutMs"? [AGI_BOOT_UNKNOWN_OPTION]',
      `createAgiApp: defaults.attempts is 0, ${needed}`,
    ]);
  });
});

describe('a prompt is refused', () => {
  test('when it is none', () => {
    const written = { greeting: 7, reprompt: ['a', { kind: 'song' }], noInput: 'choose', noMatch: [null] };
    @AgiController('/sales')
    class Sales {
      // @ts-expect-error none of these is a prompt
      @Menu({ ...written, choices: { '1': leave }, otherwise: leave })
      main() {
        return menu('a');
      }
    }
    const isNone =
      'is not a prompt. Give the name of a sound file, an item made with say.*, or a list of them. [AGI_BOOT_PROMPT]';
    expect(mistakesOf(Sales)).toEqual([
      'Sales.main: noInput is "choose", but a list is needed: one prompt for each failure. [AGI_BOOT_OPTION]',
      `Sales.main: noMatch[0]: null ${isNone}`,
      `Sales.main: greeting: 7 ${isNone}`,
      `Sales.main: reprompt: an object ${isNone}`,
    ]);
  });

  test.each(['say "hello"', 'back\\slash', 'line\nfeed', 'one,two', 'one&two', '\x00'])(
    'when its file is called %j',
    (name) => {
      @AgiController('/sales')
      class Sales {
        @Menu({
          noInput: ['fine', [say.silence({ durationMs: 100 }), say.withoutBargeIn(name)]],
          choices: { '1': leave },
          otherwise: leave,
        })
        main() {
          return menu('a');
        }
      }
      const [mistake, ...more] = mistakesOf(Sales);
      expect(more).toEqual([]);
      expect(mistake).toMatch(
        /^Sales\.main: noInput\[1\]: ".*" cannot be the name of a sound file: a quote, a backslash, a comma, & and control characters mean something else to Asterisk\. Rename the file\. \[AGI_BOOT_PROMPT\]$/,
      );
    },
  );

  test('when it names no file', () => {
    @AgiController('/sales', { defaults: { noMatch: [''] } })
    class Sales {
      @Menu({ choices: { '1': leave }, otherwise: leave }) main() {
        return menu('a');
      }
    }
    expect(mistakesOf(Sales)).toEqual(['Sales: defaults.noMatch[0]: "" names no sound file. [AGI_BOOT_PROMPT]']);
  });
});
