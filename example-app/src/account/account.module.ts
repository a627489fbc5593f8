import { AgiModule } from 'offhook';
import { DatabaseModule } from '../database/database.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SalesModule } from '../sales/sales.module.js';
import { AccountController } from './account.controller.js';
import { Accounts } from './accounts.service.js';

@AgiModule({
  imports: [DatabaseModule, OfficeModule, () => SalesModule],
  controllers: [AccountController],
  providers: [Accounts],
})
export class AccountModule {}
