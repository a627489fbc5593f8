import { randomUUID } from 'node:crypto';
import { chmod, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnAppStart, type OnAppStop } from 'offhook';
import { NOW } from '../config/clock.js';
import { CONFIG, type Config } from '../config/config.js';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** The rights of whoever does not own a file. */
const OTHERS = 0o077;
/** What this service names its files: nothing else in the folder is touched. */
const OWN = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.wav$/;

/** The recordings of callers: names that nobody chose, files that only their owner reads, gone after a while. */
@Injectable()
export class Recordings implements OnAppStart, OnAppStop {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(NOW) private readonly now: () => Date,
    private readonly log: Logger,
  ) {}

  async onAppStart(): Promise<void> {
    await this.#tidy();
    this.#timer = setInterval(() => void this.#tidy(), HOUR_MS).unref();
  }

  onAppStop(): void {
    clearInterval(this.#timer);
  }

  /** A name for a new recording. */
  newName(): string {
    return randomUUID();
  }

  /** Where Asterisk records it, without extension. */
  pathOf(name: string): string {
    return join(this.config.recordingsFolder, name);
  }

  /**
   * Takes the right to read it from everybody but its owner (mode 0600).
   *
   * @returns whether nobody else can read it: not where it is not there, as with an Asterisk on another machine and a wrong
   *   RECORDINGS_SEEN_AT, nor where it belongs to another user who lets others read it
   */
  async protect(name: string): Promise<boolean> {
    const file = this.#fileOf(name);
    try {
      if (((await stat(file)).mode & OTHERS) !== 0) await chmod(file, 0o600);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EPERM'))
        return false;
      throw error;
    }
  }

  /** Forgets a recording that nobody wants. */
  async discard(name: string): Promise<void> {
    await rm(this.#fileOf(name), { force: true });
  }

  /** Removes what is older than it may get. @returns how many files */
  async removeOld(): Promise<number> {
    const folder = this.config.recordingsSeenAt;
    const before = this.now().getTime() - this.config.recordingsKeptDays * DAY_MS;
    let removed = 0;
    for (const file of await readdir(folder)) {
      if (!OWN.test(file) || (await stat(join(folder, file))).mtimeMs >= before) continue;
      await rm(join(folder, file));
      removed++;
    }
    return removed;
  }

  /** What cannot be removed now is removed in an hour. */
  async #tidy(): Promise<void> {
    try {
      const removed = await this.removeOld();
      if (removed > 0) this.log.info({ removed }, 'old recordings were removed');
    } catch (error) {
      this.log.error({ err: error }, 'old recordings could not be removed: is RECORDINGS_SEEN_AT right?');
    }
  }

  #fileOf(name: string): string {
    return join(this.config.recordingsSeenAt, `${name}.wav`);
  }
}
