import { Injectable } from 'offhook';

export interface Customer {
  readonly firstName: string;
}

export interface Order {
  /** Four digits; text, because `0012` is not 12. */
  readonly number: string;
  readonly status: 'open' | 'shipped';
}

/** What sales knows. In memory here; a real one would ask a CRM. */
@Injectable()
export class SalesService {
  readonly #customers = new Map<string, Customer>([
    ['5550100', { firstName: 'Ann' }],
    ['5550101', { firstName: 'Bob' }],
  ]);
  readonly #orders = new Map<string, Order>([
    ['0012', { number: '0012', status: 'shipped' }],
    ['1234', { number: '1234', status: 'open' }],
  ]);

  async customerByPhone(phone: string, _options: { readonly signal: AbortSignal }): Promise<Customer | undefined> {
    return this.#customers.get(phone);
  }

  async order(number: string, _options: { readonly signal: AbortSignal }): Promise<Order | undefined> {
    return this.#orders.get(number);
  }
}
