import type { EndedChannel } from '../core/channel.js';

/** The channel's variables. A value that holds line feeds needs `channel.getText` and `channel.setText`. */
export class Variables {
  readonly #channel: Pick<EndedChannel, 'getVariable' | 'setVariable'>;

  /** @internal */
  constructor(channel: Pick<EndedChannel, 'getVariable' | 'setVariable'>) {
    this.#channel = channel;
  }

  /**
   * Reads a channel variable or a function: `EXTEN`, `CALLERID(num)`.
   *
   * @returns the value, perhaps empty; `undefined` when it is not set
   * @throws HangUpError when the connection is gone; still allowed after a hang-up
   */
  get(name: string): Promise<string | undefined> {
    return this.#channel.getVariable(name);
  }

  /**
   * Sets a channel variable or a function. `_NAME` is inherited by the channels this one dials, `__NAME` by theirs too.
   *
   * @throws ArgumentError for a line feed in the value; HangUpError when the connection is gone
   */
  set(name: string, value: string): Promise<void> {
    return this.#channel.setVariable(name, value);
  }
}
