/* What must compile: every shape that the documentation shows. */
import { describe, expectTypeOf, test } from 'vitest';
import type { AppRoot } from '../../src/app/definition/app-parts.js';
import { Call } from '../../src/call/call.js';
import type { EndedCall } from '../../src/call/ended-call.js';
import type { Logger } from '../../src/call/logger.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { AgiModule } from '../../src/decorators/agi-module.js';
import { applyDecorators } from '../../src/decorators/apply-decorators.js';
import { Catch } from '../../src/decorators/catch.js';
import type { ExceptionFilter } from '../../src/decorators/filter.js';
import { UseFilter } from '../../src/decorators/use-filter.js';
import type { Guard } from '../../src/decorators/guard.js';
import { UseGuard } from '../../src/decorators/use-guard.js';
import type { Interceptor } from '../../src/decorators/interceptor.js';
import { UseInterceptor } from '../../src/decorators/use-interceptor.js';
import type { Pipe } from '../../src/decorators/pipe.js';
import { UsePipe } from '../../src/decorators/use-pipe.js';
import { provide } from '../../src/decorators/provider.js';
import type { StandardSchema } from '../../src/decorators/standard-schema.js';
import { openingHours } from '../../src/pipeline/guards/opening-hours.js';
import { createParamDecorator } from '../../src/decorators/create-param-decorator.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import type { ParamDecorator } from '../../src/decorators/check-parameter.types.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { OnNoInput } from '../../src/decorators/on-no-input.js';
import { OnNoMatch } from '../../src/decorators/on-no-match.js';
import { Arg, CallerNumber, Digits, Log, Param, Query, Signal, Variable } from '../../src/decorators/parameters.js';
import { range } from '../../src/decorators/range.js';
import { Step } from '../../src/decorators/step.js';
import { type InjectionToken, token } from '../../src/dialog/token.js';
import { type MenuPrompt, menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { go, hangUp, leave, repeat } from '../../src/dialog/step.js';

interface Settings {
  readonly greeting: string;
}
const SETTINGS = token<Settings>('settings');
const Campaign = createParamDecorator(async (call, fallback: string) => call.request.query.get('campaign') ?? fallback);
const desk = leave({ context: 'desk', extension: 's', priority: 1 });

@Injectable({ scope: 'call' })
class Crm {
  constructor(
    private readonly call: Call,
    @Inject(SETTINGS) readonly settings: Settings,
  ) {}
  async isVip(number: string | undefined): Promise<boolean> {
    return number === this.call.id;
  }
}

@AgiController('/base')
abstract class Base {
  @Menu({ choices: { '0': 'operator' }, otherwise: 'operator' }) main(): MenuPrompt | Promise<MenuPrompt> {
    return menu('base');
  }
  @Step({ next: leave }) operator() {}
}

@AgiController('*')
class Support {
  @OnCall({ next: () => Sales }) greet() {}
}

@AgiController(['/sales', '/sales/:queue'], {
  start: 'main',
  links: { '0': 'operator', '*': repeat, '#': () => Support },
  defaults: {
    timeoutMs: 7_000,
    terminator: 'none',
    noInput: ['choose', say.silence({ durationMs: 200 })],
    noMatch: [['wrong', 'choose']],
  },
})
export class Sales extends Base {
  constructor(
    private readonly call: Call,
    private readonly crm: Crm,
    @Inject(SETTINGS) private readonly settings: Settings | undefined,
  ) {
    super();
  }

  @OnCall({ to: ['vip', 'main', hangUp, desk, Support], next: 'main' })
  async greet(
    @CallerNumber() number: string | undefined,
    @Arg(1) first: string | undefined,
    @Query('q') query: string | undefined,
    @Param('queue') queue: string,
    @Variable('X') variable: unknown,
    @Signal() signal: AbortSignal,
    @Log() log: Logger,
    @Campaign('general') campaign: string,
  ) {
    log.info({ first, query, queue, variable, campaign, signal: signal.aborted }, this.settings?.greeting);
    if (await this.crm.isVip(number)) return go('vip');
    if (first === 'busy') return hangUp('busy');
    if (first === 'desk') return desk;
    if (first === 'support') return go(Support);
    if (first === 'main') return go('main');
  }

  @Menu({
    attempts: 3,
    choices: { 1: 'vip', '2': () => Support, '3': Support, '4': hangUp, '5': leave, _6X: desk, '_[7-9].': repeat },
    otherwise: hangUp('busy'),
  })
  override async main() {
    return this.call.id === '' ? menu('sales/welcome') : menu(['sales/welcome', say.number(3)], 'sales/options');
  }

  @OnDtmf('11', { next: 'main' }) nothing() {}
  @OnDtmf(/9(\d{3})/, { maxDigits: 4, when: (self: Sales) => self.crm.settings.greeting !== '', title: 'Outside' })
  groups(typed: RegExpExecArray) {
    return void typed.groups;
  }
  @OnDtmf(read.integer({ min: 100, max: 199 }), { confirm: (digits) => say.digits(digits) }) value(room: number) {
    return void room;
  }
  @OnDtmf(range('2', '4'), { slow: { filler: 'wait', limitMs: 5_000, otherwise: 'main' } }) several(key: string) {
    return void key;
  }
  @OnNoInput({ everyQuestion: true, count: 2 }) anySilence() {}
  @OnDtmf(['12', '*9', '#'], { menu: 'main' }) digits(digits: string, @Digits() again: string) {
    return digits === again ? undefined : void 0;
  }
  @OnDtmf('_13X', { menu: 'main', to: [hangUp] }) async sometimes(digits: string | undefined) {
    if (digits) return hangUp;
  }
  @OnDtmf('_14X', { menu: 'main', to: [repeat, leave] }) either(digits: unknown) {
    return digits === '14' ? repeat : leave();
  }
  @OnNoInput({ count: 2, to: ['operator'] }) silence() {
    return go('operator');
  }
  @OnNoMatch() wrong(digits: string) {
    this.call.log.info({ digits }, 'wrong');
  }

  @Step({ to: ['main'] }) async vip() {
    await this.call.play('sales/vip');
    return go('main');
  }
  @Step({ to: [leave] }) throws() {
    if (this.call.signal.aborted) throw new Error('never');
    return leave({ extension: '7' });
  }
  @OnHangup() async save(call: EndedCall, @Log() log: Logger) {
    log.info(call.reason);
  }
  @OnHangup() count() {}
}

@AgiController('/property', {
  start: 'main',
  otherwise: 'main',
  defaults: { noInput: [(self: Property) => say.number(self.waiting)], bargeIn: 'choices' },
})
export class Property {
  readonly waiting = 3;
  @Menu({
    greeting: [(self: Property) => say.number(self.waiting)],
    prompt: ['a', async (self: Property) => ['b', say.number(self.waiting)]],
    reprompt: { 2: 'shorter', 3: (self: Property) => say.number(self.waiting) },
    choices: { '1': 'main' },
  })
  declare readonly main: Menu;
  @Menu({ prompt: 'a', reprompt: say.silence({ durationMs: 100 }), choices: { '1': 'main' } })
  declare readonly other: Menu;
  @OnDtmf('2', { menu: 'other', to: ['main'] }) back() {
    return go('main');
  }
}

@AgiController([
  '/a',
  /^\/b\/(?<id>\d+)$/,
  { path: '/c', language: ['fr', 'de'], calledNumber: '_08X.' },
  { host: 'ivr' },
])
export class Routed {
  @OnCall({ next: leave }) talk(@Param('id') id: number) {
    return void id;
  }
}

class DatabaseDown extends Error {}
const weekdays: Guard = openingHours({ zone: 'Europe/Paris', open: { mon: ['09:00-18:00'] } });
const Protected = () => applyDecorators(UseGuard(weekdays, { otherwise: hangUp }), UseFilter(Apologize));
const even: StandardSchema<number> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: Number(value) }) },
};

@Catch([DatabaseDown, RangeError], { to: [leave, () => Support] })
class Apologize implements ExceptionFilter<Error> {
  async catch(error: Error, call: Call) {
    await call.play('sorry');
    return error instanceof DatabaseDown ? leave({ context: 'fallback' }) : go(Support);
  }
}

@Injectable({ scope: 'call' })
class Timing implements Interceptor, Pipe<number> {
  intercept(call: Call, next: () => Promise<unknown>) {
    return call.id === '' ? undefined : next();
  }
  transform(value: unknown) {
    return Number(value);
  }
}

@AgiController('/guarded/:id')
@UseGuard(weekdays, { otherwise: 'closed', say: 'sales/closed' })
@UseGuard({ check: async (call) => call.caller.number !== undefined }, { otherwise: () => Support })
@UseInterceptor(Timing)
@UsePipe(Timing, new Timing())
@UseFilter(Apologize, new Apologize())
@Protected()
export class Guarded {
  @OnCall({ next: 'closed' })
  @Protected()
  greet(
    @Param('id') id: number,
    @Param('id') text: string,
    @Param('id', even) checked: number,
    @Query('n', Timing) piped: number,
    @Arg(1) first?: number,
    @Variable('LOUD') loud: boolean = false,
    @Query('q') query?: string,
  ) {
    return void [id, text, checked, piped, first, loud, query];
  }
  @UseGuard(weekdays, { otherwise: 'closed' })
  @OnDtmf('1')
  one() {}
  @Menu({ otherwise: hangUp }) main() {
    return menu('a');
  }
  @Step({ next: leave }) closed() {}
}

@AgiModule({
  imports: [() => Late, { module: Late, providers: [Crm] }],
  controllers: [Guarded],
  providers: [Apologize],
})
class Late {
  static with(settings: Settings) {
    return { module: Late, providers: [provide(SETTINGS).withValue(settings), provide(Crm).withExisting(Crm)] };
  }
}
export const root: AppRoot = Late.with({ greeting: 'hello' });

// A key that is no literal is looked at when the app starts.
const keys: string = '1';
export class Dynamic {
  @Menu() main() {
    return menu('a');
  }
  @OnDtmf(keys) one() {}
}

describe('types that the decorators share', () => {
  test('a token carries the type of what it stands for', () => {
    expectTypeOf(SETTINGS).toEqualTypeOf<InjectionToken<Settings>>();
    expectTypeOf(SETTINGS).toExtend<symbol>();
  });

  test('a parameter decorator carries what its function gives, awaited', () => {
    expectTypeOf(Campaign).toEqualTypeOf<(fallback: string) => ParamDecorator<string>>();
  });
});
