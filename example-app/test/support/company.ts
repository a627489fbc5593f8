import { provide } from 'offhook';
import { type AppPhone, CORE_SOUNDS, createTestPhone, joinSounds, soundFolder } from 'offhook/testing';
import { companyLine, manners } from '../../src/app.js';
import { NOW } from '../../src/config/clock.js';
import { readConfig } from '../../src/config/config.js';
import { Database } from '../../src/database/database.js';
import { freshDatabase } from './database.js';

const sounds = joinSounds(soundFolder(new URL('../../sounds', import.meta.url).pathname), CORE_SOUNDS);

/** The whole app on a virtual phone, with a database that holds the seed data. */
export async function openLine(): Promise<AppPhone> {
  const database = await freshDatabase();
  const line: AppPhone = await createTestPhone(companyLine(readConfig({})), {
    ...manners,
    sounds,
    providers: [provide(Database).withValue(database), provide(NOW).withValue(() => new Date(line.clock.nowMs()))],
  });
  return line;
}
