import * as applications from './applications/table.js';
import type { FileName } from './checked-file.js';
import { databaseClear } from './clear-database.js';
import * as table from './commands/index.js';
import type { AgiCommand } from './commands/define-command.js';
import { cut } from './cut.js';
import {
  type FunctionArguments,
  type FunctionName,
  type FunctionValue,
  getFunction,
  setFunction,
  type WritableFunctionArguments,
  type WritableFunctionName,
} from './functions/channel-functions.js';
import { type HoldResult, holdUntil } from './hold.js';
import type { AgiLink } from './link.js';
import { rawCommand } from './raw-command.js';
import type { Reply } from './reply.js';
import { setText } from './text-values.js';
import type { BeginOptions, SendOptions } from './turn.js';
import { Wire, type WireOptions } from './wire.js';

type Table = typeof table;
type Applications = typeof applications;
type Method<Row> = Row extends (...args: infer A) => AgiCommand<infer R> ? (...args: A) => Promise<R> : never;

/** One method for each row of the command table. */
export type CommandMethods = { readonly [Name in keyof Table]: Method<Table[Name]> };

/** One method for each application whose outcome is typed. */
export type ApplicationMethods = { readonly [Name in keyof Applications]: Method<Applications[Name]> };

/** What Asterisk still carries out after the hang-up: 13 commands and what is made of them, no sound and no keys. */
export type EndedChannel = {
  readonly [Name in keyof Table as Table[Name] extends { readonly afterHangup: true } ? Name : never]: Method<
    Table[Name]
  >;
} & Pick<AgiChannel, 'databaseClear' | 'getFunction' | 'getText' | 'setFunction' | 'setText'>;

/** @internal A command on its way that may be cut. */
export interface RunningCommand<R> {
  readonly done: Promise<R | undefined>;
  /** Ends it before its time, in step with Asterisk; nothing for one that nothing cuts. */
  cut(): Promise<void>;
}

// A class and an interface of one name: the methods come from the table, at the end of this file.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the table has a method for each
export interface AgiChannel extends CommandMethods, ApplicationMethods {}

/**
 * The channel of one call: every AGI command as a method. One command at a time; a second one waits its turn.
 *
 * @example
 * await channel.answer();
 * const played = await channel.streamFile('demo-thanks', '0123456789*#');
 */
// The table has a method for each.
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
   * @example
   * const pin = await channel.send(commands.getData('enter-pin', { maxDigits: 4 }), { masked: 'answer' });
   */
  send<R>(command: AgiCommand<R>, options?: SendOptions): Promise<R> {
    return rejecting(() => this.#wire.send(command, options));
  }

  /** @internal A command that may be cut; it then gives `undefined`. */
  begin<R>(command: AgiCommand<R>, options?: BeginOptions): RunningCommand<R> {
    const turn = this.#wire.begin(command, options);
    const canBeCut = command.row.interrupted !== undefined;
    return { done: turn.done, cut: async () => (canBeCut ? cut(this.#wire, turn) : undefined) };
  }

  /** @internal Nothing runs on the line and nothing waits for it. */
  get isIdle(): boolean {
    return this.#wire.isIdle;
  }

  /** @internal Commands sent so far that need the caller: sounds, keys, applications. */
  get liveCommands(): number {
    return this.#wire.liveCommands;
  }

  /** @internal Tells whenever the line falls idle; a second listener takes the place of the first. */
  onIdle(listener: (() => void) | undefined): void {
    this.#wire.onIdle = listener;
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
  async holdUntil<T>(work: Promise<T>): Promise<HoldResult<T>> {
    return holdUntil(this.#wire, [], work);
  }

  /**
   * Plays while the application works and stops when it is done: within a round trip, wherever the sound is.
   *
   * @param files - sounds, one after the other; a key ends them and is returned; behind the last one the line is silent
   * @param work - what the application waits for
   * @returns how the work ended, and the keys
   * @throws HangUpError when the caller leaves
   * @example
   * const { result, keys } = await channel.playUntil(['one-moment'], crm.find(number, { signal }));
   */
  async playUntil<T>(files: readonly FileName[], work: Promise<T>): Promise<HoldResult<T>> {
    return holdUntil(this.#wire, files, work);
  }

  /**
   * Sends a line as it stands; for commands that this package does not know.
   *
   * @param line - one line without its line feed, quoted by hand as Asterisk reads it; 127 words at most
   * @param options - a signal that gives the wait up, and masking
   * @returns the whole reply when its code is 200
   * @throws ArgumentError for a line feed, carriage return or NUL, more than 127 words, or more bytes than Asterisk reads; for
   * other codes what every command throws: InvalidCommandError (510), HangUpError (511), UsageError (520)
   * @remarks Nothing is encoded: never put into it what a caller or another system gave. An unknown command does not follow a
   * hang-up.
   * @example
   * const { result, rest } = await channel.sendRawCommand('GET VARIABLE "CALLERID(num)"');
   */
  sendRawCommand(line: string, options?: SendOptions): Promise<Reply> {
    return rejecting(() => this.#wire.sendRaw(rawCommand(line), line, options));
  }

  /**
   * Sets a channel variable to any text, line feeds included.
   *
   * @param name - a plain name, `NOTE`; `_NOTE` and `__NOTE` are inherited by channels this one creates
   * @param value - anything but NUL; nothing in it is evaluated
   * @throws ArgumentError when the name is no plain name; CommandError when Asterisk lacks func_uri or app_exec
   * @example
   * await channel.setText('NOTE', 'first line\nsecond "line"');
   */
  setText(name: string, value: string): Promise<void> {
    return rejecting(() => this.send(setText(name, value)));
  }

  /**
   * The same as `getVariable`, beside {@link AgiChannel.setText}: every value is read whole, whatever it holds.
   *
   * @param name - a plain name, `NOTE`, without `${}`
   * @returns the value; `''` when it is set and empty, undefined when it is not set
   * @throws ArgumentError when the name is no plain name
   * @example
   * const note = await channel.getText('NOTE');
   */
  getText(name: string): Promise<string | undefined> {
    return this.getVariable(name);
  }

  /**
   * Removes everything from AstDB, what Asterisk itself keeps there included: registered devices, queue members, call forwarding.
   * `databaseDelTree` removes a family.
   *
   * @returns whether something was removed; false also when the database failed, which Asterisk does not tell apart
   * @throws CommandError when Asterisk refuses it
   * @example
   * await channel.databaseClear();
   */
  databaseClear(): Promise<boolean> {
    return rejecting(() => this.send(databaseClear()));
  }

  /**
   * Reads a function: CALLERID, CDR, CHANNEL, CONNECTEDLINE, GLOBAL, HANGUPCAUSE, HANGUPCAUSE_KEYS, PJSIP_HEADER,
   * QUEUE_WAITING_COUNT, TIMEOUT.
   *
   * @param name - the function; others are read with `getFullVariable('${NAME(argument)}')`
   * @param args - what stands in its parentheses, each one checked
   * @returns its value; undefined when it failed or this Asterisk does not have it
   * @throws ArgumentError for an argument that would not stay in the parentheses
   * @example
   * const language = await channel.getFunction('CHANNEL', 'language');
   * const secondsLeft = await channel.getFunction('TIMEOUT', 'absolute');
   */
  getFunction<N extends FunctionName>(name: N, ...args: FunctionArguments<N>): Promise<FunctionValue<N> | undefined> {
    return rejecting(() => this.send(getFunction(name, ...args)));
  }

  /**
   * Writes to a function: CALLERID, CDR, CHANNEL, GLOBAL, PJSIP_HEADER, TIMEOUT.
   *
   * @param name - the function; others are written with `exec('Set', 'NAME(argument)=value')`
   * @param argsAndValue - what stands in its parentheses, and behind it the value
   * @throws ArgumentError for an argument that would not stay in the parentheses
   * @remarks Asterisk answers the same when the function refuses the value.
   * @example
   * await channel.setFunction('CALLERID', 'name', 'Order desk');
   * await channel.setFunction('TIMEOUT', 'absolute', 600);
   */
  setFunction<N extends WritableFunctionName>(
    name: N,
    ...argsAndValue: [...WritableFunctionArguments<N>, value: FunctionValue<N>]
  ): Promise<void> {
    return rejecting(() => this.send(setFunction(name, ...argsAndValue)));
  }
}

type AnyRow = (...args: unknown[]) => AgiCommand;

for (const [name, row] of Object.entries({ ...table, ...applications }) as [string, AnyRow][]) {
  Object.defineProperty(AgiChannel.prototype, name, {
    value: function (this: AgiChannel, ...args: unknown[]) {
      return rejecting(() => this.send(row(...args)));
    },
    configurable: true,
    writable: true,
  });
}

/** An argument that is refused rejects like everything else; an async function around a promise would cost three turns of the queue. */
function rejecting<R>(send: () => Promise<R>): Promise<R> {
  try {
    return send();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Opens a channel on a link whose environment has been read. */
export function openChannel(
  link: AgiLink,
  options: WireOptions,
): { readonly channel: AgiChannel; readonly wire: Wire } {
  const wire = new Wire(link, options);
  return { channel: new AgiChannel(wire), wire };
}
