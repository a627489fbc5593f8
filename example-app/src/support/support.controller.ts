import {
  AgiController,
  Ask,
  Call,
  hangUp,
  Menu,
  menu,
  OnCall,
  type OnCallEnd,
  type Recording,
  read,
  say,
  Step,
} from 'offhook';
import { OperatorController } from '../office/operator.controller.js';
import { Messages } from './messages.service.js';
import { Recordings } from './recordings.service.js';
import { Tickets, type TicketStatus } from './tickets.service.js';

const knownTicket = read
  .digits({ length: 6 })
  .map((number, { get }) => get(Tickets).status(number), 'support/no-such-ticket');

const RECORDING = {
  prompt: 'support/describe',
  maxDurationMs: 120_000,
  silenceMs: 4_000,
  review: { prompt: 'support/review', accept: '1', playBack: '2', again: '3' },
} as const;

/** Takes what callers complain about, and tells how far it is. */
@AgiController('/support', { links: { '0': () => OperatorController } })
export class SupportController implements OnCallEnd {
  /** The name of what was said and belongs to no ticket yet. */
  private message: string | undefined;

  constructor(
    private readonly call: Call,
    private readonly messages: Messages,
    private readonly recordings: Recordings,
  ) {}

  @OnCall({ next: 'main' })
  async answer() {
    await this.call.answer();
  }

  @Menu({ choices: { '1': 'describe', '2': 'ticket' }, otherwise: 'goodbye' })
  main() {
    return menu('support/options');
  }

  @Step({ next: 'send' })
  async describe() {
    const name = this.recordings.newName();
    const onRecorded = (recording: Recording) => this.#note(name, recording);
    const { kind } = await this.call.record({ name, folder: this.recordings.folder, ...RECORDING, onRecorded });
    if (kind === 'failed') this.call.log.error('Asterisk cannot write to RECORDINGS_FOLDER');
  }

  @Step({ next: 'main' })
  async send() {
    if (this.message === undefined) {
      await this.call.play('support/not-recorded');
      return;
    }
    const number = await this.messages.openTicket(this.message);
    // Not before: a database that was away is asked again.
    this.message = undefined;
    await this.call.play('support/your-ticket', say.digits(number));
  }

  @Ask(knownTicket, { prompt: 'support/enter-ticket', next: 'main', otherwise: 'main' })
  async ticket(status: TicketStatus) {
    await this.call.play(`support/is-${status}`);
  }

  @Step({ next: hangUp })
  async goodbye() {
    await this.call.play('vm-goodbye');
  }

  /** Whoever spoke and did not come to send it, by a hang-up or because something failed, has said what they had to say. */
  async onCallEnd() {
    if (this.message !== undefined) await this.messages.keep(this.message);
  }

  async #note(name: string, { durationMs }: Recording): Promise<void> {
    // An empty recording lies in the file of the one it replaces: nothing is left of that.
    this.message = durationMs === 0 ? undefined : name;
    if (durationMs > 0 && !(await this.recordings.protect(name)))
      this.call.log.warn('others may read the recording, or it is not at RECORDINGS_SEEN_AT');
  }
}
