/* Each comment below holds the sentence that the editor shows: mistakes.test.ts compares it with what tsc says. */
import { expectTypeOf, test } from 'vitest';
import { Call } from '../../src/call/call.js';
import { EndedCall } from '../../src/call/ended-call.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { Ask } from '../../src/decorators/ask.js';
import { createParamDecorator } from '../../src/decorators/create-param-decorator.js';
import { Dialog } from '../../src/decorators/dialog.js';
import { Catch } from '../../src/decorators/catch.js';
import type { ExceptionFilter } from '../../src/decorators/filter.js';
import type { Guard } from '../../src/decorators/guard.js';
import { UseGuard } from '../../src/decorators/use-guard.js';
import { Field } from '../../src/decorators/field.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { Input } from '../../src/decorators/input.js';
import { Link } from '../../src/decorators/link.js';
import { Menu } from '../../src/decorators/menu.js';
import { OnAttemptsUsedUp } from '../../src/decorators/on-attempts-used-up.js';
import { OnCall } from '../../src/decorators/on-call.js';
import { OnDtmf } from '../../src/decorators/on-dtmf.js';
import { OnEnter } from '../../src/decorators/on-enter.js';
import { OnHangup } from '../../src/decorators/on-hangup.js';
import { OnNoInput } from '../../src/decorators/on-no-input.js';
import { OnNoMatch } from '../../src/decorators/on-no-match.js';
import { Arg, CallerNumber, Param, Query, Signal } from '../../src/decorators/parameters.js';
import { Step } from '../../src/decorators/step.js';
import { Subdialog } from '../../src/decorators/subdialog.js';
import { token } from '../../src/dialog/token.js';
import { menu } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { back, finish, go, hangUp, leave, keepListening } from '../../src/dialog/step.js';

test('the mistakes below are errors in the editor', () => {
  expectTypeOf(Mistakes).toExtend<object>();
});

const LIMIT = token<number>('limit');
const Queue = createParamDecorator((call) => ({ name: call.request.query.get('queue') ?? 'sales' }));

@Injectable()
class Crm {
  // @ts-expect-error this parameter does not accept what the token holds
  constructor(@Inject(LIMIT) readonly limit: string) {}
  // @ts-expect-error belongs on a parameter of the constructor
  find(@Inject(LIMIT) limit: number) {
    return limit;
  }
}

// @ts-expect-error "mian" is not a node of this class
@AgiController('/start', { start: 'mian' })
export class UnknownStart {
  @Menu() main() {
    return menu('a');
  }
}

// @ts-expect-error "oprator" is not a node of this class
@AgiController('/links', { links: { '0': 'oprator' } })
export class UnknownLink {
  @Step({ next: leave }) operator() {}
}

// @ts-expect-error not a key of a telephone
@AgiController('/link-keys', { links: { '0': 'operator', '12': 'operator' } })
export class LinkOfTwoKeys {
  @Step({ next: leave }) operator() {}
}

// @ts-expect-error "oprator" is not a node of this class
@AgiController('/otherwise', { otherwise: 'oprator' })
export class UnknownClassOtherwise {
  @Step({ next: leave }) operator() {}
}

// @ts-expect-error a prompt function here asks for another class
@AgiController('/defaults', { defaults: { noInput: [(self: Confirm) => self.input.text] } })
export class OthersDefaults {
  @Step({ next: leave }) operator() {}
}

@Dialog()
class Confirm {
  @Input() declare readonly input: { readonly text: string };
  @Menu() only() {
    return menu(this.input.text);
  }
  @OnDtmf('1', { to: [finish] }) yes() {
    return finish(true);
  }
}

// @ts-expect-error this dialog wants an input: go(Class, input)
@AgiController('/input', { links: { '0': () => Confirm } })
export class LinkWithoutInput {
  @Step({ next: leave }) operator() {}
}

// @ts-expect-error keepListening waits for another entry: only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods lead there
@Dialog({ links: { '0': keepListening } })
export class LinkThatListens {
  @OnEnter({ next: back }) enter() {}
}

// @ts-expect-error finish ends a dialog: put @Dialog on a class of its own, and run it with @Subdialog
@AgiController('/finish')
export class ControllerThatFinishes {
  @OnCall({ to: [finish] }) greet() {
    return finish(1);
  }
}

@Dialog()
export class Inputs {
  // @ts-expect-error the property must be called "input"
  @Input() declare readonly data: string;
  // @ts-expect-error must be a public instance property
  @Input() declare private readonly input: string;
  get text() {
    return this.input;
  }
}

export class Answers {
  @Field(read.integer({ min: 1, max: 5 }), { prompt: 'satisfied' }) satisfaction?: number;
  // @ts-expect-error the property does not accept what this reader gives
  @Field(read.yesNo(), { prompt: 'recommend' }) recommends?: string;
  // @ts-expect-error must be a public instance property
  @Field(read.yesNo(), { prompt: 'again' }) private again?: boolean;
  // @ts-expect-error a prompt function here asks for another class
  @Field(read.yesNo(), { prompt: (self: Confirm) => self.input.text }) callBack?: boolean;
  // @ts-expect-error Property 'prompt' is missing
  @Field(read.yesNo(), { attempts: 2 }) silent?: boolean;
  // @ts-expect-error 'otherwise' does not exist in type
  @Field(read.yesNo(), { prompt: 'elsewhere', otherwise: hangUp }) elsewhere?: boolean;
}

@AgiController('/no-menu')
export class WithoutMenu {
  // @ts-expect-error this class has no @Menu: name the question with { ask: "…" }
  @OnNoInput({ count: 2 }) silence() {}
  // @ts-expect-error this class has no @Menu
  @OnDtmf('1') sales() {}
}

@AgiController('/one-menu')
export class OneMenu {
  @Menu() main() {
    return menu('a');
  }
  @OnDtmf('1') sales(digits: string) {
    return digits === '' ? undefined : void 0;
  }
  // @ts-expect-error "mian" is not a @Menu of this class
  @OnNoInput({ menu: 'mian' }) silence() {}
}

@AgiController('/mistakes')
export class Mistakes {
  constructor(
    private readonly call: Call,
    readonly crm: Crm,
    // @ts-expect-error belongs on a parameter of a handler, not of the constructor
    @CallerNumber() readonly number: string | undefined,
  ) {}

  @Menu({ choices: { '1': 'other', '2': () => OneMenu, '3': hangUp, _9X: leave }, otherwise: hangUp('busy') }) main() {
    return menu('a');
  }
  @Menu() async other() {
    return menu('b');
  }
  @Step({ to: [hangUp, leave, 'main', OneMenu] }) async everyStep() {
    switch (this.call.id) {
      case '1':
        return hangUp('busy');
      case '2':
        return leave({ context: 'desk' });
      case '3':
        return go(OneMenu);
      default:
        return go('main');
    }
  }

  // @ts-expect-error "mian" is not a @Menu of this class
  @OnDtmf('1', { menu: 'mian' }) unknownMenu() {}
  // @ts-expect-error "everyStep" is not a @Menu of this class
  @OnNoMatch({ menu: 'everyStep' }) stepAsMenu() {}
  // @ts-expect-error several menus here: say which with { menu: "…" }
  @OnDtmf('1') whichMenu() {}

  // @ts-expect-error "billng" is not a node of this class
  @OnDtmf('1', { menu: 'main', next: 'billng' }) unknownThen() {}
  // @ts-expect-error "billng" is not a node of this class
  @Step({ to: ['billng'] }) unknownTo() {
    return go('billng');
  }
  // @ts-expect-error "helper" is not a node of this class
  @Step({ next: 'helper' }) helperAsNode() {}
  helper() {
    return 'text';
  }
  // @ts-expect-error "billng" is not a node of this class
  @Menu({ choices: { '1': 'billng' } }) unknownChoice() {
    return menu('a');
  }
  // @ts-expect-error "voicemial" is not a node of this class
  @Menu({ otherwise: 'voicemial' }) unknownOtherwise() {
    return menu('a');
  }

  // @ts-expect-error the handler returns main, which "to" does not list
  @OnDtmf('1', { menu: 'main', to: ['other'] }) unlisted() {
    return this.call.id ? go('other') : go('main');
  }
  // @ts-expect-error the handler returns hangUp, which "to" does not list
  @OnCall({ next: 'main' }) async unlistedHangUp() {
    if (this.call.id) return hangUp;
  }
  // @ts-expect-error the handler returns another class, which "to" does not list
  @OnNoInput({ menu: 'main' }) unlistedClass() {
    return go(OneMenu);
  }
  // @ts-expect-error "to" lists main, which the handler never returns
  @OnDtmf('1', { menu: 'main', to: ['other', 'main'] }) neverReturned() {
    return go('other');
  }
  // @ts-expect-error a handler returns a step (go(), repeat, keepListening, back, finish(), leave(), hangUp) or nothing
  @OnDtmf('1', { menu: 'main' }) bareName() {
    return 'main';
  }
  // @ts-expect-error a handler returns a step (go(), repeat, keepListening, back, finish(), leave(), hangUp) or nothing
  @OnDtmf('1', { menu: 'main' }) anything() {
    return JSON.parse('{}');
  }
  // @ts-expect-error says nowhere to go next: return a step or add "next"
  @OnCall() async deadEnd() {
    await this.call.answer();
  }
  // @ts-expect-error says nowhere to go next: return a step or add "next"
  @Step({ to: ['main'] }) halfADeadEnd() {
    return this.call.id ? go('main') : undefined;
  }
  // @ts-expect-error a @Menu method returns what is heard: return menu("welcome", …)
  @Menu() says() {
    return ['welcome'];
  }
  // @ts-expect-error a @Menu is a method, or a property of type Menu: declare readonly name: Menu
  @Menu({ prompt: 'a' }) declare readonly noMenu: string;
  // @ts-expect-error must be a public instance method
  @Menu({ prompt: 'a' }) declare private readonly hiddenMenu: Menu;
  // @ts-expect-error a prompt function here asks for another class
  @Menu({ prompt: (self: Confirm) => self.input.text }) declare readonly othersMenuPrompt: Menu;
  // @ts-expect-error a prompt function here asks for another class
  @Menu({ noInput: [(self: Confirm) => self.input.text] }) othersNoInput() {
    return menu('a');
  }
  // @ts-expect-error "oprator" is not a node of this class
  @Menu({ prompt: 'a', choices: { '1': 'oprator' } }) declare readonly unknownChoiceOfProperty: Menu;
  // @ts-expect-error Type 'true' is not assignable to type 'PromptFor<unknown> | undefined'
  @Menu({ prompt: true }) declare readonly noPrompt: Menu;

  // @ts-expect-error the first parameter must accept the groups, a RegExpExecArray; decorated ones come after it
  @OnDtmf(/9(\d)/, { menu: 'main', maxDigits: 2 }) groupsAreNoText(digits: string) {
    return void digits;
  }
  // @ts-expect-error the first parameter must accept what the reader gives; decorated ones come after it
  @OnDtmf(read.integer({ min: 100, max: 199 }), { menu: 'main' }) valueIsNoText(digits: string) {
    return void digits;
  }
  // @ts-expect-error a prompt function here asks for another class
  @OnDtmf('1', { menu: 'main', when: (self: Confirm) => self.input.text === '' }) othersWhen() {}
  // @ts-expect-error "billng" is not a node of this class
  @OnDtmf('1', { menu: 'main', slow: { limitMs: 5_000, otherwise: 'billng' } }) unknownLate() {}
  // @ts-expect-error 'limit' does not exist in type
  @Step({ next: 'main', slow: { limit: 5 } }) unknownSlowOption() {}
  // @ts-expect-error everyQuestion stands for all of them: leave "menu" and "ask" away
  @OnNoMatch({ everyQuestion: true, menu: 'main' }) everyAndOne() {}

  // @ts-expect-error the call is over: an @OnHangup method returns nothing
  @OnHangup() goesOn() {
    return go('main');
  }

  // @ts-expect-error the first parameter must accept the digits, a string; decorated ones come after it
  @OnDtmf('1', { menu: 'main' }) digitsAreText(digits: number) {
    return void digits;
  }
  // @ts-expect-error the first parameter must accept the digits, a string; decorated ones come after it
  @OnNoMatch({ menu: 'main' }) digitsComeFirst(@Signal() signal: AbortSignal, digits: string) {
    return void [signal, digits];
  }
  // @ts-expect-error the first parameter must accept an EndedCall; decorated ones come after it
  @OnHangup() async callIsOver(call: Call) {
    await call.play('bye');
  }
  @OnHangup() async nothingToPlayTo(call: EndedCall) {
    // @ts-expect-error Property 'play' does not exist on type 'EndedCall'
    await call.play('bye');
  }

  // @ts-expect-error Type '"toShort"' is not assignable to type
  @OnNoMatch({ menu: 'main', reason: 'toShort' }) misspeltReason() {}

  // @ts-expect-error this parameter does not accept what its decorator gives
  @OnDtmf('1', { menu: 'main' }) hiddenNumber(_digits: string, @CallerNumber() number: string) {
    return void number;
  }
  // @ts-expect-error this parameter does not accept text, a number or a boolean, which its decorator gives
  @OnCall({ next: 'main' }) dateAsParam(@Param('id') id: Date) {
    return void id;
  }
  // @ts-expect-error a number or a boolean that may be missing is written name?: number, or gets a schema
  @OnCall({ next: 'main' }) numberOrNothing(@Query('n') n: number | undefined) {
    return void n;
  }
  // @ts-expect-error a number or a boolean that may be missing is written name?: number, or gets a schema
  @OnCall({ next: 'main' }) numberAtAnyRate(@Query('n') n: number) {
    return void n;
  }
  // @ts-expect-error this parameter does not accept what its decorator gives
  @OnCall({ next: 'main' }) ownDecorator(@Queue() queue: { title: string }, @Arg(1) first?: string) {
    return void [queue, first];
  }

  // @ts-expect-error must be a public instance method
  @OnDtmf('1', { menu: 'main' }) private hidden() {}
  // @ts-expect-error must be a public instance method
  @Step({ next: leave }) protected halfHidden() {}
  // @ts-expect-error must be a public instance method
  @Step({ next: leave }) static ofTheClass() {}

  // @ts-expect-error "1x" has a character that no telephone sends; patterns start with _
  @OnDtmf('1x', { menu: 'main' }) wrongKey() {}
  // @ts-expect-error "A" has a character that no telephone sends; patterns start with _
  @OnDtmf(['1', 'A'], { menu: 'main' }) wrongKeyInAList() {}
  // @ts-expect-error "_2Y" is not an Asterisk pattern
  @OnDtmf('_2Y', { menu: 'main' }) wrongPattern() {}
  // @ts-expect-error "" names no key
  @OnDtmf('', { menu: 'main' }) noKey() {}
  // @ts-expect-error "one" has a character that no telephone sends; patterns start with _
  @Menu({ choices: { one: 'main' } }) wrongChoiceKey() {
    return menu('a');
  }

  // @ts-expect-error 'timeout' does not exist in type
  @Menu({ timeout: 5 }) unknownOption() {
    return menu('a');
  }
  // @ts-expect-error Type '"x"' is not assignable to type
  @Menu({ terminator: 'x' }) terminatorIsAKey() {
    return menu('a');
  }
  // @ts-expect-error Type 'string' is not assignable to type 'readonly PromptFor<unknown>[]'
  @Menu({ noInput: 'please-choose' }) promptsAreAList() {
    return menu('a');
  }

  @Ask(read.digits({ length: 4 }), { prompt: 'order', next: 'main', otherwise: back }) order(order: string) {
    this.call.log.info({ order }, 'asked');
  }
  // @ts-expect-error the first parameter must accept what the reader gives; decorated ones come after it
  @Ask(read.amount({ currency: 'EUR' }), { prompt: 'x', next: 'main' }) amountIsMoney(amount: string) {
    return void amount;
  }
  // @ts-expect-error says nowhere to go next: return a step or add "next"
  @Ask(read.pin({ length: 4 }), { prompt: 'x' }) askedForNothing(pin: string) {
    return void pin;
  }
  // @ts-expect-error a prompt function here asks for another class
  @Ask(read.yesNo(), { prompt: (self: Confirm) => self.input.text, next: 'main' }) othersPrompt() {}
  // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'Reader<unknown>'
  @Ask('digits', { prompt: 'x', next: 'main' }) noReader() {}
  // @ts-expect-error Property 'prompt' is missing
  @Ask(read.yesNo(), { next: 'main' }) withoutPrompt() {}
  // @ts-expect-error 'timeout' does not exist in type
  @Ask(read.yesNo(), { prompt: 'x', next: 'main', timeout: 5 }) unknownAskOption() {}
  // @ts-expect-error Argument of type 'boolean' is not assignable to parameter of type 'number'
  @Ask(read.yesNo(), { prompt: 'x', confirm: (yes) => say.number(yes), next: 'main' }) wrongConfirm() {}
  // @ts-expect-error "mian" is not a node of this class
  @Ask(read.yesNo(), { prompt: 'x', next: 'main', otherwise: 'mian' }) askOtherwise() {}
  // @ts-expect-error the handler returns order, which "to" does not list
  @Ask(read.yesNo(), { prompt: 'x', to: ['main'] }) unlistedAnswer(yes: boolean) {
    return yes ? go('main') : go('order');
  }

  // @ts-expect-error "nope" is not an @Ask of this class
  @OnNoInput({ ask: 'nope', count: 2 }) unknownAsk() {}
  // @ts-expect-error "main" is not an @Ask of this class
  @OnNoMatch({ ask: 'main' }) menuAsAsk() {}
  // @ts-expect-error belongs to one question: keep "menu" or "ask"
  @OnNoMatch({ ask: 'order', menu: 'main' }) bothQuestions() {}
  // @ts-expect-error the first parameter must accept "noInput" | "noMatch"; decorated ones come after it
  @OnAttemptsUsedUp({ ask: 'order' }) whyNot(reason: 'noInput') {
    return void reason;
  }
  // @ts-expect-error 'ask' does not exist in type
  @OnDtmf('1', { ask: 'order' }) keysOfAnAsk() {}

  // @ts-expect-error a link is one key of a telephone
  @Link('10') twoKeys() {}
  // @ts-expect-error the first parameter must accept the digits, a string; decorated ones come after it
  @Link('9') linkGetsItsKey(key: number) {
    return void key;
  }
  // @ts-expect-error the handler returns keepListening, which "to" does not list
  @Link('8') unlistedListen() {
    return keepListening;
  }

  // @ts-expect-error keepListening waits for another entry: only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods lead there
  @Step({ next: keepListening }) listensToNothing() {}
  // @ts-expect-error keepListening waits for another entry: only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods lead there
  @OnAttemptsUsedUp({ menu: 'main', to: [keepListening] }) listensTooLate() {
    return keepListening;
  }
  // @ts-expect-error keepListening waits for another entry: only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods lead there
  @Menu({ choices: { '1': keepListening } }) choiceThatListens() {
    return menu('a');
  }
  // @ts-expect-error finish needs code that gives the value: return finish(…) from a handler with to: [finish]
  @Step({ next: finish(1) }) finishesWithoutCode() {}
  // @ts-expect-error finish needs code that gives the value: return finish(…) from a handler with to: [finish]
  @Menu({ otherwise: finish }) finishesWithNothing() {
    return menu('a');
  }
  // @ts-expect-error "to" lists finish, which the handler never returns
  @Step({ to: [finish], next: 'main' }) neverFinishes() {}
  // @ts-expect-error this dialog wants an input: go(Class, input)
  @Menu({ choices: { '1': Confirm } }) choiceWithoutInput() {
    return menu('a');
  }

  @OnDtmf('3', { menu: 'main' }) async runs(_digits: string, @Subdialog(Confirm) confirm: Subdialog<Confirm>) {
    // @ts-expect-error Expected 1 arguments, but got 0
    await confirm();
    // @ts-expect-error 'title' does not exist in type '{ readonly text: string; }'
    await confirm({ title: 'sure' });
    const answer = await confirm({ text: 'sure' });
    // @ts-expect-error Type 'boolean | undefined' is not assignable to type 'boolean'
    const sure: boolean = answer.value;
    // @ts-expect-error Property 'reason' does not exist on type
    this.call.log.info({ sure, reason: answer.reason }, 'asked');
  }
  // @ts-expect-error this parameter does not accept what its decorator gives
  @Step({ next: 'main' }) runsAnother(@Subdialog(() => Confirm) confirm: Subdialog<Inputs>) {
    return void confirm;
  }
}

const open: Guard = { check: () => true };

// @ts-expect-error "clsed" is not a node of this class
@UseGuard(open, { otherwise: 'clsed' })
export class Guarded {
  // @ts-expect-error "clsed" is not a node of this class
  @UseGuard(open, { otherwise: 'clsed' }) main() {}
  // @ts-expect-error keepListening waits for another entry: only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods lead there
  @UseGuard(open, { otherwise: keepListening }) other() {}
  // @ts-expect-error this dialog wants an input: go(Class, input)
  @UseGuard(open, { otherwise: () => Confirm }) third() {}
  @UseGuard(open, { otherwise: 'closed' }) fine() {}
  @Step({ next: leave }) closed() {}
}

// @ts-expect-error the handler returns leave, which "to" does not list
@Catch(RangeError, { to: [hangUp] })
export class LeavesElsewhere implements ExceptionFilter<RangeError> {
  catch() {
    return leave();
  }
}

// @ts-expect-error catch() does not accept every error that @Catch names
@Catch(RangeError, { to: [hangUp] })
export class CatchesAnother implements ExceptionFilter<TypeError & { readonly more: 1 }> {
  catch(error: TypeError & { readonly more: 1 }) {
    return error.more === 1 ? hangUp : hangUp('busy');
  }
}
