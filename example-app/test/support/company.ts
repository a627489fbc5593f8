import { randomUUID } from 'node:crypto';
import { type JournalEntry, provide } from 'offhook';
import {
  type AppPhone,
  type AppPhoneOptions,
  CORE_SOUNDS,
  createTestPhone,
  joinSounds,
  soundFolder,
} from 'offhook/testing';
import { vi } from 'vitest';
import { app } from '../../src/app.js';
import { NOW } from '../../src/config/clock.js';
import { Database } from '../../src/database/database.js';
import { type Recorded, Recordings } from '../../src/support/recordings.service.js';
import { freshDatabase } from './database.js';
import { Log } from './log.js';

const sounds = joinSounds(soundFolder(new URL('../../sounds', import.meta.url).pathname), CORE_SOUNDS);

/** The virtual Asterisk records into memory. */
const fakeRecordings = () => ({
  newName: () => randomUUID(),
  folder: '/recordings',
  protect: vi.fn(async (_name: string) => true),
  complete: vi.fn(async (): Promise<readonly Recorded[]> => []),
  removeOld: async () => 0,
  onAppStart: async () => undefined,
  onAppStop: () => undefined,
});

/**
 * The whole app on a virtual phone.
 *
 * @param broken - what the database does; default: it holds the seed data
 */
export async function openLine(broken?: Pick<Database, 'run'>, options: Pick<AppPhoneOptions, 'unwritable'> = {}) {
  const database = await freshDatabase();
  const logger = new Log();
  const recordings = fakeRecordings();
  const journal: JournalEntry[] = [];
  const phone: AppPhone = await createTestPhone(app, {
    ...options,
    sounds,
    logger,
    listeners: [() => (entry) => void journal.push(entry)],
    providers: [
      provide(Database).withValue(
        // A database but for what is broken.
        broken === undefined ? database : Object.assign(Object.create(database) as Database, broken),
      ),
      provide(Recordings).withValue(recordings),
      provide(NOW).withValue(() => new Date(phone.clock.nowMs())),
    ],
  });
  // What is said at boot is about no call.
  logger.lines.length = 0;
  return Object.assign(phone, { database, recordings, journal, log: logger.lines });
}
