import type { Logger } from '../../call/logger.js';
import { printable } from '../../errors/printable.js';

/** Asterisk reads no longer line, and what it sends is cut in the log. */
const LONGEST_LINE = 8_192;

/** Shows every line between Asterisk and the app at level `trace`, once the call has a logger. Masked commands read `[masked]`. */
export class WireLog {
  log: Logger | undefined;

  readonly note = (direction: 'sent' | 'received', text: string): void =>
    this.log?.trace({ wire: direction }, printable(text, LONGEST_LINE));
}
