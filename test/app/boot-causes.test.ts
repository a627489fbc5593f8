import { afterEach, describe, expect, test } from 'vitest';
import {
  AgiController,
  type AppParts,
  BootError,
  Catch,
  createAgiApp,
  hangUp,
  Injectable,
  leave,
  Link,
  OffhookError,
  OnCall,
  provide,
  Step,
  token,
} from 'offhook';
import { RecordingLogger } from '../support/recording-logger.js';

// One symptom, several causes: each is told as what it is.

async function bootErrorOf(parts: AppParts): Promise<BootError> {
  const error: unknown = await createAgiApp({ controllers: [], ...parts, logger: new RecordingLogger() })
    .start()
    .catch((reason: unknown) => reason);
  if (error instanceof BootError) return error;
  throw new Error('the app was started', { cause: error });
}

@Injectable()
class Crm {}

describe('a constructor whose types are not there at run time', () => {
  test('is that of a base class without a decorator: its decorated methods make the compiler write none', async () => {
    abstract class Base {
      constructor(readonly crm: Crm) {}
      @OnCall({ next: hangUp }) talk() {}
    }
    @AgiController('/sales')
    class Sales extends Base {}
    expect((await bootErrorOf({ controllers: [Sales], providers: [Crm] })).problems).toMatchObject([
      {
        code: 'AGI_BOOT_TYPE_MISSING',
        where: 'Sales',
        message: 'constructor parameter 1 has no type at run time, because Base has no decorator.',
        fix: 'Put @Injectable() on Base, or inject by token: @Inject(token).',
      },
    ]);
  });

  test('came out of a compiler that writes none', async () => {
    class Orders {
      constructor(readonly crm: Crm) {}
    }
    // As esbuild has it: the decorator runs, and nobody wrote the types down.
    Injectable()(Orders);
    const { problems } = await bootErrorOf({ providers: [Orders, Crm] });
    expect(problems).toMatchObject([
      { where: 'Orders', message: expect.stringContaining('this compiler writes none') as string },
    ]);
  });

  test('reads undefined, because a circular import had not given its class yet', async () => {
    class Orders {
      constructor(readonly crm: Crm) {}
    }
    Injectable()(Orders);
    // As SWC has it.
    Reflect.defineMetadata('design:paramtypes', [undefined], Orders);
    const { problems } = await bootErrorOf({ providers: [Orders, Crm] });
    expect(problems).toMatchObject([
      {
        message:
          'constructor parameter 1 has the type undefined at run time: a circular import has not given its class yet.',
        fix: 'Break the circle, or inject by token: @Inject(token).',
      },
    ]);
  });
});

describe('a decorator that a compiler without "experimentalDecorators" applies', () => {
  const refused = expect.objectContaining({
    code: 'AGI_STANDARD_DECORATORS',
    message: expect.stringContaining('Set "experimentalDecorators" and "emitDecoratorMetadata" to true') as string,
  }) as unknown;

  test.each([
    ['of a class', Injectable() as (...args: never[]) => void, { kind: 'class', name: 'Crm' }],
    ['of a filter', Catch(Error, { to: [leave] }) as (...args: never[]) => void, { kind: 'class', name: 'Crm' }],
    ['of a method', Step({ next: hangUp }) as (...args: never[]) => void, { kind: 'method', name: 'talk' }],
    ['of a link', Link('0', { next: hangUp }) as (...args: never[]) => void, { kind: 'method', name: 'talk' }],
  ])('%s says so, before anything else goes wrong', (_what, decorator, context) => {
    const apply = decorator as (target: unknown, context: unknown) => void;
    expect(() => apply(() => undefined, context)).toThrow(refused);
    expect(() => apply(() => undefined, context)).toThrow(`on ${context.kind} ${context.name} `);
  });
});

describe('two copies of the package', () => {
  const COPIES = Symbol.for('offhook.copies');
  const copies = (globalThis as unknown as Record<symbol, Set<string>>)[COPIES];
  afterEach(() => void copies?.delete('/app/node_modules/lib/node_modules/offhook/dist/'));

  @AgiController('/sales')
  class Sales {
    @OnCall({ next: hangUp }) talk() {}
  }

  test('are a warning where all else is well', async () => {
    copies?.add('/app/node_modules/lib/node_modules/offhook/dist/');
    const { warnings } = await createAgiApp({ controllers: [Sales] }).describe();
    expect(warnings).toMatchObject([
      {
        code: 'AGI_BOOT_TWO_COPIES',
        where: 'createAgiApp()',
        message: expect.stringContaining('/app/node_modules/lib/node_modules/offhook/dist/') as string,
      },
    ]);
  });

  test('are told with the mistakes that they may be the cause of', async () => {
    copies?.add('/app/node_modules/lib/node_modules/offhook/dist/');
    const foreign = { kind: 'leave' } as never;
    const { problems } = await bootErrorOf({ controllers: [Sales], imports: [foreign] });
    expect(problems.map(({ code }) => code)).toEqual(['AGI_BOOT_MODULE', 'AGI_BOOT_TWO_COPIES']);
  });

  test('are not told where there is one', async () => {
    expect((await createAgiApp({ controllers: [Sales] }).describe()).warnings).toEqual([]);
  });
});

describe('a provider that fails', () => {
  class DatabaseDown extends Error {
    override readonly name = 'DatabaseDown';
  }
  const down = new DatabaseDown('connect ECONNREFUSED 127.0.0.1:5432');

  test('in its factory is named, with the cause', async () => {
    const POOL = token<object>('pool');
    const error = await bootErrorOf({ providers: [provide(POOL).withFactory(() => Promise.reject(down))] });
    expect(error.problems).toEqual([
      {
        code: 'AGI_BOOT_PROVIDER_FAILED',
        where: 'token "pool"',
        message: 'its factory threw DatabaseDown: connect ECONNREFUSED 127.0.0.1:5432.',
        fix: 'The cause of this error has its stack.',
      },
    ]);
    expect(error.cause).toBe(down);
  });

  test('in its constructor is named with what needs it', async () => {
    @Injectable()
    class Database {
      constructor() {
        throw down;
      }
    }
    @Injectable()
    class Orders {
      constructor(readonly database: Database) {}
    }
    const error = await bootErrorOf({ providers: [Orders, Database] });
    expect(error.problems).toMatchObject([
      {
        where: 'Database',
        message: 'its constructor (Orders → Database) threw DatabaseDown: connect ECONNREFUSED 127.0.0.1:5432.',
      },
    ]);
    expect(error.cause).toBe(down);
  });

  test('by throwing something that is no error is named, too', async () => {
    const POOL = token<object>('pool');
    const failing = provide(POOL).withFactory(() => Promise.reject('gone\nINFO forged'));
    expect((await bootErrorOf({ providers: [failing] })).problems).toMatchObject([
      { message: 'its factory threw gone\\x0aINFO forged.' },
    ]);
  });

  test('for a reason that this package gives says it once', async () => {
    const POOL = token<object>('pool');
    const URL = token<string>('url');
    const starting = createAgiApp({
      controllers: [],
      providers: [provide(POOL).withFactory((get) => ({ url: get(URL) }))],
      logger: new RecordingLogger(),
    }).start();
    await expect(starting).rejects.toMatchObject({ constructor: OffhookError, code: 'AGI_PROVIDER_MISSING' });
  });
});

/** As JavaScript has it. */
const NOWHERE = { next: 'nowhere' } as unknown as { next: typeof hangUp };

test('a mistake names the line of what it is in, where that can be known', async () => {
  @AgiController('/lost')
  class LostController {
    @OnCall(NOWHERE) beginning() {}
  }
  const error = await bootErrorOf({ controllers: [LostController] });
  const [problem] = error.problems;
  expect(problem).toMatchObject({ where: 'LostController.beginning', file: 'test/app/boot-causes.test.ts' });
  expect(error.message).toContain(
    `  - LostController.beginning (${problem?.file}:${problem?.line}): "next" names "nowhere"`,
  );
});

test('of two classes with one name nobody knows the line', async () => {
  const lost = (path: string) => {
    @AgiController(path)
    class Lost {
      @OnCall(NOWHERE) talk() {}
    }
    return Lost;
  };
  const { problems } = await bootErrorOf({ controllers: [lost('/a'), lost('/b')] });
  expect(problems.map(({ file }) => file)).toEqual([undefined]);
});
