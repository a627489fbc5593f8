import {
  AgiController,
  Ask,
  Call,
  Dialog,
  Injectable,
  Input,
  Menu,
  OnAttemptsUsedUp,
  OnCall,
  OnDtmf,
  Step,
  Subdialog,
  back,
  finish,
  go,
  hangUp,
  menu,
  read,
  say,
} from 'offhook';
import { createTestPhone, everySound, heard } from 'offhook/testing';
import { expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

@Injectable()
class Accounts {
  signIn(number: string, pin: string) {
    return number === '12345678' && pin === '4711' ? { holder: 'Ann', balance: 120 } : undefined;
  }
  exists(number: string) {
    return number.startsWith('1');
  }
}

const accountNumber = read
  .digits({ length: 8 })
  .validate((number, { get }) => get(Accounts).exists(number), 'no-such-account');

/** Asks for the account and its PIN; finishes with the account. */
@Dialog({ start: 'account', links: { '#': back } })
class SignIn {
  @Input() declare readonly input: { readonly attempts: number };
  private number = '';
  private wrong = 0;

  constructor(
    private readonly call: Call,
    private readonly accounts: Accounts,
  ) {}

  @Ask(accountNumber, { prompt: 'enter-account', attempts: 2, next: 'pin' })
  account(number: string) {
    this.number = number;
  }

  @Ask(read.pin({ length: 4 }), { prompt: 'enter-pin', to: ['account', finish] })
  async pin(pin: string) {
    const account = this.accounts.signIn(this.number, pin);
    if (account !== undefined) return finish(account);
    await this.call.play('wrong-pin');
    return ++this.wrong < this.input.attempts ? go('account') : finish(undefined);
  }
}

@AgiController('/bank')
class BankController {
  private balance = 0;

  constructor(private readonly call: Call) {}

  @OnCall({ to: ['main', 'goodbye'] })
  async signIn(@Subdialog(SignIn) signIn: Subdialog<SignIn>) {
    await this.call.answer();
    const { value } = await signIn({ attempts: 2 });
    if (value === undefined) return go('goodbye');
    this.balance = value.balance;
    return go('main');
  }

  @Menu({ choices: { '2': 'more' }, otherwise: 'goodbye' })
  main() {
    return menu('main-options');
  }

  @OnDtmf('1', { menu: 'main' })
  async tellBalance() {
    await this.call.play('your-balance', say.number(this.balance));
  }

  @Menu({ choices: { '0': 'goodbye', '*': back } })
  more() {
    return menu('more-options');
  }

  @OnAttemptsUsedUp({ menu: 'more', next: 'goodbye' })
  async silent() {
    await this.call.play('nobody-there');
  }

  @Step({ next: hangUp })
  async goodbye() {
    await this.call.play('goodbye');
  }
}

const logger = new RecordingLogger();
const bank = () =>
  createTestPhone(
    { controllers: [BankController], providers: [Accounts] },
    { sounds: everySound({ durationMs: 2_000 }), logger },
  );

test('an account and a PIN lead through the sub-dialog to the menu', async () => {
  await using line = await bank();
  await line
    .dial('/bank')
    .hears('enter-account')
    .presses('12345678')
    .hears('enter-pin')
    .presses('4711', { masked: true })
    .hears('main-options')
    .presses('1')
    .hears('your-balance', heard.number(120), 'main-options')
    .hangsUp()
    .ends({ by: 'caller' });
});

test('keys typed ahead answer every question of the sub-dialog', async () => {
  await using line = await bank();
  await line
    .dial('/bank')
    .hears('enter-account')
    .presses('123456784711')
    .hears('enter-pin', 'main-options')
    .hangsUp()
    .ends({ by: 'caller' });
});

test('the # that callers press after a PIN is no wrong key in the menu', async () => {
  await using line = await bank();
  await line
    .dial('/bank')
    .hears('enter-account')
    .presses('12345678')
    .hears('enter-pin')
    .presses('4711#')
    .hears('main-options')
    .staysSilent({ forMs: 6_000 })
    .hears('main-options')
    .hangsUp()
    .ends({ by: 'caller' });
});

test('an account that does not exist is told and asked again, and a short entry too', async () => {
  await using line = await bank();
  await line
    .dial('/bank')
    .hears('enter-account')
    .presses('99999999')
    .hears('no-such-account', 'enter-account')
    .presses('12')
    .staysSilent()
    .hears('goodbye')
    .ends({ by: 'app' });
});

test('the cancel key takes back what was typed', async () => {
  await using line = await bank();
  await line
    .dial('/bank')
    .hears('enter-account')
    .presses('12*')
    .hears('enter-account')
    .presses('12345678')
    .hears('enter-pin')
    .hangsUp()
    .ends({ by: 'caller' });
});

test('two wrong PINs end the sub-dialog without a value', async () => {
  await using line = await bank();
  await line
    .dial('/bank')
    .hears('enter-account')
    .presses('123456780000')
    .hears('enter-pin', 'wrong-pin', 'enter-account')
    .presses('123456780000')
    .hears('enter-pin', 'wrong-pin', 'goodbye')
    .ends({ by: 'app' });
});

test('* goes back to the menu before; attempts used up run their handler', async () => {
  await using line = await bank();
  const caller = line
    .dial('/bank')
    .hears('enter-account')
    .presses('123456784711')
    .hears('enter-pin', 'main-options')
    .presses('2')
    .hears('more-options')
    .presses('*')
    .hears('main-options')
    .presses('2')
    .hears('more-options')
    .staysSilent()
    .hears('more-options')
    .staysSilent()
    .hears('more-options')
    .staysSilent()
    .hears('nobody-there', 'goodbye')
    .ends({ by: 'app' });
  await caller;
});

test('no PIN reaches the log', async () => {
  await using line = await bank();
  await line
    .dial('/bank')
    .hears('enter-account')
    .presses('12345678')
    .hears('enter-pin')
    .presses('4711', { masked: true })
    .hears('main-options')
    .hangsUp()
    .ends({ by: 'caller' });
  expect(JSON.stringify(logger.lines)).not.toContain('4711');
});
