import { randomUUID } from 'node:crypto';
import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Inject, Injectable, Logger, type OnAppStart, type OnAppStop } from 'offhook';
import { NOW } from '../config/clock.js';
import { CONFIG, type Config } from '../config/config.js';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Asterisk adds to a file that it is recording every two seconds. */
const QUIET_MS = 10_000;
/** Of a wav file in which nothing was said. */
const HEADER_BYTES = 44;
/** The rights of those who do not own a file. */
const OTHERS = 0o077;
/** What this service names its files: nothing else in the folder is touched. */
const OWN = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.wav$/;

/** Something that was said, in a file that nobody writes any more. */
export interface Recorded {
  readonly name: string;
  readonly at: Date;
}

/** The recordings of callers: names that nobody chose, files that only their owner reads, gone after a while. */
@Injectable()
export class Recordings implements OnAppStart, OnAppStop {
  #timer: NodeJS.Timeout | undefined;
  #isSeen = true;
  #unprotected = 0;

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

  /** Where Asterisk records. */
  get folder(): string {
    return this.config.recordingsFolder;
  }

  /**
   * Takes the right to read it from everybody but its owner (mode 0600).
   *
   * @returns whether nobody else can read it: not where it cannot be seen, as with an Asterisk on another machine and a wrong
   *   RECORDINGS_SEEN_AT, nor where it belongs to another user who lets others read it
   */
  async protect(name: string): Promise<boolean> {
    const file = this.#pathOf(name);
    try {
      if (((await lstat(file)).mode & OTHERS) !== 0) await chmod(file, 0o600);
      return true;
    } catch {
      return false;
    }
  }

  /** What callers have said, protected. What Asterisk still writes is left alone. */
  async complete(): Promise<readonly Recorded[]> {
    const before = this.now().getTime() - QUIET_MS;
    const quiet = (await this.#files()).filter(({ mtime }) => mtime.getTime() < before);
    let unprotected = 0;
    for (const { name, mode } of quiet) {
      if ((mode & OTHERS) !== 0 && !(await this.protect(name))) unprotected++;
    }
    if (unprotected > this.#unprotected) this.log.warn({ recordings: unprotected }, UNPROTECTED);
    this.#unprotected = unprotected;
    return quiet.filter(({ size }) => size > HEADER_BYTES).map(({ name, mtime }) => ({ name, at: mtime }));
  }

  /** Removes what is older than it may get. @returns how many files */
  async removeOld(): Promise<number> {
    const before = this.now().getTime() - this.config.recordingsKeptDays * DAY_MS;
    const old = (await this.#files()).filter(({ mtime }) => mtime.getTime() < before);
    for (const { name } of old) await rm(this.#pathOf(name), { force: true });
    return old.length;
  }

  /** What cannot be removed now is removed in an hour. */
  async #tidy(): Promise<void> {
    try {
      const removed = await this.removeOld();
      if (removed > 0) this.log.info({ removed }, 'old recordings were removed');
    } catch (error) {
      this.log.error({ err: error }, 'old recordings could not be removed');
    }
  }

  /** Every recording in the folder: none while it cannot be looked into, which is logged once. */
  async #files() {
    const files = [];
    try {
      for (const file of await readdir(this.config.recordingsSeenAt)) {
        if (!OWN.test(file)) continue;
        const name = basename(file, '.wav');
        const stats = await lstat(this.#pathOf(name)).catch(unlessGone);
        if (stats?.isFile() === true) files.push({ name, size: stats.size, mode: stats.mode, mtime: stats.mtime });
      }
      this.#isSeen = true;
    } catch (error) {
      if (this.#isSeen) this.log.error({ err: error }, UNSEEN);
      this.#isSeen = false;
    }
    return files;
  }

  #pathOf(name: string): string {
    return join(this.config.recordingsSeenAt, `${name}.wav`);
  }
}

const UNPROTECTED = 'others may read recordings: they belong to another user';
const UNSEEN =
  'the recordings cannot be seen: others may read them, old ones stay, and a message whose call broke off gets no ticket. Is RECORDINGS_SEEN_AT right, and may this user enter it?';

function unlessGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
