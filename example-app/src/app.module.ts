import { AgiModule, type AppOptions } from 'offhook';
import { AccountModule } from './account/account.module.js';
import { DatabaseDownFilter } from './database/database-down.filter.js';
import { SalesModule } from './sales/sales.module.js';
import { SupportModule } from './support/support.module.js';

/** The whole company line. */
@AgiModule({ imports: [SalesModule, SupportModule, AccountModule] })
export class AppModule {}

/** How the app speaks where a menu says nothing else. */
export const manners: AppOptions = {
  apology: 'company/try-later',
  filters: [DatabaseDownFilter],
  defaults: { attempts: 3, noInput: ['sales/are-you-there'], noMatch: ['pm-invalid-option'] },
};
