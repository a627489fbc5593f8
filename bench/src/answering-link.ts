import type { AgiLink, LinkReceiver } from '../../src/core/link.js';
import { answerTo, COMMANDS, ENVIRONMENT } from './one-call.js';

/** A call without a socket: Asterisk is here, and what it says comes round the event loop as it would from there. */
export class AnsweringLink implements AgiLink {
  readonly peer = 'memory';
  #receiver: LinkReceiver | undefined;
  #commands = 0;

  /** @param onClosed - told when the call that was agreed on is over */
  constructor(private readonly onClosed: () => void) {}

  open(receiver: LinkReceiver): void {
    this.#receiver = receiver;
    this.#say(ENVIRONMENT);
  }

  send(line: string): void {
    this.#commands++;
    this.#say(answerTo(line));
  }

  end(): void {
    setImmediate(() => {
      if (this.#commands !== COMMANDS.length) throw new Error(`${this.#commands} commands, not ${COMMANDS.length}.`);
      this.#receiver?.closed();
      this.onClosed();
    });
  }

  destroy(): void {
    throw new Error('The server drops the call.');
  }

  #say(text: string): void {
    setImmediate(() => this.#receiver?.received(Buffer.from(text, 'latin1')));
  }
}
