import { randomUUID } from 'node:crypto';

import { printable } from '../../errors/printable.js';
import { numberOf } from '../codecs.js';
import { ChannelState, channelStatus } from '../commands/call.js';
import { type AgiCommand, type CommandAnswer, defineCommand } from '../commands/define-command.js';
import { exec } from '../commands/dialplan.js';
import { getFullVariable } from '../commands/variables.js';
import { encodeLine, LINE_LIMIT_16 } from '../line.js';
import { notePlace, staysInPlace } from '../place.js';

/** The variables an application leaves, by name; `''` for one it did not set. */
export type OutcomeVariables<N extends string> = Readonly<Record<N, string>>;

/** What is known of a run of an application besides its variables. */
export interface RunFacts {
  /** What EXEC answered. */
  readonly result: number;
  /** How long it took, milliseconds. */
  readonly tookMs: number;
  /** Whether the call was answered before; known where `asksState` is set. */
  readonly wasAnswered: boolean;
  /** Asks for more, in the same turn. */
  readonly ask: CommandAnswer['ask'];
}

/** How an application's outcome is read. */
export interface ApplicationOutcome<N extends string, R> {
  /** Variables that the application sets; emptied first, so that an older call's value is no outcome. */
  readonly variables: readonly N[];
  /** Variables of the channel itself, which are read besides and cannot be emptied. */
  readonly alsoRead?: readonly N[];
  /** Variables to set first, besides. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Must succeed before it is run. */
  readonly requires?: AgiCommand<void>;
  /** Asks first whether the call is answered; default false. */
  readonly asksState?: boolean;
  /** What the variables mean while the caller is there; undefined when they tell nothing, which is a failure. */
  readonly read: (left: OutcomeVariables<N>, ran: RunFacts) => R | undefined | Promise<R | undefined>;
  /** The same when the caller has gone: what is worth knowing all the same. Default: a HangUpError. */
  readonly readAfterHangup?: (left: OutcomeVariables<N>) => R | undefined;
}

/** @internal What EXEC answers when there is no such application. */
export const NO_APPLICATION = -2;

/**
 * Makes the command that runs an application and tells how it ended: empties the variables, runs it, and reads them, all in
 * one turn of the wire, so that nothing else of the app comes between.
 *
 * @param application - its name in Asterisk
 * @param parts - its arguments, each one as it is meant
 * @throws ArgumentError when the text would pass 2046 bytes, what every supported Asterisk reads
 * @internal
 */
export function runApplication<const N extends string, R>(
  application: string,
  parts: readonly string[],
  outcome: ApplicationOutcome<N, R>,
): AgiCommand<R> {
  const { args } = exec(application, ...parts);
  // Checked before the variables are emptied, against the smallest limit: nothing is sent when this line would be refused.
  encodeLine('EXEC', args, LINE_LIMIT_16);
  const run = (wasAnswered: boolean) =>
    defineCommand('EXEC', { encode: () => args, decode: (answer) => outcomeOf(answer, outcome, wasAnswered) })();
  const emptied = outcome.variables.map((name) => `${name}=`);
  const settings = Object.entries(outcome.settings ?? {}).map(([name, value]) => `${name}=${value}`);
  const prepare = defineCommand('EXEC', {
    encode: () => exec('MSet', ...emptied, ...settings).args,
    async decode(answer) {
      if (outcome.requires !== undefined) await answer.ask(outcome.requires);
      const state = outcome.asksState === true ? await answer.ask(channelStatus()) : undefined;
      return answer.ask(run(state === ChannelState.up));
    },
    answersAtOnce: true,
  });
  return prepare();
}

async function outcomeOf<N extends string, R>(
  answer: CommandAnswer,
  outcome: ApplicationOutcome<N, R>,
  wasAnswered: boolean,
): Promise<R> {
  const result = numberOf(answer);
  if (result === NO_APPLICATION) {
    throw answer.failed('this Asterisk has no such application; its module may not be loaded');
  }
  if (!staysInPlace(String(answer.args['application']))) await notePlace(answer);
  const left = await readVariables(answer, [...(outcome.alsoRead ?? []), ...outcome.variables]);
  // Asterisk has told of a hang-up before it answered that; unless AGISIGHUP=no, when a -1 has to be looked into.
  if (answer.isOver || (result === -1 && (await answer.hasHungUp()))) {
    const kept = outcome.readAfterHangup?.(left);
    if (kept === undefined) throw answer.hungUp();
    return kept;
  }
  const ran = { result, tookMs: Math.round(answer.tookMs), wasAnswered, ask: answer.ask.bind(answer) };
  const read = await outcome.read(left, ran);
  if (read === undefined) throw answer.failed(`it ended without success: ${told(left)}`);
  return read;
}

async function readVariables<N extends string>(
  answer: CommandAnswer,
  names: readonly N[],
): Promise<OutcomeVariables<N>> {
  // A mark that nobody can know stands between them: any of them may hold what a stranger wrote.
  const mark = randomUUID();
  const text = await answer.ask(getFullVariable(names.map((name) => `\${${name}}`).join(mark)));
  const values = text.split(mark);
  if (values.length !== names.length) throw answer.unexpected();
  // Every name gets a value: exactly the keys of Left<N>.
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as OutcomeVariables<N>;
}

const told = (left: OutcomeVariables<string>) =>
  Object.entries(left)
    .map(([name, value]) => `${name}=${printable(value)}`)
    .join(', ');

/**
 * A time as Asterisk's applications count it.
 *
 * @returns whole seconds, rounded up: nobody waits less than was asked
 * @internal
 */
export const wholeSeconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000);

/** @internal A duration an application left, in milliseconds; undefined when this Asterisk does not tell it. */
export const durationLeft = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined);
