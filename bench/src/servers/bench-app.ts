import { pino } from 'pino';
import {
  type AgiServer,
  AgiController,
  Call,
  CallerNumber,
  createAgiApp,
  hangUp,
  Injectable,
  Menu,
  menu,
  OnCall,
  OnDtmf,
  say,
} from '../../../src/index.js';
import { PATH } from '../one-call.js';

@Injectable()
class Customers {
  readonly #names = new Map([['5550100', 'Ann']]);

  async firstNameOf(phone: string, signal: AbortSignal): Promise<string | undefined> {
    signal.throwIfAborted();
    return this.#names.get(phone);
  }
}

@Injectable()
class Orders {
  readonly #orders = new Map([['Ann', { number: '0012', dueInDays: 3 }]]);

  async openOf(customer: string, signal: AbortSignal) {
    signal.throwIfAborted();
    return this.#orders.get(customer);
  }
}

/** Three rounds of a menu, as `one-call.ts` says; its fields are those of one call. */
@AgiController(PATH)
class BenchController {
  private customer = '';
  private rounds = 0;

  constructor(
    private readonly call: Call,
    private readonly customers: Customers,
    private readonly orders: Orders,
  ) {}

  @OnCall({ next: 'main' })
  async greet(@CallerNumber() number: string | undefined) {
    await this.call.answer();
    this.customer = (await this.customers.firstNameOf(number ?? '', this.call.signal)) ?? '';
    await this.call.variables.set('CUSTOMER', this.customer);
    await this.call.play('hello', say.spelled(this.customer));
  }

  @Menu({ attempts: 3, otherwise: hangUp })
  main() {
    return menu('bench/options');
  }

  @OnDtmf('1', { menu: 'main', to: [hangUp] })
  async order() {
    const order = await this.orders.openOf(this.customer, this.call.signal);
    if (order === undefined) return hangUp;
    await this.call.play('bench/order', say.digits(order.number), 'bench/is-due-in', say.number(order.dueInDays));
    return ++this.rounds === 3 ? hangUp : undefined;
  }
}

/** The app that is measured. As in production lines are made and written, to nowhere. */
export function createBenchApp(level: string): Promise<AgiServer> {
  const logger = pino({ name: 'offhook', level }, pino.destination('/dev/null'));
  return createAgiApp({ controllers: [BenchController], providers: [Customers, Orders], logger }).start();
}
