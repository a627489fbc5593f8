import {
  AgiController,
  Call,
  CallerNumber,
  EndedCall,
  Menu,
  OnCall,
  OnDtmf,
  OnHangup,
  Step,
  hangUp,
  leave,
  menu,
  say,
} from 'offhook';
import { SalesService } from './sales.service.js';

/** Greets a customer by name, tells the status of an order, or passes the caller on to an operator. */
@AgiController('/sales', { links: { '0': 'operator' } })
export class SalesController {
  constructor(
    private readonly call: Call,
    private readonly sales: SalesService,
  ) {}

  @OnCall({ then: 'main' })
  async greet(@CallerNumber() number: string | undefined) {
    await this.call.answer();
    await this.call.play('hello');
    const customer = number && (await this.sales.customerByPhone(number, { signal: this.call.signal }));
    if (!customer) return;
    await this.call.variables.set('CALLERID(name)', customer.firstName);
    await this.call.play(say.spelled(customer.firstName));
  }

  @Menu({
    attempts: 3,
    noInput: ['sales/are-you-there'],
    noMatch: ['pm-invalid-option'],
    choices: { '1': 'order' },
    otherwise: 'goodbye',
  })
  main() {
    return menu('sales/options');
  }

  @Menu({ attempts: 3, noInput: ['sales/are-you-there'], noMatch: ['pm-invalid-option'], otherwise: 'goodbye' })
  order() {
    return menu('sales/enter-order');
  }

  @OnDtmf('_XXXX', { menu: 'order', then: 'main' })
  async status(number: string) {
    const order = await this.sales.order(number, { signal: this.call.signal });
    if (order === undefined) await this.call.play('sales/no-such-order');
    else await this.call.play('sales/order', say.digits(order.number), `sales/is-${order.status}`);
  }

  @Step({ then: leave({ context: 'operators', extension: 's' }) })
  async operator() {
    await this.call.play('pls-hold-while-try');
  }

  @Step({ then: hangUp })
  async goodbye() {
    await this.call.play('vm-goodbye');
  }

  @OnHangup()
  ended(call: EndedCall) {
    call.log.info({ reason: call.reason, durationMs: call.durationMs }, 'the sales call is over');
  }
}
