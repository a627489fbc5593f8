import { type Call, Catch, type ExceptionFilter, Injectable, leave, repeat } from 'offhook';
import { DatabaseDown } from './database.js';

/** How often one call is asked to try again. */
const APOLOGIES = 2;

/** Apologizes and asks the same once more; a database that stays away leaves the caller to the operator. */
@Catch(DatabaseDown, { to: [repeat, leave] })
@Injectable({ scope: 'call' })
export class DatabaseDownFilter implements ExceptionFilter<DatabaseDown> {
  private apologies = 0;

  async catch(_error: DatabaseDown, call: Call) {
    await call.play('company/try-later');
    return ++this.apologies > APOLOGIES ? leave({ context: 'operators', extension: 's' }) : repeat;
  }
}
