import * as table from './commands/index.js';
import type { AgiCommand, CommandRow } from './commands/define-command.js';
import { type Held, holdUntil } from './hold.js';
import type { AgiLink } from './link.js';
import type { SendOptions } from './turn.js';
import { Wire, type WireOptions } from './wire.js';

type Table = typeof table;
type Method<Row> = Row extends CommandRow<infer A, infer R> ? (...args: A) => Promise<R> : never;

/** One method for each row of the command table. */
export type CommandMethods = { readonly [Name in keyof Table]: Method<Table[Name]> };

/** What Asterisk still carries out after the hang-up: 13 commands, no sound and no keys. */
export type EndedChannel = {
  readonly [Name in keyof Table as Table[Name] extends { readonly afterHangup: true } ? Name : never]: Method<
    Table[Name]
  >;
};

// A class and an interface of one name: the methods come from the table, at the end of this file.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging
export interface AgiChannel extends CommandMethods {}

/**
 * The channel of one call: every AGI command as a method. One command at a time; a second one waits its turn.
 *
 * @example
 * await channel.answer();
 * const played = await channel.streamFile('demo-thanks', '0123456789*#');
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging
export class AgiChannel {
  readonly #wire: Wire;

  /** @internal */
  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /**
   * Sends a command made with a row of the table; the way to give options to one command.
   *
   * @param command - for example `getData('enter-pin', { maxDigits: 4 })`
   * @param options - a signal that gives the wait up, and masking
   * @returns what the row's method returns
   * @throws what the row's method throws; the signal's reason when it was aborted
   */
  async send<R>(command: AgiCommand<R>, options?: SendOptions): Promise<R> {
    return this.#wire.send(command, options);
  }

  /**
   * Keeps the keys that the caller presses while the application works; without it they would be lost after 80 ms.
   *
   * @param work - what the application waits for; it is not stopped by a hang-up unless it heeds the call's signal
   * @returns how the work ended, and the keys
   * @throws HangUpError when the caller leaves
   * @example
   * const { result, keys } = await channel.holdUntil(crm.find(number, { signal }));
   */
  async holdUntil<T>(work: Promise<T>): Promise<Held<T>> {
    return holdUntil(this.#wire, [], work);
  }

  /**
   * Plays while the application works and stops when it is done: within a round trip, wherever the sound is.
   *
   * @param files - sounds, one after the other; a key ends them and is returned; behind the last one the line is silent
   * @param work - what the application waits for
   * @returns how the work ended, and the keys
   * @throws HangUpError when the caller leaves
   */
  async playUntil<T>(files: readonly string[], work: Promise<T>): Promise<Held<T>> {
    return holdUntil(this.#wire, files, work);
  }
}

for (const [name, row] of Object.entries(table) as [string, CommandRow<unknown[]>][]) {
  Object.defineProperty(AgiChannel.prototype, name, {
    // Async, so that an argument that is refused rejects like everything else.
    value: async function (this: AgiChannel, ...args: unknown[]) {
      return this.send(row(...args));
    },
    configurable: true,
    writable: true,
  });
}

/** Opens a channel on a link whose environment has been read. */
export function openChannel(
  link: AgiLink,
  options: WireOptions,
): { readonly channel: AgiChannel; readonly wire: Wire } {
  const wire = new Wire(link, options);
  return { channel: new AgiChannel(wire), wire };
}
