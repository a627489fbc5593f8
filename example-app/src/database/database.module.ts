import { AgiModule, provide } from 'offhook';
import { CONFIG } from '../config/config.js';
import { ConfigModule } from '../config/config.module.js';
import { DatabaseDownFilter } from './database-down.filter.js';
import { Database } from './database.js';
import { openDatabase } from './open-database.js';

/** The database, open before the first call and closed after the last. */
@AgiModule({
  imports: [ConfigModule],
  providers: [provide(Database).withFactory((get) => openDatabase(get(CONFIG).databaseUrl)), DatabaseDownFilter],
})
export class DatabaseModule {}
