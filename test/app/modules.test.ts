import { describe, expect, test } from 'vitest';
import {
  AgiChannel,
  AgiController,
  AgiEnvironment,
  AgiModule,
  AgiRequest,
  Call,
  type CallOutcome,
  createAgiApp,
  hangUp,
  Inject,
  Injectable,
  leave,
  Logger,
  type OnAppStart,
  type OnAppStop,
  type OnCallEnd,
  OnCall,
  OnHangup,
  provide,
  token,
} from 'offhook';
import { createTestPhone } from 'offhook/testing';
import { RecordingLogger } from '../support/recording-logger.js';

/** What happened, in order. */
class Diary {
  readonly entries: string[] = [];
  note(entry: string) {
    this.entries.push(entry);
  }
}

const OPEN = token<Pool>('pool');
interface Pool {
  readonly url: string;
}

@Injectable()
class Database implements OnAppStart, OnAppStop, AsyncDisposable {
  constructor(
    private readonly diary: Diary,
    @Inject(OPEN) readonly pool: Pool,
  ) {}
  async onAppStart() {
    await Promise.resolve();
    this.diary.note('database starts');
  }
  async onAppStop() {
    await Promise.resolve();
    this.diary.note('database stops');
  }
  async [Symbol.asyncDispose]() {
    this.diary.note('database disposed');
  }
}

@Injectable()
class Customers implements OnAppStart, OnAppStop {
  constructor(
    private readonly database: Database,
    private readonly diary: Diary,
    private readonly log: Logger,
  ) {}
  onAppStart() {
    this.diary.note('customers start');
    this.log.info({ url: this.database.pool.url }, 'customers are known');
  }
  onAppStop() {
    this.diary.note('customers stop');
  }
}

@Injectable({ scope: 'call' })
class Draft implements OnCallEnd, Disposable {
  readonly number = 1;
  constructor(
    private readonly diary: Diary,
    readonly call: Call,
    readonly channel: AgiChannel,
    readonly environment: AgiEnvironment,
    readonly request: AgiRequest,
    readonly signal: AbortSignal,
    readonly log: Logger,
  ) {}
  onCallEnd(outcome: CallOutcome) {
    this.diary.note(`draft hears ${outcome.kind} of ${outcome.route}`);
  }
  [Symbol.dispose]() {
    this.diary.note('draft disposed');
  }
}

@AgiController('/sales')
class SalesController implements OnCallEnd {
  constructor(
    private readonly draft: Draft,
    private readonly diary: Diary,
    readonly customers: Customers,
  ) {}
  @OnCall({ to: [leave, hangUp] }) async talk() {
    const { call, channel, environment, request, signal, log, number } = this.draft;
    await call.answer();
    log.info({ number }, 'a draft');
    const isOneCall =
      call.channel === channel &&
      call.request === request &&
      call.signal === signal &&
      call.id === environment.uniqueId;
    this.diary.note(`one call: ${isOneCall}`);
    if (request.query.has('leave')) return leave();
    return hangUp;
  }
  @OnHangup() gone() {
    this.diary.note('@OnHangup');
  }
  async onCallEnd() {
    await Promise.resolve();
    this.diary.note('controller hears');
  }
}

@AgiModule({ controllers: [SalesController], providers: [Customers, Database, Draft, Diary] })
class SalesModule {
  static forDatabase(open: () => Promise<Pool>) {
    return { module: SalesModule, providers: [provide(OPEN).withFactory(open)] };
  }
}

@AgiModule({ imports: [SalesModule.forDatabase(async () => ({ url: 'postgres://db' }))] })
class AppModule {}

describe('an app of modules', () => {
  test('answers as one of lists does, with what a call brings injected by type', async () => {
    const logger = new RecordingLogger();
    await using line = await createTestPhone(AppModule, { logger });
    await line.dial('/sales').ends({ by: 'app' });
    expect(line.get(Diary).entries).toContain('one call: true');
    const [started, drafted] = logger.at('info');
    expect(started).toMatchObject({ message: 'customers are known', fields: { url: 'postgres://db' } });
    expect(started?.fields).not.toHaveProperty('call');
    // In a call the logger is the call's.
    expect(drafted).toMatchObject({ message: 'a draft', fields: { route: '/sales' } });
  });

  test('takes what a test puts in the place of anything in any module', async () => {
    const pool = { url: 'memory' };
    await using line = await createTestPhone(AppModule, { providers: [provide(OPEN).withValue(pool)] });
    expect(line.get(Database).pool).toBe(pool);
  });

  test('tells the mistakes of its modules with all others', async () => {
    @AgiModule({ imports: [SalesModule], providers: [undefined as never] })
    class Faulty {}
    await expect(createAgiApp(Faulty, { logger: new RecordingLogger() }).start()).rejects.toMatchObject({
      problems: [
        { where: 'Faulty', message: expect.stringContaining('provider 1 is undefined') as string },
        { where: 'Database', message: 'constructor parameter 2 is token "pool", which is not among the providers.' },
      ],
    });
  });

  test('that an import cycle left undefined says so', async () => {
    await expect(createAgiApp(undefined as never).start()).rejects.toThrow(
      'createAgiApp(): import 1 is undefined. Look for a circular import: it leaves a class undefined. Write () => TheModule. [AGI_BOOT_MODULE]',
    );
  });
});

describe('what begins and ends is told', () => {
  test('in the order in which things are needed, and back', async () => {
    const phone = await createTestPhone(AppModule);
    const diary = phone.get(Diary);
    expect(diary.entries.splice(0)).toEqual(['database starts', 'customers start']);
    await phone.dial('/sales').ends({ by: 'app' });
    expect(diary.entries.splice(0)).toEqual([
      'one call: true',
      '@OnHangup',
      'controller hears',
      'draft hears appHungUp of /sales',
      'draft disposed',
    ]);
    await phone[Symbol.asyncDispose]();
    expect(diary.entries).toEqual(['customers stop', 'database stops', 'database disposed']);
  });

  test('of a call that goes back to the dialplan, too', async () => {
    await using line = await createTestPhone(AppModule);
    await line.dial('/sales?leave').ends({ by: 'dialplan' });
    expect(line.get(Diary).entries.slice(-3)).toEqual([
      'controller hears',
      'draft hears dialplan of /sales',
      'draft disposed',
    ]);
  });

  test('and an app whose service cannot start does not, disposing what was built', async () => {
    const diary = new Diary();
    @Injectable()
    class Broken implements OnAppStart {
      constructor(readonly database: Database) {}
      onAppStart() {
        throw new Error('no licence');
      }
    }
    @Injectable()
    class Built implements OnAppStart {
      constructor(readonly broken: Broken) {}
      onAppStart() {
        diary.note('built on what is broken');
      }
    }
    const building = createAgiApp({
      imports: [AppModule],
      providers: [Built, Broken, provide(Diary).withValue(diary)],
      logger: new RecordingLogger(),
    }).start();
    await expect(building).rejects.toMatchObject({
      problems: [
        { code: 'AGI_BOOT_PROVIDER_FAILED', where: 'Broken.onAppStart', message: 'it threw Error: no licence.' },
      ],
      cause: new Error('no licence'),
    });
    expect(diary.entries).toEqual(['database starts', 'customers start', 'database disposed']);
  });

  test('with a limit: a hook that never ends, and one that fails, stop nothing', async () => {
    const logger = new RecordingLogger();
    @Injectable()
    class Stubborn implements OnAppStop, OnCallEnd {
      onAppStop() {
        return new Promise<void>(() => undefined);
      }
      onCallEnd() {}
    }
    @Injectable({ scope: 'call' })
    class Failing implements OnCallEnd {
      onCallEnd() {
        throw new Error('cannot save');
      }
    }
    @AgiController('/odd')
    class OddController {
      constructor(readonly failing: Failing) {}
      @OnCall({ next: leave }) talk() {}
    }
    const phone = await createTestPhone(
      { imports: [AppModule], controllers: [OddController], providers: [Stubborn, Failing] },
      { logger, cleanUpLimitMs: 20, failOnError: false },
    );
    const diary = phone.get(Diary);
    await phone.dial('/odd').ends({ by: 'dialplan', error: /cannot save/ });
    await phone[Symbol.asyncDispose]();
    expect(logger.at('error').map(({ fields }) => (fields['err'] as Error).message)).toEqual([
      'Failing failed in onCallEnd(): cannot save',
      'Stubborn failed in onAppStop(): it did not end in time',
      'Database failed in onAppStop(): no time was left to wait for it',
    ]);
    // Told, though no longer waited for.
    expect(diary.entries).toContain('database disposed');
  });
});

test('a service of the app is told how every call ended, one that was refused too, and what fails in it is logged', async () => {
  const logger = new RecordingLogger();
  const heard: string[] = [];
  let hasWritten = false;
  @Injectable()
  class Statistics implements OnCallEnd {
    async onCallEnd({ kind, path, visited }: CallOutcome) {
      heard.push(`${kind} ${path} ${visited.length}`);
      if (kind === 'notFound') throw new Error('disk full');
      await new Promise((resolve) => void setImmediate(resolve));
      hasWritten = true;
    }
  }
  const phone = await createTestPhone({ imports: [AppModule], providers: [Statistics] }, { logger });
  await phone.dial('/nowhere').ends({ by: 'dialplan' });
  await phone.dial('/sales').ends({ by: 'app' });
  // Closing waits for them.
  await expect(phone[Symbol.asyncDispose]()).rejects.toThrow(
    'onCallEnd threw Error: Statistics failed in onCallEnd(): disk full, after the call or outside of any',
  );
  expect(hasWritten).toBe(true);
  expect(heard).toEqual(['notFound /nowhere 0', 'appHungUp /sales 1']);
  expect(logger.at('error').map(({ message, fields }) => [message, String(fields['err'])])).toEqual([
    ['a service failed at the end of a call', 'Error: Statistics failed in onCallEnd(): disk full'],
  ]);
});

test('two apps of one module, and two tests, never share an instance', async () => {
  await using first = await createTestPhone(AppModule);
  await using second = await createTestPhone(AppModule);
  for (const service of [Diary, Database, Customers])
    expect(first.get<object>(service)).not.toBe(second.get<object>(service));
  expect(first.get(OPEN)).not.toBe(second.get(OPEN));
  await first.dial('/sales').ends({ by: 'app' });
  expect(first.get(Diary).entries.length).toBeGreaterThan(2);
  expect(second.get(Diary).entries).toEqual(['database starts', 'customers start']);
});
