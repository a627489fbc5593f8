import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import {
  AgiController,
  type AppDescription,
  Ask,
  BootError,
  createAgiApp,
  Dialog,
  finish,
  hangUp,
  Inject,
  Injectable,
  leave,
  Menu,
  OnCall,
  OnDtmf,
  OnEnter,
  provide,
  read,
  Subdialog,
  token,
} from 'offhook';
import { createTestPhone, everySound, FlowCoverage } from 'offhook/testing';
import { buildFixture } from '../support/build-fixture.js';

const GREETING = token<string>('greeting');

@Injectable()
class Customers {
  constructor() {
    throw new Error('nobody may build it');
  }
}

@Injectable({ scope: 'call' })
class Basket {
  constructor(
    readonly customers: Customers,
    @Inject(GREETING) readonly greeting: string,
  ) {}
}

@Dialog()
class Pin {
  @Ask(read.digits({ length: 4 }), { prompt: 'pin', otherwise: hangUp, to: [finish] })
  ask(pin: string) {
    return finish(pin);
  }
}

@Dialog()
class Support {
  @OnEnter({ next: hangUp }) enter() {}
}

@AgiController(['/sales', { path: '/shop', language: 'en' }])
class Sales {
  constructor(readonly basket: Basket) {}

  @OnCall({ to: [leave], next: 'main' })
  async greet(@Subdialog(Pin) pin: Subdialog<Pin>) {
    return (await pin()).kind === 'finished' ? undefined : leave();
  }

  @Menu({ prompt: 'main', choices: { '1': Support, '9': leave({ context: 'night' }) }, otherwise: hangUp })
  declare readonly main: Menu;

  @OnDtmf('2', { title: 'orders', next: 'main' })
  orders() {}
}

const app = createAgiApp({
  controllers: [Sales],
  providers: [Customers, Basket, provide(GREETING).withFactory(() => expect.fail('nobody may call it'))],
});

test('an app describes itself as data that JSON carries, and builds nothing for it', async () => {
  const described = await app.describe();
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
  expect(described).toMatchObject({
    version: 1,
    routes: [
      { path: '/sales', controller: 'Sales' },
      { path: '/shop', controller: 'Sales', when: 'language is en' },
    ],
    classes: [
      {
        name: 'Sales',
        kind: 'controller',
        start: 'greet',
        nodes: [
          { id: 'visited Sales.greet', name: 'greet', kind: 'step' },
          { id: 'visited Sales.main', name: 'main', kind: 'menu' },
        ],
        subdialogs: [{ method: 'greet', dialog: 'Pin' }],
      },
      { name: 'Support', kind: 'dialog', start: 'enter' },
      { name: 'Pin', kind: 'dialog', start: 'ask' },
    ],
    prompts: [
      { where: 'Sales.main', sound: 'main' },
      { where: 'Pin.ask', sound: 'pin' },
    ],
    warnings: [],
  });
});

test('each way has its reason, its place, and the names that flow coverage has for it', async () => {
  const [sales] = (await app.describe()).classes;
  expect(sales?.ways.map(({ id }) => id)).toEqual([
    'Sales.greet an error that no filter catches → leave',
    'Sales.greet entered: greet() returns → leave',
    "Sales.greet entered: greet() returns nothing → go('main')",
    'Sales.main choice 1 → go(Support)',
    'Sales.main choice 9 → leave',
    "Sales.main choice 2 (orders): orders() returns nothing → go('main')",
    'Sales.main wrong entry 1 → repeat',
    'Sales.main attempts used up by a wrong entry → hangUp',
    'Sales.main silence 1 → repeat',
    'Sales.main attempts used up by silence → hangUp',
  ]);
  expect(sales?.ways.filter(({ from }) => from === 'main').slice(0, 3)).toEqual([
    {
      id: 'Sales.main choice 1 → go(Support)',
      from: 'main',
      why: { kind: 'taken', cause: { kind: 'choice', keys: '1' } },
      to: { kind: 'class', class: 'Support' },
      coverage: ['choice Sales.main 1'],
    },
    {
      id: 'Sales.main choice 9 → leave',
      from: 'main',
      why: { kind: 'taken', cause: { kind: 'choice', keys: '9' } },
      to: { kind: 'leave', place: { context: 'night' } },
      coverage: ['choice Sales.main 9'],
    },
    {
      id: "Sales.main choice 2 (orders): orders() returns nothing → go('main')",
      from: 'main',
      why: {
        kind: 'handled',
        cause: { kind: 'choice', keys: '2', title: 'orders' },
        handler: 'orders',
        by: 'nothing',
      },
      to: { kind: 'node', node: 'main' },
      coverage: ['choice Sales.main 2', "step Sales.orders go('main')"],
    },
  ]);
});

test('the names that flow coverage has for a way are those that it counts', async () => {
  const { classes } = await app.describe();
  const coverage = new FlowCoverage();
  const providers = [provide(Customers).withValue({}), provide(GREETING).withValue('hello')];
  await using line = await createTestPhone(app, { providers, coverage, sounds: everySound({ durationMs: 100 }) });
  await line.dial('/sales').hears('pin').presses('1234').hears('main').presses('9').ends({ by: 'dialplan' });
  const counted = coverage.ways.map(({ id }) => id).filter((id) => !id.startsWith('route'));
  const described = classes.flatMap(({ nodes, ways }) => [
    ...nodes.map(({ id }) => id),
    ...ways.flatMap((way) => way.coverage),
  ]);
  expect(new Set(described)).toEqual(new Set(counted));
});

test('services say what they need, how long they live and what they are', async () => {
  const { services } = await app.describe();
  const own = services.filter(({ kind }) => kind !== 'callValue' && kind !== 'appValue');
  expect(own).toMatchObject([
    { name: 'Customers', kind: 'class', scope: 'app', needs: [] },
    { name: 'Basket', kind: 'class', scope: 'call', needs: ['Customers', 'token "greeting"'] },
    { name: 'token "greeting"', kind: 'factory', scope: 'app', needs: [] },
    { name: 'Sales', kind: 'class', scope: 'call', needs: ['Basket'] },
    { name: 'Support', kind: 'class', scope: 'transient', needs: [] },
    { name: 'Pin', kind: 'class', scope: 'transient', needs: [] },
  ]);
});

test('a configuration is not read, and what is wrong with it is told when the app starts', async () => {
  const PORT = token<number>('port');
  const schema = {
    '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'a port is needed' }] }) },
  } as const;
  const withPort = createAgiApp({ controllers: [Support], providers: [provide(PORT).withConfiguration(schema, {})] });
  await expect(withPort.describe()).rejects.toThrow('Support');
  const alone = createAgiApp({ providers: [provide(PORT).withConfiguration(schema, {})], controllers: [] });
  expect((await alone.describe()).services).toContainEqual(
    expect.objectContaining({ name: 'token "port"', kind: 'configuration' }),
  );
  await expect(alone.start()).rejects.toThrow('a port is needed');
});

test('mistakes come as one error', async () => {
  await expect(createAgiApp({ controllers: [Pin, Support] }).describe()).rejects.toThrow(BootError);
});

test('classes, handlers and services say where they are written, from the source map of the build', async () => {
  const fixture = await buildFixture('describes');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fixture.path]);
    // What the fixture writes.
    const { classes, services } = JSON.parse(stdout) as AppDescription;
    // Where node_modules is a link, it is seen from the folder that the link leads to.
    const file: unknown = expect.stringMatching(/(?:^|\/)test\/app\/fixtures\/describes\.ts$/);
    expect(classes).toMatchObject([
      {
        name: 'SalesController',
        file,
        line: 10,
        nodes: [
          { name: 'greet', file, line: 14 },
          { name: 'pin', file, line: 17 },
        ],
      },
    ]);
    expect(services).toContainEqual({ name: 'Customers', kind: 'class', scope: 'app', needs: [], file, line: 4 });
  } finally {
    await fixture.remove();
  }
});

test('where one line declares it, it is that line, and where several do and nothing maps them, there is none', async () => {
  const [sales] = (await app.describe()).classes;
  const written = (await readFile(new URL(import.meta.url), 'utf8')).split('\n');
  expect(sales).toMatchObject({ file: 'test/app/describe.test.ts' });
  expect(written[(sales?.line ?? 0) - 1]).toBe('class Sales {');
  @AgiController('/twice')
  class Twice {
    @OnCall({ next: hangUp }) greet() {}
  }
  const [twice] = (await createAgiApp({ controllers: [Twice] }).describe()).classes;
  expect(twice?.nodes).toEqual([{ id: 'visited Twice.greet', name: 'greet', kind: 'step', file: sales?.file }]);
});

test('an app that writes stacks in its own way has no places, and is described all the same', async () => {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  Error.prepareStackTrace = (_error, frames) => frames;
  try {
    @AgiController('/own')
    class Own {
      @OnCall({ next: hangUp }) greet() {}
    }
    const [own] = (await createAgiApp({ controllers: [Own] }).describe()).classes;
    expect(own).toMatchObject({ name: 'Own', nodes: [{ name: 'greet' }] });
    expect(own).not.toHaveProperty('file');
  } finally {
    Object.defineProperty(
      Error,
      'prepareStackTrace',
      before ?? { value: undefined, writable: true, configurable: true },
    );
  }
});
