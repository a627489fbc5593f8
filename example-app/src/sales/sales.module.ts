import { AgiModule } from 'offhook';
import { DatabaseModule } from '../database/database.module.js';
import { OfficeModule } from '../office/office.module.js';
import { Customers } from './customers.service.js';
import { Orders } from './orders.service.js';
import { SalesController } from './sales.controller.js';

@AgiModule({
  imports: [DatabaseModule, OfficeModule],
  controllers: [SalesController],
  providers: [Customers, Orders],
})
export class SalesModule {}
