import {
  AgiController,
  type AppParts,
  Ask,
  Call,
  go,
  hangUp,
  Menu,
  menu,
  OnCall,
  OnDtmf,
  read,
  say,
  Step,
} from 'offhook';

@AgiController('/bank', { links: { '0': 'goodbye' } })
class BankController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' })
  async greet() {
    await this.call.answer();
    await this.call.play('hello', say.spelled('Ann'));
  }

  @Menu({ attempts: 3, noInput: ['vm-sorry'], noMatch: ['pm-invalid-option'], otherwise: 'goodbye' })
  main() {
    return menu('vm-enter-num-to-call', say.number(4));
  }

  @OnDtmf('1', { menu: 'main', next: 'pin' })
  async account() {
    await this.call.play('one-moment-please');
  }

  @OnDtmf('_2XX', { menu: 'main' })
  async extension(digits: string) {
    await this.call.play('you-entered', say.digits(digits));
  }

  @Ask(read.pin({ length: 4 }), { prompt: 'vm-password', to: ['pin', 'main'], otherwise: 'goodbye' })
  async pin(digits: string) {
    const isRight = digits === '4711';
    if (isRight) await this.call.play('vm-youhave', say.number(3));
    else await this.call.play('vm-incorrect');
    return go(isRight ? 'main' : 'pin');
  }

  @Step({ next: hangUp })
  async goodbye() {
    await this.call.play('vm-goodbye');
  }
}

/** An app that asks for a PIN. */
export const parts: AppParts = { controllers: [BankController] };
