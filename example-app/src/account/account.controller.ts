import {
  AgiController,
  Ask,
  back,
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
  Subdialog,
} from 'offhook';
import { OperatorController } from '../office/operator.controller.js';
import { type Order, Orders } from '../sales/orders.service.js';
import { SignIn } from './sign-in.dialog.js';

/** What customers hear about themselves, once they have signed in. */
@AgiController('/account', { links: { '0': () => OperatorController } })
export class AccountController {
  private customer = 0;
  private open: readonly Order[] = [];
  private chosen: Order | undefined;

  constructor(
    private readonly call: Call,
    private readonly orders: Orders,
  ) {}

  @OnCall({ to: ['main', 'goodbye'] })
  async signIn(@Subdialog(SignIn) signIn: Subdialog<SignIn>) {
    await this.call.answer();
    const { value } = await signIn();
    if (value === undefined) return go('goodbye');
    this.customer = value;
    return go('main');
  }

  @Menu({ choices: { '1': 'list' }, otherwise: 'goodbye' })
  main() {
    return menu('account/options');
  }

  @Menu({ choices: { '1': 'choose', '*': 'main' }, otherwise: 'main' })
  async list() {
    this.open = await this.orders.openOf(this.customer);
    return menu('account/open-orders', say.number(this.open.length), 'account/list-options');
  }

  @Ask(read.digits({ length: 4 }), { prompt: 'sales/enter-order', to: ['one', 'list'], otherwise: 'list' })
  async choose(number: string) {
    this.chosen = this.open.find((order) => order.number === number);
    if (this.chosen !== undefined) return go('one');
    await this.call.play('sales/no-such-order');
    return go('list');
  }

  @Menu({ choices: { '*': back }, otherwise: 'list' })
  one() {
    return menu('account/order-options');
  }

  @OnDtmf('1', { menu: 'one' })
  async due() {
    if (this.chosen)
      await this.call.play('account/due-on', say.date(this.chosen.dueOn, { format: 'ABd', zone: 'UTC' }));
  }

  @OnDtmf('2', { menu: 'one', next: 'list' })
  async cancel() {
    const isCancelled = this.chosen && (await this.orders.cancel(this.customer, this.chosen.number));
    await this.call.play(isCancelled ? 'account/cancelled' : 'account/too-late');
  }

  @Step({ next: hangUp })
  async goodbye() {
    await this.call.play('vm-goodbye');
  }
}
