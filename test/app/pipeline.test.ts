import { describe, expect, test, vi } from 'vitest';
import {
  AgiController,
  applyDecorators,
  type AppParts,
  Arg,
  Ask,
  Call,
  Catch,
  createParamDecorator,
  Dialog,
  type ExceptionFilter,
  finish,
  go,
  type Guard,
  hangUp,
  Injectable,
  type Interceptor,
  leave,
  menu,
  Menu,
  OnCall,
  OnDtmf,
  OnEnter,
  OnHangup,
  Param,
  ParameterError,
  type Pipe,
  Query,
  read,
  repeat,
  Step,
  Subdialog,
  UseFilter,
  UseGuard,
  UseInterceptor,
  UsePipe,
  Variable,
} from 'offhook';
import { type AppPhoneOptions, createTestPhone } from 'offhook/testing';
import { RecordingLogger } from '../support/recording-logger.js';

const unknownSounds = { durationMs: 500 };
const phone = (parts: AppParts, options: AppPhoneOptions = {}) => createTestPhone(parts, { unknownSounds, ...options });

/** What happened, in order. */
@Injectable()
class Diary {
  readonly entries: string[] = [];
  note(entry: string) {
    this.entries.push(entry);
  }
}

@Injectable()
class Notes {
  constructor(readonly diary: Diary) {}
}

/** Guards, interceptors and pipes that write down when they ran. */
@Injectable()
class NotingGuard extends Notes implements Guard {
  check(call: Call) {
    this.diary.note('guard of the class');
    return !call.request.query.has('refused');
  }
}
const notingGuard = (name: string): Guard => ({
  check: (call) => {
    call.get(Diary).note(name);
    return true;
  },
});
const noting = (name: string): Interceptor & Pipe => ({
  async intercept(call, next, { method }) {
    call.get(Diary).note(`${name} before ${method}`);
    const returned = await next();
    call.get(Diary).note(`${name} after ${method}`);
    return returned;
  },
  transform(value, { decorator }, call) {
    call.get(Diary).note(`${name} transforms ${decorator}`);
    return value;
  },
});

@Injectable()
class NotingInterceptor extends Notes implements Interceptor {
  async intercept(_call: Call, next: () => Promise<unknown>) {
    this.diary.note('interceptor of the class before');
    const returned = await next();
    this.diary.note('interceptor of the class after');
    return returned;
  }
}

class Broken extends Error {}

@Catch(Broken, { to: [hangUp] })
class SayBroken extends Notes implements ExceptionFilter<Broken> {
  async catch(error: Broken, call: Call) {
    this.diary.note(`filter of the class: ${error.message}`);
    await call.play('broken');
    return hangUp;
  }
}

@AgiController('/ordered')
@UseGuard(NotingGuard, { otherwise: 'closed' })
@UseInterceptor(NotingInterceptor)
@UsePipe(noting('pipe of the class'))
@UseFilter(SayBroken)
class OrderedController extends Notes {
  constructor(diary: Diary) {
    super(diary);
    diary.note('built');
  }

  @OnCall({ to: [hangUp] })
  @UseGuard(notingGuard('guard of the handler'), { otherwise: hangUp })
  @UseInterceptor(noting('interceptor of the handler'))
  @UsePipe(noting('pipe of the handler'))
  async talk(@Query('fail') fail: string | undefined) {
    this.diary.note('handler');
    if (fail !== undefined) throw new Broken(fail);
    return hangUp;
  }
  @Step({ next: hangUp }) closed() {
    this.diary.note('closed');
  }
}

const ordered = {
  controllers: [OrderedController],
  providers: [Diary, NotingGuard, NotingInterceptor, SayBroken],
};
const around = {
  guards: [{ guard: notingGuard('guard of the app'), otherwise: hangUp }],
  interceptors: [noting('interceptor of the app')],
  pipes: [noting('pipe of the app')],
};

describe('around a handler run', () => {
  test('guards, interceptors, pipes, the handler, interceptors: from the outside in, and back', async () => {
    await using line = await phone(ordered, around);
    await line.dial('/ordered').ends({ by: 'app' });
    expect(line.get(Diary).entries).toEqual([
      'guard of the app',
      'guard of the class',
      'built',
      'guard of the handler',
      'interceptor of the app before talk',
      'interceptor of the class before',
      'interceptor of the handler before talk',
      'pipe of the app transforms @Query',
      'pipe of the class transforms @Query',
      'pipe of the handler transforms @Query',
      'handler',
      'interceptor of the handler after talk',
      'interceptor of the class after',
      'interceptor of the app after talk',
    ]);
  });

  test('filters, when something was thrown', async () => {
    await using line = await phone(ordered);
    await line.dial('/ordered?fail=no').hears('broken').ends({ by: 'app' });
    expect(line.get(Diary).entries.slice(-2)).toEqual(['handler', 'filter of the class: no']);
  });

  test('nothing else, when a guard refuses: the class is not even built', async () => {
    @AgiController('/shut')
    @UseGuard({ check: () => false }, { otherwise: hangUp })
    class ShutController {
      constructor() {
        throw new Error('built');
      }
      @OnCall({ next: hangUp }) talk() {}
    }
    await using line = await phone({ controllers: [ShutController] });
    await line.dial('/shut').ends({ by: 'app' });
  });
});

describe('a guard', () => {
  @AgiController('/guarded')
  class GuardedController {
    constructor(readonly call: Call) {}

    @Menu({ otherwise: hangUp })
    @UseGuard({ check: (call) => !call.request.query.has('closed') }, { otherwise: 'closed', say: 'office' })
    main() {
      return menu('main');
    }
    @OnDtmf('1')
    @UseGuard({ check: () => false }, { otherwise: 'closed' })
    secret() {
      expect.fail('it ran');
    }
    @OnDtmf('2', { next: 'account' }) two() {}
    @OnDtmf('3')
    @UseGuard({ check: () => false }, { otherwise: repeat, say: 'not-you' })
    three() {}
    @Ask(read.digits({ length: 2 }), { prompt: 'account', next: hangUp, otherwise: hangUp })
    @UseGuard({ check: (call) => call.caller.number !== undefined }, { otherwise: 'closed' })
    account() {}
    @Step({ next: hangUp }) async closed() {
      await this.call.play('closed');
    }
  }
  const guarded = () => phone({ controllers: [GuardedController] });

  test('of a menu is asked once, before its question begins, and speaks', async () => {
    await using line = await guarded();
    await line.dial('/guarded?closed').hears('office', 'closed').ends({ by: 'app' });
    await line.dial('/guarded').hears('main').hangsUp().ends({ by: 'caller' });
  });

  test('of a choice is asked when it is taken', async () => {
    await using line = await guarded();
    await line.dial('/guarded').hears('main').presses('1').hears('closed').ends({ by: 'app' });
    const caller = line.dial('/guarded').hears('main').presses('3').hears('not-you', 'main');
    await caller.hangsUp().ends({ by: 'caller' });
  });

  test('of a question is asked before the caller types', async () => {
    await using line = await guarded();
    const known = line.dial('/guarded', { callerId: '5550100' }).hears('main').presses('2').hears('account');
    await known.hangsUp().ends({ by: 'caller' });
    await line.dial('/guarded', { callerId: '' }).hears('main').presses('2').hears('closed').ends({ by: 'app' });
  });

  test('of the app is asked once a call, before any class, and leads to a class or out', async () => {
    const check = vi.fn<Guard['check']>((call) => call.caller.number !== '5550666');
    @AgiController('/first')
    class First {
      @OnCall({ next: () => Second }) talk() {}
    }
    @AgiController('/second')
    class Second {
      @OnCall({ next: hangUp }) talk() {}
    }
    @AgiController('/refused')
    class Refused {
      constructor(readonly call: Call) {}
      @OnCall({ next: hangUp }) async talk() {
        await this.call.play('refused');
      }
    }
    await using line = await phone(
      { controllers: [First, Second, Refused] },
      { guards: [{ guard: { check }, otherwise: () => Refused }] },
    );
    await line.dial('/first', { callerId: '5550100' }).ends({ by: 'app' });
    expect(check).toHaveBeenCalledTimes(1);
    await line.dial('/first', { callerId: '5550666' }).hears('refused').ends({ by: 'app' });
  });

  test('that throws is an error for the filters', async () => {
    @AgiController('/faulty')
    @UseFilter(SayBroken)
    @UseGuard(
      {
        check: () => {
          throw new Broken('guard');
        },
      },
      { otherwise: hangUp },
    )
    class FaultyController {
      @OnCall({ next: hangUp }) talk() {}
    }
    await using line = await phone({ controllers: [FaultyController], providers: [Diary, SayBroken] });
    await line.dial('/faulty').hears('broken').ends({ by: 'app' });
  });
});

test('a guard that throws has let nobody in, wherever a filter leads', async () => {
  let asked = 0;
  const shaky: Guard = {
    check: () => {
      if (++asked % 2 === 1) throw new Broken('once');
      return false;
    },
  };
  @Catch(Broken, { to: [repeat] })
  class Again implements ExceptionFilter<Broken> {
    async catch(_error: Broken, call: Call) {
      await call.play('again');
      return repeat;
    }
  }
  @AgiController('/shaky')
  @UseGuard(shaky, { otherwise: hangUp, say: 'refused' })
  class ShakyController {
    @OnCall({ next: hangUp }) talk() {
      expect.fail('it was let in');
    }
  }
  const parts = { controllers: [ShakyController], providers: [Again] };
  await using line = await phone(parts, { filters: [Again] });
  await line.dial('/shaky').hears('again', 'refused').ends({ by: 'app' });
  const guards = [{ guard: shaky, otherwise: hangUp, say: 'refused-by-app' }];
  await using app = await phone(parts, { filters: [Again], guards });
  await app.dial('/shaky').hears('again', 'refused-by-app').ends({ by: 'app' });
});

describe('an exception filter', () => {
  const desk = leave({ context: 'desk', extension: 's', priority: 1 });

  @Catch([RangeError, TypeError], { to: [desk] })
  class ToTheDesk implements ExceptionFilter<Error> {
    catch() {
      return desk;
    }
  }
  @Catch(Error, { to: [leave] })
  class Anything implements ExceptionFilter<Error> {
    async catch(_error: Error, call: Call) {
      await call.play('anything');
      return leave();
    }
  }
  @Catch(Broken, { to: [hangUp] })
  class FailsItself implements ExceptionFilter<Broken> {
    catch(error: Broken) {
      if (error.message !== '') throw new TypeError('the filter failed');
      return hangUp;
    }
  }
  @Dialog()
  class Inner {
    @OnEnter({ to: [finish] }) run() {
      if (Date.now() > 0) throw new RangeError('inner');
      return finish(1);
    }
  }

  @AgiController('/failing/:how')
  @UseFilter(ToTheDesk)
  class FailingController {
    constructor(readonly call: Call) {}
    @OnCall({ to: ['main', 'question', 'dialog', hangUp] })
    async talk(@Param('how') how: string) {
      if (how === 'menu') return go('main');
      if (how === 'check') return go('question');
      if (how === 'dialog') return go('dialog');
      if (how === 'other') throw new Broken('x');
      if (how === 'silent') await this.call.play('long');
      if (how === 'hangup') return hangUp;
      throw new RangeError(how);
    }
    @Menu({ choices: { '1': hangUp }, otherwise: hangUp }) main() {
      if (Date.now() > 0) throw new RangeError('no prompt');
      return menu('main');
    }
    @Ask(
      read.digits({ length: 2 }).map(() => {
        throw new TypeError('no database');
      }, 'wrong'),
      { prompt: 'two', next: hangUp, otherwise: hangUp },
    )
    question() {}
    @Step({ next: hangUp }) async dialog(@Subdialog(Inner) inner: Subdialog<Inner>) {
      await inner();
    }
  }
  const parts = { controllers: [FailingController], providers: [ToTheDesk, Anything, FailsItself] };

  test.each([
    ['a handler', 'handler'],
    ['what a menu says', 'menu'],
    ['a dialog that a handler runs', 'dialog'],
  ])('answers for an error of %s', async (_name, how) => {
    await using line = await phone(parts);
    await line.dial(`/failing/${how}`).ends({ by: 'dialplan', context: 'desk' });
  });

  test('answers for a check of a reader', async () => {
    await using line = await phone(parts);
    await line.dial('/failing/check').hears('two').presses('12').ends({ by: 'dialplan', context: 'desk' });
  });

  test('of the app answers for what those of the class do not catch, and says so once in the log', async () => {
    const logger = new RecordingLogger();
    await using line = await phone(parts, { filters: [Anything], logger, apology: 'sorry' });
    await line.dial('/failing/other').hears('anything').ends({ by: 'dialplan' });
    expect(logger.at('error')).toEqual([]);
    expect(logger.lines.filter(({ fields }) => 'err' in fields)).toMatchObject([
      { level: 'info', message: 'an exception filter answers for an error', fields: { filter: 'Anything' } },
    ]);
  });

  test('that fails itself leaves its error to the next, and its place to the default one', async () => {
    const logger = new RecordingLogger();
    await using line = await phone(parts, { filters: [FailsItself, Anything] });
    await line.dial('/failing/other').hears('anything').ends({ by: 'dialplan' });
    await using bare = await phone(parts, { filters: [FailsItself], apology: 'sorry', logger });
    await bare
      .dial('/failing/other')
      .hears('sorry')
      .ends({ by: 'dialplan', error: /the filter failed/ });
    expect(logger.at('error')).toMatchObject([{ fields: { err: new TypeError('the filter failed') } }]);
  });

  test('does not see a caller who hangs up', async () => {
    const seen = vi.fn<() => void>();
    @Catch(Error, { to: [leave] })
    class Everything implements ExceptionFilter<unknown> {
      catch() {
        seen();
        return leave();
      }
    }
    await using line = await phone(
      { ...parts, providers: [...parts.providers, Everything] },
      { filters: [Everything] },
    );
    await line.dial('/failing/silent').hears('long').hangsUp({ during: 'long' }).ends({ by: 'caller' });
    expect(seen).not.toHaveBeenCalled();
  });

  test('may be an object with what it needs, and of a handler comes before the class', async () => {
    @Catch(Broken, { to: [() => Elsewhere] })
    class Says implements ExceptionFilter<Broken> {
      constructor(readonly prompt: string) {}
      async catch(_error: Broken, call: Call) {
        await call.play(this.prompt);
        return go(Elsewhere);
      }
    }
    @AgiController('/elsewhere')
    class Elsewhere {
      @OnCall({ next: hangUp }) talk() {}
    }
    @AgiController('/near')
    @UseFilter(new Says('of-the-class'))
    class NearController {
      @OnCall({ next: hangUp })
      @UseFilter(new Says('of-the-handler'), new Says('too-late'))
      talk() {
        throw new Broken('x');
      }
    }
    await using line = await phone({ controllers: [NearController, Elsewhere] });
    await line.dial('/near').hears('of-the-handler').ends({ by: 'app' });
  });

  test('that returns a step it does not declare ends the call with an error', async () => {
    const logger = new RecordingLogger();
    @Catch(Broken, { to: [leave] })
    class Undeclared implements ExceptionFilter<Broken> {
      catch() {
        return hangUp as never as ReturnType<typeof leave>;
      }
    }
    await using line = await phone(
      { ...parts, providers: [...parts.providers, Undeclared] },
      { filters: [Undeclared], logger },
    );
    await line.dial('/failing/other').ends({ by: 'dialplan', error: /AGI_UNDECLARED_STEP/ });
    expect(logger.at('error')).toMatchObject([
      { fields: { err: { code: 'AGI_UNDECLARED_STEP', fields: { where: 'Undeclared.catch' } } } },
    ]);
  });
});

describe('a parameter gets what it declares', () => {
  const upper: Pipe<string> = { transform: (value) => String(value).toUpperCase() };
  const even = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) =>
        Number(value) % 2 === 0
          ? { value: Number(value) }
          : { issues: [{ message: `${String(value)} is not even`, path: ['n'] }] },
    },
  } as const;
  const Shouted = createParamDecorator((call, name: string) => call.request.query.get(name)?.toUpperCase());
  const given = vi.fn<(...values: unknown[]) => void>();

  @Catch(ParameterError, { to: [hangUp] })
  class BadValue implements ExceptionFilter<ParameterError> {
    async catch(error: ParameterError, call: Call) {
      call.log.warn({ problem: error.message });
      await call.play('bad-value');
      return hangUp;
    }
  }
  @AgiController('/typed/:id')
  @UseFilter(BadValue)
  class TypedController {
    @OnCall({ next: hangUp }) talk(
      @Param('id') id: number,
      @Param('id') text: string,
      @Query('name', upper) name: string,
      @Query('even', even) n: number,
      @Shouted('word') word: string | undefined,
      @Query('loud') loud?: boolean,
      @Arg(1) first: number = 1,
      @Variable('PIN') pin?: number,
    ) {
      given(id, text, name, n, word, loud, first, pin);
    }
  }
  const logger = new RecordingLogger();
  const typed = () => phone({ controllers: [TypedController], providers: [BadValue] }, { logger });

  test('numbers, truth values, what a pipe or a schema makes of the text, and the text', async () => {
    await using line = await typed();
    await line.dial('/typed/0012?loud=yes&name=ann&even=4&word=hi', { args: ['7'] }).ends({ by: 'app' });
    expect(given).toHaveBeenLastCalledWith(12, '0012', 'ANN', 4, 'HI', true, 7, undefined);
    await line.dial('/typed/-1.5?even=0').ends({ by: 'app' });
    expect(given).toHaveBeenLastCalledWith(-1.5, '-1.5', 'UNDEFINED', 0, undefined, undefined, 1, undefined);
  });

  test.each([
    ['/typed/12a?even=2', '@Param on parameter 1 is "12a", but a number is needed.'],
    ['/typed/0x10?even=2', '@Param on parameter 1 is "0x10", but a number is needed.'],
    ['/typed/1e3?even=2', '@Param on parameter 1 is "1e3", but a number is needed.'],
    [
      '/typed/1?even=2&loud=perhaps',
      '@Query on parameter 6 is "perhaps", but true or false (yes, no, 1, 0, on, off) is',
    ],
    ['/typed/1?even=3', '@Query on parameter 4 is "3", but n: 3 is not even.'],
  ])('text that is no such thing is an error that filters see: %s', async (path, sentence) => {
    await using line = await typed();
    await line.dial(path).hears('bad-value').ends({ by: 'app' });
    expect(logger.at('warn').at(-1)?.fields['problem']).toContain(`TypedController.talk: ${sentence}`);
  });

  test('a variable, which may be a PIN, is not shown', async () => {
    await using line = await typed();
    const call = line.dial('/typed/1?even=2', { variables: { PIN: '47x11' } });
    await call.hears('bad-value').ends({ by: 'app' });
    const problem = logger.at('warn').at(-1)?.fields['problem'];
    expect(problem).toContain('@Variable on parameter 8 is "[masked]", but a number is needed.');
    expect(problem).not.toContain('47x11');
  });
});

test('decorators are composed into one', async () => {
  const Protected = (say: string) =>
    applyDecorators(UseGuard({ check: () => false }, { otherwise: hangUp, say }), UseFilter(SayBroken));
  @AgiController('/composed')
  @Protected('no-entry')
  class ComposedController {
    @OnCall({ next: hangUp }) talk() {}
  }
  await using line = await phone({ controllers: [ComposedController], providers: [Diary, SayBroken] });
  await line.dial('/composed').hears('no-entry').ends({ by: 'app' });
});

test('what is bound to a base class holds for its heirs, before their own', async () => {
  @UseGuard(notingGuard('base'), { otherwise: hangUp })
  abstract class Base {
    @UseGuard(notingGuard('base method'), { otherwise: hangUp })
    @OnCall({ next: hangUp })
    talk() {}
  }
  @AgiController('/heir')
  @UseGuard(notingGuard('heir'), { otherwise: hangUp })
  class Heir extends Base {
    override talk() {}
  }
  await using line = await phone({ controllers: [Heir], providers: [Diary] });
  await line.dial('/heir').ends({ by: 'app' });
  expect(line.get(Diary).entries).toEqual(['base', 'heir', 'base method']);
});

test('after a hang-up nothing is around @OnHangup', async () => {
  @AgiController('/gone')
  @UseInterceptor(noting('interceptor'))
  class GoneController extends Notes {
    @OnCall({ next: hangUp }) talk() {}
    @OnHangup() gone() {
      this.diary.note('gone');
    }
  }
  await using line = await phone({ controllers: [GoneController], providers: [Diary] });
  await line.dial('/gone').ends({ by: 'app' });
  expect(line.get(Diary).entries).toEqual(['interceptor before talk', 'interceptor after talk', 'gone']);
});
