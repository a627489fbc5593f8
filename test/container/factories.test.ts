import { describe, expect, test, vi } from 'vitest';
import { AppContainer } from '../../src/container/app-container.js';
import { planContainer } from '../../src/container/plan-container.js';
import { provide, type Provider } from '../../src/decorators/provider.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { token } from '../../src/dialog/token.js';

class Call {
  constructor(readonly id: string) {}
}
interface Pool {
  readonly url: string;
}
const URL_OF_POOL = token<string>('url of pool');
const POOL = token<Pool>('pool');

const start = (...providers: Provider[]) =>
  AppContainer.start(planContainer({ providers, controllers: [], callValues: [Call] }));
const openCall = (app: AppContainer, id: string) => app.openScope(new Map([[Call, new Call(id)]]));

test('a factory of the app runs once, at boot, and is awaited', async () => {
  const make = vi.fn<() => Promise<Pool>>(async () => ({ url: 'db' }));
  const app = await start(provide(POOL).withFactory(make));
  expect(make).toHaveBeenCalledTimes(1);
  expect(openCall(app, '1').get(POOL)).toBe(app.get(POOL));
  expect(app.get(POOL)).toEqual({ url: 'db' });
});

test('a factory gets other things: those made by factories before it, and any class', async () => {
  @Injectable()
  class Settings {
    constructor(@Inject(URL_OF_POOL) readonly url: string) {}
  }
  const app = await start(
    provide(URL_OF_POOL).withFactory(async () => 'db'),
    provide(POOL).withFactory((get) => ({ url: get(Settings).url })),
    Settings,
  );
  expect(app.get(POOL).url).toBe('db');
});

test('a factory that asks for what a later one makes is told to change places', async () => {
  const starting = start(
    provide(POOL).withFactory((get) => ({ url: get(URL_OF_POOL) })),
    provide(URL_OF_POOL).withFactory(() => 'db'),
  );
  await expect(starting).rejects.toThrow(
    'token "url of pool": was asked for before its factory ran: factories run in the order of the list. List it before the factory that asks. [AGI_BOOT_FACTORY_ORDER]',
  );
});

describe('a factory that needs what needs it', () => {
  const BASKET = token<object>('basket');
  const PRICES = token<object>('prices');

  test('is named with the whole circle when a call asks for it, and the next call is told the same', async () => {
    @Injectable({ scope: 'call' })
    class Till {
      constructor(@Inject(BASKET) readonly basket: object) {}
    }
    const app = await start(
      provide(BASKET).withFactory((get) => ({ prices: get(PRICES) }), { scope: 'call' }),
      provide(PRICES).withFactory((get) => ({ till: get(Till) }), { scope: 'transient' }),
      Till,
    );
    for (const id of ['1', '2'])
      expect(() => openCall(app, id).get(Till)).toThrow(
        'Till → token "basket" → token "prices" → Till: it needs itself before it is made.',
      );
  });

  test('is told when the app starts where the app needs it', async () => {
    @Injectable()
    class Rates {
      constructor(@Inject(PRICES) readonly prices: object) {}
    }
    await expect(
      start(
        provide(PRICES).withFactory((get) => ({ rates: get(Rates) }), { scope: 'transient' }),
        Rates,
      ),
    ).rejects.toThrow('Rates → token "prices" → Rates: it needs itself');
    await expect(
      start(
        provide(PRICES).withFactory(async (get) => ({ rates: get(Rates) })),
        Rates,
      ),
    ).rejects.toThrow('token "prices" → Rates → token "prices": it needs itself');
  });

  test('may ask for it later, when it is used', async () => {
    const app = await start(
      provide(BASKET).withFactory((get) => ({ prices: () => get(PRICES) }), { scope: 'call' }),
      provide(PRICES).withFactory((get) => ({ basket: get(BASKET) }), { scope: 'call' }),
    );
    const basket = openCall(app, '1').get(BASKET) as { readonly prices: () => { readonly basket: object } };
    expect(basket.prices().basket).toBe(basket);
  });
});

test('a factory that asks for what is not listed is named', async () => {
  const starting = start(provide(POOL).withFactory((get) => ({ url: get(URL_OF_POOL) })));
  await expect(starting).rejects.toThrow('The factory of token "pool": token "url of pool" is not among the providers');
});

test('a factory of the app that asks for something of a call does not get the first caller’s', async () => {
  const starting = start(provide(POOL).withFactory((get) => ({ url: get(Call).id })));
  await expect(starting).rejects.toThrow('Call belongs to a call and was asked for outside one');
});

describe('in a call', () => {
  test('a factory makes one for the call, from what the call has', async () => {
    const app = await start(provide(POOL).withFactory((get) => ({ url: get(Call).id }), { scope: 'call' }));
    const [first, second] = [openCall(app, '1'), openCall(app, '2')];
    expect([first.get(POOL).url, second.get(POOL).url]).toEqual(['1', '2']);
    expect(first.get(POOL)).toBe(first.get(POOL));
  });

  test('a transient factory makes one each time', async () => {
    const app = await start(provide(POOL).withFactory(() => ({ url: 'db' }), { scope: 'transient' }));
    const call = openCall(app, '1');
    expect(call.get(POOL)).not.toBe(call.get(POOL));
  });

  test('what a factory makes may be undefined, and is made once all the same', async () => {
    const NAME = token<string | undefined>('name');
    const make = vi.fn<() => undefined>();
    const app = await start(provide(NAME).withFactory(make, { scope: 'call' }));
    const call = openCall(app, '1');
    expect([call.get(NAME), call.get(NAME)]).toEqual([undefined, undefined]);
    expect(make).toHaveBeenCalledTimes(1);
  });
});

function connect(): never {
  throw new Error('no database');
}

test('a constructor that throws stops the start, and what was built before is disposed', async () => {
  const dispose = vi.fn<() => void>();
  @Injectable()
  class Broken {
    readonly connection = connect();
  }
  await expect(
    start(
      provide(token('resource')).withFactory(() => ({ dispose })),
      Broken,
    ),
  ).rejects.toThrow('no database');
  expect(dispose).toHaveBeenCalledTimes(1);
});
