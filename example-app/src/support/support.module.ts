import { AgiModule } from 'offhook';
import { DatabaseModule } from '../database/database.module.js';
import { OfficeModule } from '../office/office.module.js';
import { Messages } from './messages.service.js';
import { Recordings } from './recordings.service.js';
import { SupportController } from './support.controller.js';
import { Tickets } from './tickets.service.js';

@AgiModule({
  imports: [DatabaseModule, OfficeModule],
  controllers: [SupportController],
  providers: [Messages, Recordings, Tickets],
})
export class SupportModule {}
