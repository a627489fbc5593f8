import {
  AgiController,
  Ask,
  Call,
  CallerNumber,
  type DialTarget,
  go,
  hangUp,
  Menu,
  menu,
  OnCall,
  read,
  say,
  Step,
} from 'offhook';
import { AccountController } from '../account/account.controller.js';
import { Customers } from './customers.service.js';
import { Office } from '../office/office.service.js';
import { OperatorController } from '../office/operator.controller.js';
import { SupportController } from '../support/support.controller.js';
import { type Order, Orders } from './orders.service.js';

const knownOrder = read
  .digits({ length: 4 })
  .map((number, { get }) => get(Orders).status(number), 'sales/no-such-order');
const extension = read
  .digits({ length: 3 })
  .map((digits, { get }) => get(Office).find(digits), 'sales/no-such-extension');

/** Greets a customer by name, tells how far an order is, and puts callers through. */
@AgiController('/sales', { links: { '0': () => OperatorController } })
export class SalesController {
  private manager: DialTarget | undefined;

  constructor(
    private readonly call: Call,
    private readonly customers: Customers,
    private readonly office: Office,
  ) {}

  @OnCall({ to: ['callManager', 'main'] })
  async greet(@CallerNumber() number: string | undefined) {
    await this.call.answer();
    const customer = number === undefined ? undefined : await this.customers.byPhone(number);
    if (customer !== undefined && customer.language !== this.call.language) {
      await this.call.setLanguage(customer.language);
    }
    await this.call.play('hello');
    if (customer === undefined) return go('main');
    await this.call.channel.setFunction('CALLERID', 'name', customer.firstName);
    await this.call.play(say.spelled(customer.firstName));
    this.manager = customer.manager === null ? undefined : this.office.find(customer.manager);
    return this.manager === undefined ? go('main') : go('callManager');
  }

  @Menu({
    choices: { '1': 'order', '2': () => SupportController, '3': 'extension', '4': () => AccountController },
    otherwise: 'goodbye',
  })
  main() {
    return menu('sales/options');
  }

  @Ask(knownOrder, { prompt: 'sales/enter-order', next: 'main', otherwise: 'main' })
  async order({ number, status }: Pick<Order, 'number' | 'status'>) {
    await this.call.play('sales/order', say.digits(number), `sales/is-${status}`);
  }

  @Ask(extension, { prompt: 'sales/enter-extension', to: ['main', hangUp], otherwise: 'main' })
  async extension(target: DialTarget) {
    return (await this.#ring(target)) ? hangUp : go('main');
  }

  @Step({ to: ['main', hangUp] })
  async callManager() {
    return this.manager !== undefined && (await this.#ring(this.manager)) ? hangUp : go('main');
  }

  @Step({ next: hangUp })
  async goodbye() {
    await this.call.play('vm-goodbye');
  }

  /** @returns whether the two talked; else the caller has heard why not */
  async #ring(target: DialTarget): Promise<boolean> {
    const { kind } = await this.call.dial(target, { ringTimeoutMs: 20_000 });
    if (kind !== 'answered') await this.call.play(kind === 'busy' ? 'sales/busy' : 'sales/not-there');
    return kind === 'answered';
  }
}
