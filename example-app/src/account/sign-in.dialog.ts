import { Ask, Call, Dialog, finish, go, read } from 'offhook';
import { Accounts } from './accounts.service.js';

/** How many wrong entries one call may make, for whatever numbers. */
const ATTEMPTS = 3;

/** Asks for customer number and PIN; finishes with the customer, or with nothing when there was to be no more asking. */
@Dialog({ start: 'number' })
export class SignIn {
  private customer = '';
  private wrong = 0;

  constructor(
    private readonly call: Call,
    private readonly accounts: Accounts,
  ) {}

  @Ask(read.digits({ length: 6 }), { prompt: 'account/enter-number', next: 'pin' })
  number(digits: string) {
    this.customer = digits;
  }

  @Ask(read.pin({ length: 4 }), {
    prompt: 'account/enter-pin',
    to: ['number', finish],
    slow: { filler: 'company/one-moment' },
  })
  async pin(pin: string) {
    const result = await this.accounts.signIn(this.customer, pin);
    if (result.kind === 'right') return finish(result.customer);
    await this.call.play(`account/${result.kind}`);
    return result.kind === 'locked' || ++this.wrong >= ATTEMPTS ? finish(undefined) : go('number');
  }
}
