import { AgiController, Ask, Call, Injectable, leave, menu, Menu, OnCall, OnDtmf, read, say, Step } from 'offhook';

export interface Account {
  readonly pin: string;
  readonly cents: bigint;
}

@Injectable()
export abstract class Bank {
  abstract find(number: string, signal: AbortSignal): Promise<Account | undefined>;
  abstract block(account: Account, days: number): Promise<void>;
}

@Injectable({ scope: 'call' })
export class Visit {
  account: Account | undefined;
}

const knownAccount = read
  .digits({ length: 6 })
  .map((digits, { get, signal }) => get(Bank).find(digits, signal), 'bank/no-such-account');
const itsPin = read.pin({ length: 4 }).validate((pin, { get }) => pin === get(Visit).account?.pin, 'bank/wrong-pin');

@AgiController('/bank', { links: { '0': 'desk' }, otherwise: 'desk' })
export class BankController {
  constructor(
    private readonly call: Call,
    private readonly bank: Bank,
    private readonly visit: Visit,
  ) {}

  @OnCall({ next: 'main' }) answer() {
    return this.call.answer();
  }

  @Menu({ greeting: 'bank/welcome', prompt: 'bank/account-1-desk-0', choices: { '1': 'number' } })
  declare readonly main: Menu;

  @Ask(knownAccount, { prompt: 'bank/your-number', next: 'pin' }) number(account: Account) {
    this.visit.account = account;
  }

  @Ask(itsPin, { prompt: 'bank/your-pin', next: 'account' }) pin() {}

  @Menu({ choices: { '2': 'card', '*': 'main' } }) account() {
    return menu('bank/you-have', say.money({ minor: this.visit.account!.cents, currency: 'EUR' }), 'bank/card-2');
  }

  @Menu({ prompt: 'bank/block-for-1-to-3-days', choices: { '*': 'account' } }) declare readonly card: Menu;

  @OnDtmf('_[1-3]', { menu: 'card', confirm: (days) => ['bank/block-for', say.digits(days)], next: 'account' })
  async block(days: string) {
    await this.bank.block(this.visit.account!, Number(days));
    await this.call.play('bank/blocked');
  }

  @Step({ next: leave({ context: 'desk', extension: 's' }) }) desk() {}
}
