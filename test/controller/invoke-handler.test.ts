import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/call/call.js';
import { compileController } from '../../src/controller/compile-controller.js';
import { invokeHandler } from '../../src/controller/invoke-handler.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { createParamDecorator } from '../../src/decorators/create-param-decorator.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { CallerNumber, Digits, Variable } from '../../src/decorators/parameters.js';
import { menu } from '../../src/dialog/prompt.js';
import { leave } from '../../src/dialog/step.js';

const Failing = createParamDecorator((_call, how: 'throws' | 'rejects'): string | Promise<string> => {
  if (how === 'throws') throw new Error('no value');
  return Promise.reject(new Error('no value'));
});

@AgiController('/sales')
class Sales {
  readonly #heard = 'welcome';
  seen: unknown[] = [];

  @Menu({ otherwise: leave }) main() {
    return menu(this.#heard);
  }
  @OnDtmf('1') none() {
    this.seen = [...arguments];
  }
  @OnDtmf('2') given(digits: string) {
    this.seen = [digits];
  }
  @OnDtmf('3') async mixed(
    digits: string,
    @CallerNumber() number: string | undefined,
    @Variable('CAMPAIGN') campaign: string | undefined,
    @Digits() again: string,
  ) {
    this.seen = [digits, number, campaign, again];
  }
  @OnDtmf('4') late(@CallerNumber() number: string | undefined, digits: string) {
    this.seen = [number, digits];
  }
  @OnDtmf('5') both(_digits: string, @Failing('rejects') a: string, @Failing('throws') b: string) {
    this.seen = [a, b];
  }
}

// The readers under test ask the call for these facts only.
const call = {
  caller: { number: '5550100' },
  variables: { get: async (name: string) => `${name} of the channel` },
} as unknown as Call;

const runDialog = async () => 'not run here';
const { compiled } = compileController(Sales);
const invoke = async (method: string, input: unknown) => {
  const sales = new Sales();
  const returned = await invokeHandler(compiled, sales, method, { call, input, runDialog });
  return { returned, seen: sales.seen };
};

describe('a handler is called', () => {
  test('on its controller, and its value comes back', async () => {
    expect(await invoke('main', undefined)).toMatchObject({ returned: { items: [{ kind: 'file', name: 'welcome' }] } });
  });

  test('without arguments when it wants none', async () => {
    expect(await invoke('none', '1')).toMatchObject({ seen: [] });
  });

  test('with what the caller gave as the first parameter without a decorator', async () => {
    expect(await invoke('given', '2')).toMatchObject({ seen: ['2'] });
    expect(await invoke('late', '4')).toMatchObject({ seen: ['5550100', '4'] });
  });

  test('with what decorators read, waited for', async () => {
    expect(await invoke('mixed', '3')).toMatchObject({ seen: ['3', '5550100', 'CAMPAIGN of the channel', '3'] });
  });

  test('not at all when an argument cannot be read', async () => {
    await expect(invoke('both', '5')).rejects.toThrow('no value');
  });
});
