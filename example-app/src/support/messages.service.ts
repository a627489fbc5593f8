import { Inject, Injectable, Logger, type OnAppStart, type OnAppStop } from 'offhook';
import { NOW } from '../config/clock.js';
import { Recordings } from './recordings.service.js';
import { Tickets } from './tickets.service.js';

const RETRY_MS = 10_000;

/**
 * Sees to it that every message gets a ticket: at once, or when the database is back, or after the next start. The files in the
 * folder of recordings are the list of what there is to do; several apps may work it off, and a message still has one ticket.
 */
@Injectable()
export class Messages implements OnAppStart, OnAppStop {
  /** Names of messages without a ticket, and when they were left. */
  readonly #waiting = new Map<string, Date>();
  /** Names of files that need nothing more. */
  #settled = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #trouble = '';

  constructor(
    private readonly tickets: Tickets,
    private readonly recordings: Recordings,
    @Inject(NOW) private readonly now: () => Date,
    private readonly log: Logger,
  ) {}

  async onAppStart(): Promise<void> {
    await this.catchUp();
    this.#timer = setInterval(() => void this.catchUp(), RETRY_MS).unref();
  }

  async onAppStop(): Promise<void> {
    clearInterval(this.#timer);
    await this.catchUp();
    const names = [...this.#waiting.keys()];
    if (names.length > 0) this.log.error({ recordings: names }, 'messages have no ticket yet');
  }

  /**
   * Opens the ticket of a message. Where that fails it is opened later.
   *
   * @returns its number
   * @throws what the database throws
   */
  async openTicket(name: string): Promise<string> {
    this.#waiting.set(name, this.#waiting.get(name) ?? this.now());
    const number = await this.tickets.open(name, this.#waiting.get(name));
    this.#waiting.delete(name);
    return number;
  }

  /** Opens the ticket of a message whose caller waits for nothing, now or later. */
  async keep(name: string): Promise<void> {
    // Not tried again where it has failed in this call: whoever is still on the line would wait for it.
    if (this.#waiting.has(name)) return;
    await this.openTicket(name).catch((error: unknown) => this.#tell(error));
  }

  /** Opens the tickets that are missing. Never rejects: what could not be done is done the next time. */
  catchUp(): Promise<void> {
    this.#running ??= this.#catchUp()
      .then(
        () => (this.#trouble = ''),
        (error: unknown) => this.#tell(error),
      )
      .then(() => (this.#running = undefined));
    return this.#running;
  }

  async #catchUp(): Promise<void> {
    const found = await this.recordings.complete();
    const left = found.filter(({ name }) => !this.#settled.has(name)).map(({ name, at }) => [name, at] as const);
    const todo = new Map([...left, ...this.#waiting]);
    const missing = await this.tickets.missing([...todo.keys()]);
    for (const name of missing) await this.tickets.open(name, todo.get(name));
    for (const name of todo.keys()) this.#waiting.delete(name);
    this.#settled = new Set(found.map(({ name }) => name));
    if (missing.length > 0) this.log.info({ recordings: missing }, 'messages that had no ticket have one now');
  }

  /** One trouble is one line, however long it lasts. */
  #tell(error: unknown): void {
    const trouble = String(error);
    if (trouble !== this.#trouble) this.log.error({ err: error }, 'messages wait for their tickets');
    this.#trouble = trouble;
  }
}
