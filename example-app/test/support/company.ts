import { randomUUID } from 'node:crypto';
import { provide } from 'offhook';
import { type AppPhone, CORE_SOUNDS, createTestPhone, joinSounds, soundFolder } from 'offhook/testing';
import { vi } from 'vitest';
import { AppModule, manners } from '../../src/app.module.js';
import { NOW } from '../../src/config/clock.js';
import { Database } from '../../src/database/database.js';
import { Recordings } from '../../src/support/recordings.service.js';
import { freshDatabase } from './database.js';
import { Log } from './log.js';

const sounds = joinSounds(soundFolder(new URL('../../sounds', import.meta.url).pathname), CORE_SOUNDS);

/** The virtual Asterisk records into memory. */
const fakeRecordings = () => ({
  newName: () => randomUUID(),
  pathOf: (name: string) => `/recordings/${name}`,
  protect: vi.fn(async (_name: string) => true),
  discard: vi.fn(async (_name: string) => undefined),
  removeOld: async () => 0,
  onAppStart: async () => undefined,
  onAppStop: () => undefined,
});

/** The whole app on a virtual phone, with a database that holds the seed data. */
export async function openLine() {
  const database = await freshDatabase();
  const logger = new Log();
  const recordings = fakeRecordings();
  const phone: AppPhone = await createTestPhone(AppModule, {
    ...manners,
    sounds,
    logger,
    providers: [
      provide(Database).withValue(database),
      provide(Recordings).withValue(recordings),
      provide(NOW).withValue(() => new Date(phone.clock.nowMs())),
    ],
  });
  return Object.assign(phone, { database, recordings, log: logger.lines });
}
