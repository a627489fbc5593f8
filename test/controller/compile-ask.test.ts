import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import type { Class } from '../../src/dialog/class.js';
import { compileController } from '../../src/controller/compile-controller.js';
import { deadLinks } from '../../src/graph/dead-links.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { Link } from '../../src/decorators/link.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnAttemptsUsedUp } from '../../src/decorators/on-attempts-used-up.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnNoInput } from '../../src/decorators/on-no-input.js';
import { OnNoMatch } from '../../src/decorators/on-no-match.js';
import { Step } from '../../src/decorators/step.js';
import type { AskNode, MenuNode } from '../../src/dialog/call-flow.js';
import { parseKeyPattern } from '../../src/core/key-pattern.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { back, go, hangUp, leave, keepListening, repeat } from '../../src/dialog/step.js';

const flowOf = (controller: Class) => {
  const { compiled, problems } = compileController(controller, { timeoutMs: 7_000 });
  expect(problems).toEqual([]);
  return compiled.flow;
};
const goTo = (node: string) => ({ kind: 'go', node }) as const;

const fourDigits = read.digits({ length: 4 });
const confirmed = (order: string) => ['your-order', say.digits(order)];

@AgiController('/orders', { defaults: { attempts: 4 } })
class Orders {
  prefix = '00';

  @Ask(fourDigits, {
    greeting: 'orders/welcome',
    prompt: (self: Orders) => say.digits(self.prefix),
    reprompt: 'orders/again',
    noMatch: ['orders/wrong'],
    typeAhead: false,
    confirm: confirmed,
    to: ['thanks', hangUp],
    otherwise: back,
  })
  order(order: string) {
    return order === '0000' ? hangUp : go('thanks');
  }
  @OnNoMatch({ ask: 'order', count: 2 }) wrong(digits: string) {
    void digits;
  }
  @OnAttemptsUsedUp({ ask: 'order', to: ['thanks'] }) usedUp(why: 'noInput' | 'noMatch') {
    return why === 'noInput' ? go('thanks') : undefined;
  }
  @Step({ next: hangUp }) thanks() {}
}

test('a question compiles to plain data', () => {
  const { start, nodes } = flowOf(Orders);
  expect(start, 'the only question').toBe('order');
  const wrong = { method: 'wrong', to: [], next: undefined };
  expect(nodes.get('order')).toEqual({
    kind: 'ask',
    name: 'order',
    greeting: 'orders/welcome',
    greetEveryVisit: false,
    prompt: expect.any(Function),
    reprompts: [{ count: 2, prompt: 'orders/again' }],
    reader: fourDigits,
    cancelKey: '*',
    confirm: confirmed,
    handler: {
      method: 'order',
      to: [
        { destination: goTo('thanks'), any: false },
        { destination: { kind: 'hangUp', cause: undefined }, any: true },
      ],
      next: undefined,
    },
    noInput: [],
    noMatch: [
      { count: 1, prompt: 'orders/wrong' },
      { count: 2, prompt: 'orders/wrong', handler: wrong },
    ],
    usedUp: { method: 'usedUp', to: [{ destination: goTo('thanks'), any: false }], next: undefined },
    otherwise: { kind: 'back' },
    attempts: 4,
    noInputAttempts: undefined,
    noMatchAttempts: undefined,
    timeoutMs: 7_000,
    interDigitTimeoutMs: 2_000,
    totalTimeoutMs: undefined,
    settleMs: 500,
    terminator: '#',
    typeAhead: false,
    bargeIn: true,
    playOnLastAttempt: false,
  } satisfies AskNode);
});

test('handlers of failures find their question: the named one, else the only menu', () => {
  @AgiController('/sales', { start: 'main' })
  class Sales {
    @Menu({ choices: { '1': 'order' }, otherwise: leave }) main() {
      return menu('a');
    }
    @Ask(fourDigits, { prompt: 'b', next: 'main', otherwise: 'main' }) order() {}
    @OnNoInput({ ask: 'order' }) noOrder() {}
    @OnNoInput() noChoice() {}
    @OnAttemptsUsedUp({ next: hangUp }) noChoiceAtAll() {}
  }
  const { nodes } = flowOf(Sales);
  const main = nodes.get('main') as MenuNode;
  const order = nodes.get('order') as AskNode;
  expect(order.noInput).toMatchObject([{ handler: { method: 'noOrder' } }]);
  expect(order.usedUp).toBeUndefined();
  expect(main.noInput).toMatchObject([{ handler: { method: 'noChoice' } }]);
  expect(main.usedUp).toMatchObject({ method: 'noChoiceAtAll' });
});

describe('a question that does not say where it ends', () => {
  test('goes back to the dialplan, with a warning', () => {
    @AgiController('/sales')
    class Sales {
      @Ask(fourDigits, { prompt: 'a', next: leave }) order() {}
    }
    const { compiled, warnings } = compileController(Sales);
    expect(compiled.flow.nodes.get('order')).toMatchObject({ otherwise: { kind: 'leave', place: undefined } });
    expect(warnings.map(mistakeSentence)).toEqual([
      'Sales.order: a caller who uses up their attempts (3) goes back to the dialplan, because nothing else is said. Say where with "otherwise". [AGI_BOOT_NO_OTHERWISE]',
    ]);
  });

  test('says it all the same when code does', () => {
    @AgiController('/sales')
    class Sales {
      @Menu({ choices: { '1': leave } }) main() {
        return menu('a');
      }
      @OnAttemptsUsedUp({ next: hangUp }) goodbye() {}
    }
    @AgiController('/silent')
    class Silent {
      @Menu({ choices: { '1': leave } }) main() {
        return menu('a');
      }
      @OnAttemptsUsedUp() goodbye() {}
    }
    expect(compileController(Sales).warnings).toEqual([]);
    expect(compileController(Silent).warnings).toHaveLength(1);
  });
});

test('links lead on with and without code, and do nothing where their key is data', () => {
  @AgiController('/sales', { start: 'main', links: { '0': 'operator', '*': repeat } })
  class Sales {
    @Menu({ choices: { '1': 'order', '2': 'start' }, otherwise: leave }) main() {
      return menu('a');
    }
    @Ask(fourDigits, { prompt: 'b', next: 'main', otherwise: 'main' }) order() {}
    @Ask(read.time(), { prompt: 'c', next: 'main', otherwise: 'main' }) start() {}
    @Step({ next: leave }) operator() {}
    @Link('9', { next: keepListening }) slower(key: string) {
      void key;
    }
    @Link('#') @OnDtmf('3') same() {}
  }
  const flow = flowOf(Sales);
  const same = { method: 'same', to: [], next: undefined };
  expect(flow.links).toEqual([
    { pattern: parseKeyPattern('0'), action: { kind: 'take', destination: goTo('operator') } },
    { pattern: parseKeyPattern('*'), action: { kind: 'take', destination: { kind: 'repeat' } } },
    {
      pattern: parseKeyPattern('9'),
      action: { kind: 'run', handler: { method: 'slower', to: [], next: { kind: 'keepListening' } } },
    },
    { pattern: parseKeyPattern('#'), action: { kind: 'run', handler: same } },
  ]);
  const dead = [
    { key: '0', why: 'value' },
    { key: '*', why: 'cancelKey' },
    { key: '9', why: 'value' },
    { key: '#', why: 'terminator' },
  ];
  expect(deadLinks(flow)).toEqual(
    ['order', 'start'].flatMap((question) => dead.map((link) => ({ ...link, question }))),
  );
});
