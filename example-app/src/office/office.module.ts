import { AgiModule } from 'offhook';
import { ConfigModule } from '../config/config.module.js';
import { Office } from './office.service.js';
import { OperatorController } from './operator.controller.js';

@AgiModule({ imports: [ConfigModule], controllers: [OperatorController], providers: [Office] })
export class OfficeModule {}
