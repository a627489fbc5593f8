import { customers, orders } from './schema.js';
import type { Database } from './database.js';

// Hashes of the PINs 4711 and 0815, as hashPin() makes them: to make them anew each time would take a tenth of a second.
const PIN_4711 = 'scrypt:TirxxNFm4FB46ze-CPu2ow:XEsRdNB2xVhJscCMIPW5H3fehF9AFI8cxgqKoVvwFwY';
const PIN_0815 = 'scrypt:A_5DoFvugQXdP-TFGJdnnA:Aq6NneXhEjnkymuu_KAb8gsJkfTU_4xJfu7jR2FxXYE';

/** Three customers to play with; nothing happens where there are customers already. */
export async function seed(database: Database): Promise<void> {
  await database.run(async (tables) => {
    const [known] = await tables.select({ id: customers.id }).from(customers).limit(1);
    if (known !== undefined) return;
    const [ann, bob, chloe] = await tables
      .insert(customers)
      .values([
        { number: '100100', firstName: 'Ann', phone: '5550100', language: 'en', pinHash: PIN_4711 },
        { number: '100200', firstName: 'Bob', phone: '5550101', language: 'en', pinHash: PIN_0815, manager: '201' },
        { number: '100300', firstName: 'Chloe', phone: '5550102', language: 'fr', pinHash: PIN_0815 },
      ])
      .returning({ id: customers.id });
    if (ann === undefined || bob === undefined || chloe === undefined) return;
    await tables.insert(orders).values([
      { number: '0012', customerId: ann.id, status: 'shipped', dueOn: new Date('2026-01-07') },
      { number: '1234', customerId: ann.id, status: 'open', dueOn: new Date('2026-01-12') },
      { number: '2345', customerId: bob.id, status: 'open', dueOn: new Date('2026-01-14') },
    ]);
  });
}
