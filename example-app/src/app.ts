import { type AppOptions, createAgiApp, provide } from 'offhook';
import { AccountController } from './account/account.controller.js';
import { Accounts } from './account/accounts.service.js';
import { NOW } from './config/clock.js';
import { CONFIG, type Config } from './config/config.js';
import { Customers } from './customers/customers.service.js';
import { Database } from './database/database.js';
import { openDatabase } from './database/open-database.js';
import { Office } from './office/office.service.js';
import { OperatorController } from './office/operator.controller.js';
import { Orders } from './sales/orders.service.js';
import { SalesController } from './sales/sales.controller.js';

/** What the app is made of; tests give it to a virtual phone. */
export const companyLine = (config: Config) => ({
  controllers: [SalesController, AccountController, OperatorController],
  providers: [
    provide(CONFIG).withValue(config),
    provide(NOW).withValue(() => new Date()),
    provide(Database).withFactory(async () => openDatabase(config.databaseUrl)),
    Customers,
    Orders,
    Accounts,
    Office,
  ],
});

/** How the app speaks where a menu says nothing else. */
export const manners: AppOptions = {
  sorry: 'company/try-later',
  defaults: { attempts: 3, noInput: ['sales/are-you-there'], noMatch: ['pm-invalid-option'] },
};

/** Builds the app without listening. */
export const createApp = (config: Config) => createAgiApp(companyLine(config), manners);
