import type { EndedChannel } from '../core/channel.js';

/**
 * The channel's variables. A value that holds line feeds needs `channel.getText` and `channel.setText`.
 *
 * @example
 * await call.variables.set('RESULT', (await call.variables.get('CAMPAIGN')) ?? 'none');
 */
export class Variables {
  readonly #channel: Pick<EndedChannel, 'getVariable' | 'setVariable'>;

  /** @internal */
  constructor(channel: Pick<EndedChannel, 'getVariable' | 'setVariable'>) {
    this.#channel = channel;
  }

  /**
   * Reads a channel variable: `EXTEN`, `CAMPAIGN`. Functions such as `CALLERID(num)` have `channel.getFunction`.
   *
   * @returns the value, perhaps empty; `undefined` when it is not set
   * @throws ArgumentError for a function, and for what is no name; HangUpError when the connection is gone; still allowed after a hang-up
   * @example
   * const campaign = await call.variables.get('CAMPAIGN');
   */
  get(name: string): Promise<string | undefined> {
    return this.#channel.getVariable(name);
  }

  /**
   * Sets a channel variable; functions such as `CALLERID(name)` have `channel.setFunction`. `_NAME` is inherited by the channels this one dials, `__NAME` by theirs too.
   *
   * @throws ArgumentError for a function, for what is no name, and for a line feed in the value; HangUpError when the connection is gone
   * @example
   * await call.variables.set('ORDER', '0012');
   */
  set(name: string, value: string): Promise<void> {
    return this.#channel.setVariable(name, value);
  }
}
