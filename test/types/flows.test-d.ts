/*
 * Flows 1 to 3 of the API study, as far as their names exist. Left out, each with a comment where it stood: guards, filters,
 * modules, `slow`, `say.money`, `call.dial`, `call.voicemail`, `call.record`, `call.fill`, `call.setLanguage`.
 */
import { describe, expectTypeOf, test } from 'vitest';
import { Call } from '../../src/call/call.js';
import { EndedCall } from '../../src/call/ended-call.js';
import { token } from '../../src/dialog/token.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { createParamDecorator } from '../../src/decorators/create-param-decorator.js';
import { Dialog } from '../../src/decorators/dialog.js';
import { Field } from '../../src/decorators/field.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { Input } from '../../src/decorators/input.js';
import type { ValueOf } from '../../src/decorators/check-dialog.types.js';
import { Link } from '../../src/decorators/link.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnAttemptsUsedUp } from '../../src/decorators/on-attempts-used-up.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnEnter } from '../../src/decorators/on-enter.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { OnNoInput } from '../../src/decorators/on-no-input.js';
import { Step } from '../../src/decorators/step.js';
import { Subdialog } from '../../src/decorators/subdialog.js';
import { menu } from '../../src/dialog/prompt.js';
import type { Money } from '../../src/dialog/money.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { back, finish, go, hangUp, type InputArgs, leave, keepListening, repeat } from '../../src/dialog/step.js';

// Flow 1: the company line.

interface Database {
  one<R>(sql: string, values: readonly unknown[], o: { readonly signal: AbortSignal }): Promise<R | undefined>;
}
const DATABASE = token<Database>('Database');
interface Customer {
  readonly vip: boolean;
}
interface Order {
  readonly number: string;
  readonly status: 'open' | 'shipped';
}

@Injectable()
class Customers {
  constructor(@Inject(DATABASE) private readonly db: Database) {}
  byPhone(phone: string, o: { readonly signal: AbortSignal }) {
    return this.db.one<Customer>('select * from customers where phone = $1', [phone], o);
  }
  order(number: string, o: { readonly signal: AbortSignal }) {
    return this.db.one<Order>('select * from orders where number = $1', [number], o);
  }
}

@Injectable({ scope: 'call' })
class CurrentCustomer {
  constructor(
    private readonly call: Call,
    private readonly customers: Customers,
  ) {}
  async find() {
    const { number } = this.call.caller;
    return number === undefined ? undefined : this.customers.byPhone(number, { signal: this.call.signal });
  }
}
const CallingCustomer = createParamDecorator((call) => call.get(CurrentCustomer).find());

const orderNumber = read
  .digits({ length: 4 })
  .map((digits, ctx) => ctx.get(Customers).order(digits, ctx), 'sales/no-such-order');

@AgiController('/support')
class SupportController {
  @OnCall({ next: leave({ context: 'support' }) }) enter() {}
}

// @UseGuard, @UseFilter
@AgiController('/sales', { links: { '0': 'operator' } })
export class SalesController {
  constructor(private readonly call: Call) {}

  @OnCall({ to: ['manager', 'main'] })
  async greet(@CallingCustomer() customer: Customer | undefined) {
    await this.call.answer();
    return customer?.vip ? go('manager') : go('main');
  }

  @Step({ to: [hangUp, 'main'] })
  async manager(@CallingCustomer() customer: Customer | undefined) {
    // call.dial
    return customer?.vip ? hangUp : go('main');
  }

  @Menu({
    greeting: 'sales/welcome',
    attempts: 3,
    noInput: ['sales/please-choose', 'sales/still-there'],
    noMatch: ['sales/wrong-key'],
    choices: { '1': 'order', '2': () => SupportController },
    otherwise: 'voicemail',
  })
  main() {
    return menu('sales/options');
  }

  @OnDtmf('_2XX', { to: [hangUp] })
  async extension(digits: string) {
    // call.dial
    if (digits === '200') return hangUp;
    await this.call.play('sales/not-there');
    return;
  }

  @Ask(orderNumber, { prompt: 'sales/enter-order', attempts: 3, next: 'main', otherwise: 'main' })
  async order(order: Order) {
    await this.call.play('sales/order', say.digits(order.number), `sales/${order.status}`);
  }

  @Step({ to: [leave] }) operator() {
    return leave({ context: 'internal', extension: 'operator', priority: 1 });
  }
  @Step({ next: hangUp }) async voicemail() {
    // call.voicemail
  }
}

// Flow 2: banking.

interface Account {
  readonly number: string;
}
type SignIn =
  | { readonly kind: 'ok'; readonly account: Account }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked' };

@Injectable()
abstract class Accounts {
  abstract signIn(number: string, pin: string, o: { readonly signal: AbortSignal }): Promise<SignIn>;
  abstract exists(number: string): Promise<boolean>;
  abstract transfer(from: Account, to: string, amount: Money): Promise<{ readonly kind: 'done' | 'notEnough' }>;
}

@Injectable({ scope: 'call' })
class BankSession {
  #signedIn: Account | undefined;
  signIn(account: Account) {
    this.#signedIn = account;
  }
  get account() {
    if (this.#signedIn === undefined) throw new Error('not signed in');
    return this.#signedIn;
  }
}
const SignedInAccount = createParamDecorator((call) => call.get(BankSession).account);

@Dialog({ start: 'number' })
class Login {
  @Input() declare readonly input: { readonly attempts: number };
  private account = '';
  private wrong = 0;
  constructor(
    private readonly call: Call,
    private readonly accounts: Accounts,
  ) {}

  @Ask(read.digits({ length: 8 }), { prompt: 'bank/enter-account', next: 'pin' })
  number(number: string) {
    this.account = number;
  }

  @Ask(read.pin({ length: 4 }), { prompt: 'bank/enter-pin', to: ['number', finish] })
  async pin(pin: string) {
    const result = await this.accounts.signIn(this.account, pin, { signal: this.call.signal });
    if (result.kind === 'ok') return finish(result.account);
    await this.call.play(`bank/pin-${result.kind}`);
    this.wrong++;
    return result.kind === 'locked' || this.wrong >= this.input.attempts ? finish(undefined) : go('number');
  }
}

const payee = read
  .digits({ length: 8 })
  .validate((number, ctx) => ctx.get(Accounts).exists(number), 'bank/no-such-account');

// @UseFilter
@AgiController('/bank', { links: { '*': back, '#': repeat } })
export class BankController {
  private payee = '';
  constructor(
    private readonly call: Call,
    private readonly accounts: Accounts,
    private readonly session: BankSession,
  ) {}

  @OnCall({ next: 'language' }) async answer() {
    await this.call.answer();
  }

  @Menu({ attempts: 2, otherwise: 'login' }) language() {
    return menu('bank/english-1-spanish-2');
  }
  @OnDtmf(['1', '2'], { menu: 'language', next: 'login' })
  async speak(key: string) {
    // call.setLanguage
    this.call.log.info({ key }, 'language');
  }

  @Step({ to: ['main', hangUp] })
  async login(@Subdialog(Login) login: Subdialog<Login>) {
    const result = await login({ attempts: 3 });
    if (result.value === undefined) return hangUp;
    this.session.signIn(result.value);
    return go('main');
  }

  @Menu({ greeting: 'bank/hello', choices: { '2': 'payTo', '3': 'more' }, attempts: 3, otherwise: 'goodbye' })
  main() {
    return menu('bank/balance-1-transfer-2-more-3');
  }

  // slow, say.money
  @OnDtmf('1', { menu: 'main' })
  async balance(_key: string, @SignedInAccount() account: Account) {
    await this.call.play('bank/balance', say.digits(account.number));
  }

  @Menu({ choices: { '1': 'goodbye', '2': 'goodbye' }, otherwise: back }) more() {
    return menu('bank/pin-change-1-agent-2');
  }

  // @UseGuard
  @Ask(payee, { prompt: 'bank/to-account', next: 'amount', otherwise: 'main' })
  payTo(number: string) {
    this.payee = number;
  }

  @Ask(read.amount({ currency: 'EUR', decimalKey: '*' }), {
    prompt: (self: BankController) => ['bank/amount-for', say.digits(self.payee)],
    confirm: (amount) => ['bank/you-transfer', say.number(Number(amount.minor)), 'bank/right-1'],
    next: 'main',
    otherwise: 'main',
  })
  async amount(amount: Money, @SignedInAccount() account: Account) {
    const { kind } = await this.accounts.transfer(account, this.payee, amount);
    await this.call.play(`bank/transfer-${kind}`);
  }

  @Step({ next: hangUp }) async goodbye() {
    await this.call.play('bank/goodbye');
  }
}

// Flow 3: survey and call-back.

interface Reply {
  satisfaction?: number | undefined;
  recommends?: boolean | undefined;
  minutes?: number | undefined;
  callBack?: string | undefined;
}
@Injectable()
abstract class Replies {
  abstract save(callId: string, reply: Reply, complete: boolean): Promise<void>;
}
const Campaign = createParamDecorator((call) => call.request.query.get('campaign') ?? 'general');

export class Answers implements Reply {
  @Field(read.integer({ min: 1, max: 5 }), { prompt: 'survey/satisfied-1-to-5' }) satisfaction?: number;
  @Field(read.yesNo(), { prompt: 'survey/recommend-yes-1-no-2' }) recommends?: boolean;
  @Field(read.integer({ min: 0, max: 99 }), { prompt: 'survey/minutes-waited' }) minutes?: number;
}

// @UseGuard, @UseFilter
@AgiController('/survey')
export class SurveyController {
  private readonly answers: Reply = new Answers();
  constructor(
    private readonly call: Call,
    private readonly replies: Replies,
  ) {}

  @OnCall({ to: ['comment', 'thanks'] })
  async questions(@Campaign() campaign: string) {
    await this.call.play(`survey/${campaign}`);
    // call.fill
    return this.answers.satisfaction === undefined ? go('thanks') : go('comment');
  }

  @Step({ next: 'callBack' })
  async comment() {
    // call.record
  }

  @Ask(read.yesNo(), { prompt: 'survey/call-back-yes-1-no-2', to: ['number', 'thanks'], otherwise: 'thanks' })
  callBack(wanted: boolean) {
    return wanted ? go('number') : go('thanks');
  }

  @Ask(read.phoneNumber({ country: 'FR' }), { prompt: 'survey/your-number', next: 'thanks', otherwise: 'thanks' })
  async number(number: string) {
    await this.replies.save(this.call.id, { ...this.answers, callBack: number }, true);
  }

  @Step({ next: hangUp }) async thanks() {
    await this.call.play('survey/thanks');
  }
  @OnHangup() async keep(call: EndedCall) {
    await this.replies.save(call.id, { ...this.answers }, false);
  }
}

// What the flows do not show.

@Dialog({ links: { '0': back } })
class Everything {
  @OnEnter({ to: ['ask', finish], next: 'main' }) async enter(@Subdialog(() => Login) login: Subdialog<Login>) {
    const { kind, value } = await login({ attempts: 1 });
    if (kind === 'gaveUp') return finish('gave up');
    return value === undefined ? go('ask') : undefined;
  }
  @Menu() main() {
    return menu('a');
  }
  @OnDtmf('1', { to: [keepListening, back] }) one(digits: string) {
    return digits === '1' ? keepListening : back;
  }
  @OnDtmf('2', { next: keepListening }) two() {}
  @Ask(read.yesNo(), { prompt: 'b', typeAhead: false, to: [finish(true), back] }) ask(yes: boolean) {
    return yes ? finish(1) : back;
  }
  @OnNoInput({ ask: 'ask', count: 2, to: [finish] }) silence() {
    return finish('silent');
  }
  @OnAttemptsUsedUp({ ask: 'ask', to: [finish] }) async usedUp(why: 'noInput' | 'noMatch') {
    return why === 'noInput' ? finish(why) : undefined;
  }
  @OnAttemptsUsedUp({ next: back }) menuUsedUp() {}
  @Link('9', { to: [keepListening, finish] }) help(key: string) {
    return key === '9' ? keepListening : finish(null);
  }
}

describe('a dialog', () => {
  test('finishes with what its handlers finish with', () => {
    expectTypeOf<ValueOf<Login>>().toEqualTypeOf<Account | undefined>();
    expectTypeOf<ValueOf<Everything>>().toEqualTypeOf<1 | 'gave up' | 'silent' | 'noInput' | null>();
    expectTypeOf<ValueOf<SalesController>>().toBeNever();
  });

  test('is given its input', () => {
    expectTypeOf<InputArgs<Login>>().toEqualTypeOf<[input: { readonly attempts: number }]>();
    expectTypeOf<Parameters<Subdialog<Everything>>>().toEqualTypeOf<[]>();
  });
});
