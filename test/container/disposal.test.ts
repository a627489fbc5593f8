import { expect, test, vi } from 'vitest';
import { AppContainer } from '../../src/container/app-container.js';
import { planContainer } from '../../src/container/plan-container.js';
import { provide, type Provider } from '../../src/decorators/provider.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { token } from '../../src/dialog/token.js';
// After ours: tsyringe does not load before reflect-metadata.
import { container as globalContainer } from 'tsyringe';

class Call {
  readonly [Symbol.dispose] = vi.fn<() => void>();
}

const start = (...providers: Provider[]) =>
  AppContainer.start(planContainer({ providers, controllers: [], callValues: [Call] }));
const openCall = (app: AppContainer) => app.openScope(new Map([[Call, new Call()]]));
const tick = () => new Promise((resolve) => setImmediate(resolve));

test('two calls share a live service of the app: the end of one does not dispose it (tsyringe issue #237)', async () => {
  @Injectable()
  class Pool {
    isOpen = true;
    dispose() {
      this.isOpen = false;
    }
  }
  @Injectable({ scope: 'call' })
  class Query {
    constructor(readonly pool: Pool) {}
  }

  const app = await start(Query, Pool);
  const [first, second] = [openCall(app), openCall(app)];
  expect(first.get(Query).pool).toBe(second.get(Query).pool);
  await first.close();
  expect(second.get(Pool).isOpen).toBe(true);
  await second.close();
  const third = openCall(app).get(Pool);
  expect(third.isOpen).toBe(true);
  await app.close();
  expect(third.isOpen).toBe(false);
});

test('what a call made is disposed newest first, each awaited before the next', async () => {
  const log: string[] = [];
  @Injectable({ scope: 'call' })
  class Oldest {
    async [Symbol.asyncDispose]() {
      log.push('oldest');
    }
  }
  @Injectable({ scope: 'call' })
  class Middle {
    constructor(readonly oldest: Oldest) {}
    async [Symbol.asyncDispose]() {
      log.push('middle begins');
      await tick();
      log.push('middle ends');
    }
  }
  @Injectable({ scope: 'transient' })
  class Newest {
    constructor(readonly middle: Middle) {}
    [Symbol.dispose]() {
      log.push('newest');
    }
  }

  const call = openCall(await start(Oldest, Middle, Newest));
  call.get(Newest);
  expect(await call.close()).toEqual([]);
  expect(log).toEqual(['newest', 'middle begins', 'middle ends', 'oldest']);
});

test('of several ways to be disposed one is taken: asyncDispose, then dispose by symbol, then dispose() without arguments', async () => {
  const called: string[] = [];
  const ways = [
    { [Symbol.asyncDispose]: async () => void called.push('async'), [Symbol.dispose]: () => void called.push('wrong') },
    { [Symbol.dispose]: () => void called.push('symbol'), dispose: () => void called.push('wrong') },
    { dispose: () => void called.push('method') },
    { dispose: (_what: string) => void called.push('wrong') },
  ];
  const tokens = ways.map((_, index) => token<unknown>(`way ${index}`));
  const call = openCall(
    await start(...tokens.map((way, index) => provide(way).withFactory(() => ways[index], { scope: 'call' }))),
  );
  for (const way of tokens) call.get(way);
  await call.close();
  expect(called).toEqual(['method', 'symbol', 'async']);
});

test('one that fails is told and does not stop the rest', async () => {
  const disposed = vi.fn<() => void>();
  @Injectable({ scope: 'call' })
  class Fine {
    dispose = disposed;
  }
  @Injectable({ scope: 'call' })
  class Broken {
    constructor(readonly fine: Fine) {}
    async [Symbol.asyncDispose]() {
      throw new Error('disk\nfull');
    }
  }
  @Injectable({ scope: 'call' })
  class Odd {
    constructor(readonly broken: Broken) {}
    dispose() {
      throw 'text';
    }
  }

  const call = openCall(await start(Fine, Broken, Odd));
  call.get(Odd);
  const failures = await call.close();
  expect(failures.map((failure) => failure.message)).toEqual([
    'Odd could not be disposed: text',
    'Broken could not be disposed: disk\\x0afull',
  ]);
  expect(failures[1]?.cause).toMatchObject({ message: 'disk\nfull' });
  expect(disposed).toHaveBeenCalledTimes(1);
});

test('one that never ends is left behind at the limit, and the rest is still told', async () => {
  const disposed = vi.fn<() => void>();
  @Injectable({ scope: 'call' })
  class Fine {
    dispose = disposed;
  }
  @Injectable({ scope: 'call' })
  class Stuck {
    constructor(readonly fine: Fine) {}
    [Symbol.asyncDispose]() {
      return new Promise<void>(() => {});
    }
  }

  // Told when no time is left: not waited for at all.
  @Injectable({ scope: 'call' })
  class StuckToo extends Fine {
    [Symbol.asyncDispose]() {
      return new Promise<void>(() => {});
    }
  }
  @Injectable({ scope: 'call' })
  class First {
    constructor(
      readonly tooLate: StuckToo,
      readonly stuck: Stuck,
    ) {}
  }

  const call = openCall(await start(Fine, Stuck, StuckToo, First));
  call.get(First);
  const limit = new AbortController();
  const closing = call.close(limit);
  await tick();
  expect(disposed).not.toHaveBeenCalled();
  limit.abort();
  const failures = await closing;
  expect(failures.map(({ message }) => message)).toEqual([
    'Stuck could not be disposed: it did not end in time',
    'StuckToo could not be disposed: no time was left to wait for it',
  ]);
  expect(disposed).toHaveBeenCalledTimes(1);
});

test('what the app did not make it does not dispose: values, and the values of a call', async () => {
  const dispose = vi.fn<() => void>();
  const app = await start(provide(token<{ dispose: () => void }>('mine')).withValue({ dispose }));
  const value = new Call();
  await app.openScope(new Map([[Call, value]])).close();
  await app.close();
  expect(value[Symbol.dispose]).not.toHaveBeenCalled();
  expect(dispose).not.toHaveBeenCalled();
});

test('a factory that hands on what it got does not make it its own', async () => {
  const dispose = vi.fn<() => void>();
  const POOL = token<{ readonly dispose: () => void }>('pool');
  const ALIAS = token<{ readonly dispose: () => void }>('alias');
  const CHANNEL = token<Call>('channel');
  const app = await start(
    provide(POOL).withFactory(() => ({ dispose })),
    provide(ALIAS).withFactory((get) => get(POOL), { scope: 'call' }),
    provide(CHANNEL).withFactory((get) => get(Call), { scope: 'transient' }),
  );
  const call = openCall(app);
  expect(call.get(ALIAS)).toBe(app.get(POOL));
  const channel = call.get(CHANNEL);
  await call.close();
  expect(dispose).not.toHaveBeenCalled();
  expect(channel[Symbol.dispose]).not.toHaveBeenCalled();
  await app.close();
  expect(dispose).toHaveBeenCalledTimes(1);
});

test('closing twice disposes once, and both wait for it', async () => {
  const dispose = vi.fn<() => void>();
  const THING = token<unknown>('thing');
  const call = openCall(await start(provide(THING).withFactory(() => ({ dispose }), { scope: 'call' })));
  call.get(THING);
  expect(call.close()).toBe(call.close());
  await call.close();
  expect(dispose).toHaveBeenCalledTimes(1);
});

test('a call that made nothing disposable ends at no cost: nothing is waited for, and tsyringe is not asked to dispose', async () => {
  const ofTsyringe = vi.spyOn(Object.getPrototypeOf(globalContainer) as typeof globalContainer, 'dispose');
  const app = await start();
  const [first, second] = [openCall(app), openCall(app)];
  expect(first.close()).toBe(second.close());
  await app.close();
  expect(ofTsyringe).not.toHaveBeenCalled();
  ofTsyringe.mockRestore();
});
