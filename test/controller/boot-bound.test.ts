import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import {
  AgiController,
  back,
  BootError,
  Call,
  Catch,
  createAgiApp,
  Dialog,
  type ExceptionFilter,
  finish,
  type Guard,
  hangUp,
  Injectable,
  leave,
  menu,
  Menu,
  OnCall,
  OnDtmf,
  OnEnter,
  OnHangup,
  Param,
  type Pipe,
  repeat,
  Step,
  UseFilter,
  UseGuard,
  UseInterceptor,
  UsePipe,
  type AppOptions,
  type AppParts,
} from 'offhook';
import { RecordingLogger } from '../support/recording-logger.js';
import { compileController } from '../../src/controller/compile-controller.js';
import { exitsOf } from '../../src/graph/exit.js';
import { mistakesOf } from './mistakes-of.js';

const open: Guard = { check: () => true };

@Catch(TypeError, { to: [leave] })
class ToDialplan implements ExceptionFilter<TypeError> {
  catch() {
    return leave();
  }
}

/** As JavaScript sees it. */
const CatchCarelessly = Catch as unknown as (error: unknown, options: object) => ClassDecorator;

async function mistakesOfApp(parts: AppParts, options: AppOptions = {}): Promise<readonly string[]> {
  const error: unknown = await createAgiApp({ ...parts, logger: new RecordingLogger(), ...options })
    .start()
    .catch((reason: unknown) => reason);
  if (error instanceof BootError) return error.problems.map(mistakeSentence);
  throw new Error('the app was built', { cause: error });
}

describe('a guard is refused', () => {
  test('when it says nothing, and is a class without a name that nobody lists', async () => {
    const UseCarelessly = UseGuard as unknown as (guard: unknown) => ClassDecorator;
    @AgiController('/sales')
    @UseCarelessly(
      class {
        check() {}
      },
    )
    class Sales {
      @OnCall({ next: leave }) talk() {}
    }
    expect(await mistakesOfApp({ controllers: [Sales] })).toEqual([
      'Sales: what @UseGuard takes is undefined, but an object with options is needed: { otherwise, say }. [AGI_BOOT_OPTION]',
      expect.stringContaining('Sales: @UseGuard wants a class without a name, which is not among the providers.'),
    ]);
  });

  test('when it leads nowhere, or into what it guards', () => {
    @AgiController('/sales')
    @UseGuard(open, { otherwise: 'clsed' as 'closed' })
    @UseGuard(open, { otherwise: repeat })
    @UseGuard(open, { otherwise: back })
    @UseGuard(open, { otherwise: 'talk' })
    @UseGuard(open, { otherwise: 'closed', says: 'x' } as never)
    @UseGuard(open, { otherwise: 'closed', say: 'a"b' })
    class Sales {
      @OnCall({ next: leave })
      @UseGuard(open, { otherwise: 'talkk' as 'talk' })
      talk() {}
      @Step({ next: leave }) closed() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.talk: "otherwise" names "talkk", which is not a handler. Did you mean "talk"? [AGI_BOOT_UNKNOWN_TARGET]',
      'Sales: "otherwise" names "clsed", which is not a handler. Did you mean "closed"? [AGI_BOOT_UNKNOWN_TARGET]',
      'Sales: "otherwise" of @UseGuard is repeat, which lets in the call that was refused. Lead it elsewhere. [AGI_BOOT_GUARD_LETS_IN]',
      'Sales: "otherwise" of @UseGuard is back, which lets in the call that was refused. Lead it elsewhere. [AGI_BOOT_GUARD_LETS_IN]',
      'Sales: "otherwise" of @UseGuard is "talk", which lets in the call that was refused. Lead it elsewhere. [AGI_BOOT_GUARD_LETS_IN]',
      'Sales: @UseGuard has no option "says". Did you mean "say"? [AGI_BOOT_UNKNOWN_OPTION]',
      expect.stringMatching(/^Sales: say: "a"b" cannot be the name of a sound file/),
    ]);
  });

  test('when it stands where no handler runs', () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: leave }) talk() {}
      @UseGuard(open, { otherwise: leave }) helper() {}
      @OnHangup()
      @UseGuard(open, { otherwise: leave })
      @UseFilter(ToDialplan)
      gone() {}
    }
    expect(mistakesOf(Sales)).toEqual([
      'Sales.gone: @UseGuard, @UseFilter: no decorator makes this a handler that runs while the caller is there, so nothing comes of it. Take it away. [AGI_BOOT_BOUND_NOWHERE]',
      'Sales.helper: @UseGuard: no decorator makes this a handler that runs while the caller is there, so nothing comes of it. Take it away. [AGI_BOOT_BOUND_NOWHERE]',
    ]);
  });
});

test('what is bound must have the method by which it is known', () => {
  class Nothing {
    readonly name = 'nothing';
  }
  @AgiController('/sales')
  @UseGuard(Nothing as never, { otherwise: leave })
  @UseInterceptor({} as never)
  @UsePipe('trim' as never)
  @UseFilter(undefined as never)
  class Sales {
    @OnCall({ next: leave }) talk() {}
  }
  expect(mistakesOf(Sales)).toEqual([
    'Sales: @UseGuard has Nothing, but a class or an object with check() is needed. [AGI_BOOT_BOUND]',
    'Sales: @UseInterceptor has an object, but a class or an object with intercept() is needed. [AGI_BOOT_BOUND]',
    'Sales: @UsePipe has "trim", but a class or an object with transform() is needed. [AGI_BOOT_BOUND]',
    'Sales: @UseFilter has undefined, but a class or an object with catch() is needed. Look for a circular import: it leaves a class undefined. [AGI_BOOT_BOUND]',
  ]);
});

test('a filter says what it catches and where it leads', () => {
  class Bare implements ExceptionFilter<Error> {
    catch() {
      return leave();
    }
  }
  @CatchCarelessly(undefined, { to: [leave] })
  class OfNothing extends Bare {}
  @CatchCarelessly(Error, { to: ['closed'] })
  class ToANode extends Bare {}
  @CatchCarelessly(Error, { to: [] })
  class Nowhere extends Bare {}
  @AgiController('/sales')
  @UseFilter(Bare, OfNothing, ToANode, Nowhere)
  class Sales {
    @OnCall({ next: leave }) talk() {}
  }
  expect(mistakesOf(Sales)).toEqual([
    'Sales: Bare is no exception filter. Put @Catch(error, { to }) with at least one place on its class. [AGI_BOOT_FILTER]',
    'Sales: @Catch of OfNothing names something that is no class of errors. Look for a circular import: it leaves a class undefined. [AGI_BOOT_CATCH]',
    'Sales: ToANode leads to the node "closed", but a filter serves many classes. Lead it to a class, or to a step such as leave. [AGI_BOOT_FILTER_TO_NODE]',
    'Sales: Nowhere is no exception filter. Put @Catch(error, { to }) with at least one place on its class. [AGI_BOOT_FILTER]',
  ]);
});

describe('the container must have', () => {
  @Injectable()
  class Everything implements Guard, Pipe<string> {
    check() {
      return true;
    }
    transform(value: unknown) {
      return String(value);
    }
  }

  test('every class that is bound, to a class, a handler, a parameter or the app', async () => {
    @AgiController('/sales/:id')
    @UseGuard(Everything, { otherwise: leave })
    class Sales {
      @OnCall({ next: leave })
      @UsePipe(Everything)
      talk(@Param('id', Everything) id: string) {
        return void id;
      }
    }
    expect(await mistakesOfApp({ controllers: [Sales] }, { pipes: [Everything] })).toEqual(
      ['createAgiApp(): @UsePipe', 'Sales: @UseGuard', 'Sales.talk: @UsePipe', 'Sales.talk: @Param'].map(
        (where) =>
          `${where} wants Everything, which is not among the providers. List it: providers: [Everything]. [AGI_BOOT_NOT_LISTED]`,
      ),
    );
  });

  test('none of the app that would keep something of one call', async () => {
    @Injectable()
    class Keeper implements Guard {
      constructor(readonly call: Call) {}
      check() {
        return true;
      }
    }
    @AgiController('/sales')
    @UseGuard(Keeper, { otherwise: leave })
    class Sales {
      @OnCall({ next: leave }) talk() {}
    }
    expect(await mistakesOfApp({ controllers: [Sales], providers: [Keeper] })).toEqual([
      expect.stringMatching(
        /^Keeper: constructor parameter 1 is Call, which belongs to one call.*\[AGI_BOOT_CAPTIVE\]$/,
      ),
    ]);
  });
});

describe('the ways of guards and filters are ways of the flow', () => {
  @Dialog()
  class Closed {
    @OnEnter({ next: hangUp }) say() {}
  }
  @Dialog()
  class Valued {
    @OnEnter({ to: [finish] }) say() {
      return finish(1);
    }
  }
  @AgiController('/elsewhere')
  class Elsewhere {
    @OnCall({ next: leave }) talk() {}
  }
  @CatchCarelessly(Error, { to: [() => Elsewhere] })
  class ToElsewhere extends ToDialplan {}

  test('so a node that only a guard leads to is reached', () => {
    @AgiController('/sales')
    @UseGuard(open, { otherwise: 'closed' })
    class Sales {
      @Menu({ otherwise: leave })
      @UseGuard(open, { otherwise: 'late' })
      main() {
        return menu('a');
      }
      @OnDtmf('1')
      @UseGuard(open, { otherwise: 'secret' })
      one() {}
      @Step({ next: leave }) closed() {}
      @Step({ next: leave }) late() {}
      @Step({ next: leave }) secret() {}
    }
    expect(mistakesOf(Sales)).toEqual([]);
    const { flow } = compileController(Sales).compiled;
    const goes = exitsOf(flow).filter(({ destination }) => destination.kind === 'go');
    expect(goes.map(({ from, why, destination }) => [from, why.kind, destination])).toEqual(
      ['closed', 'secret', 'late'].map((node) => ['main', 'guard', { kind: 'go', node }]),
    );
  });

  test('also where there are as many filters as guards', () => {
    @AgiController('/sales')
    @UseGuard(open, { otherwise: 'closed' })
    @UseFilter(ToDialplan)
    class Sales {
      @Menu({ otherwise: leave })
      @UseGuard(open, { otherwise: 'late' })
      @UseFilter(ToDialplan)
      main() {
        return menu('a');
      }
      @OnDtmf('1')
      @UseGuard(open, { otherwise: 'secret' })
      @UseFilter(ToDialplan)
      one() {}
      @Step({ next: leave }) closed() {}
      @Step({ next: leave }) late() {}
      @Step({ next: leave }) secret() {}
    }
    expect(mistakesOf(Sales)).toEqual([]);
  });

  test('and a class that only they lead to must be there, a dialog is', async () => {
    @AgiController('/sales')
    @UseFilter(ToElsewhere)
    @UseGuard(open, { otherwise: () => Closed })
    class Sales {
      @OnCall({ next: leave }) talk() {}
    }
    expect(await mistakesOfApp({ controllers: [Sales], providers: [ToElsewhere] })).toEqual([
      'Sales.talk: goes to Elsewhere, which is not among the controllers of this app. List it: controllers: [Elsewhere]. [AGI_BOOT_CONTROLLER_NOT_LISTED]',
    ]);
  });

  test('those of the app, too', async () => {
    @AgiController('/sales')
    class Sales {
      @OnCall({ next: leave }) talk() {}
    }
    const guards = [
      { guard: open, otherwise: () => Elsewhere },
      { guard: open, otherwise: () => Valued },
      { guard: open, otherwise: 'closed' as never },
    ];
    expect(await mistakesOfApp({ controllers: [Sales] }, { guards })).toEqual([
      expect.stringMatching(/^createAgiApp\(\): "otherwise" names "closed", which is not a handler\./),
      expect.stringMatching(/^createAgiApp\(\): goes to Elsewhere, which is not among the controllers of this app\./),
      expect.stringMatching(/^createAgiApp\(\): goes to Valued for good, but Valued\.say finishes with a value/),
    ]);
  });
});
