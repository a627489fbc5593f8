import { AgiController, Ask, Call, hangUp, Menu, menu, OnCall, OnDtmf, OnHangup, read, say, Step } from 'offhook';
import { OperatorController } from '../office/operator.controller.js';
import { Recordings } from './recordings.service.js';
import { Tickets, type TicketStatus } from './tickets.service.js';

const knownTicket = read
  .digits({ length: 6 })
  .map((number, { get }) => get(Tickets).status(number), 'support/no-such-ticket');

const RECORDING = { escapeDigits: '#', maxDurationMs: 120_000, silenceSeconds: 4 } as const;

/** Takes what callers complain about, and tells how far it is. */
@AgiController('/support', { links: { '0': () => OperatorController } })
export class SupportController {
  /** What was said and belongs to no ticket yet. */
  private message: string | undefined;

  constructor(
    private readonly call: Call,
    private readonly tickets: Tickets,
    private readonly recordings: Recordings,
  ) {}

  @OnCall({ then: 'main' })
  async answer() {
    await this.call.answer();
  }

  @Menu({ choices: { '1': 'describe', '2': 'ticket' }, otherwise: 'goodbye' })
  main() {
    return menu('support/options');
  }

  @Step({ then: 'review' })
  async describe() {
    if (this.message !== undefined) await this.recordings.discard(this.message);
    this.message = undefined;
    const name = this.recordings.newName();
    await this.call.play('support/describe');
    const { kind } = await this.call.channel.recordFile(this.recordings.pathOf(name), RECORDING);
    if (kind === 'keyInBeep') return;
    this.message = name;
    if (!(await this.recordings.protect(name)))
      this.call.log.warn('others may read the recording, or it is not at RECORDINGS_SEEN_AT');
  }

  @Menu({ choices: { '1': 'send', '3': 'describe' }, otherwise: 'send' })
  review() {
    return menu('support/review');
  }

  @OnDtmf('2', { menu: 'review' })
  async hear() {
    if (this.message !== undefined) await this.call.play(this.recordings.pathOf(this.message));
  }

  @Step({ then: 'main' })
  async send() {
    const number = await this.#openTicket();
    if (number === undefined) await this.call.play('support/not-recorded');
    else await this.call.play('support/your-ticket', say.digits(number));
  }

  @Ask(knownTicket, { prompt: 'support/enter-ticket', then: 'main', otherwise: 'main' })
  async ticket(status: TicketStatus) {
    await this.call.play(`support/is-${status}`);
  }

  @Step({ then: hangUp })
  async goodbye() {
    await this.call.play('vm-goodbye');
  }

  /** Who hangs up after his message has said what he had to say. */
  @OnHangup()
  async keepMessage() {
    await this.#openTicket();
  }

  async #openTicket(): Promise<string | undefined> {
    if (this.message === undefined) return undefined;
    const number = await this.tickets.open(this.message);
    // Not before: a database that was away is asked again.
    this.message = undefined;
    return number;
  }
}
