import { applicationArguments, isReadAsItself } from '../application-arguments.js';
import { byResult, done, numberOf, unlessHungUp } from '../codecs.js';
import { refusedArgument } from '../line.js';
import { notePlace, staysInPlace } from '../place.js';
import { consoleText, plainText } from '../plain-text.js';
import { wholeNumber } from '../values.js';
import { type CommandAnswer, defineCommand } from './define-command.js';
import { getFullVariable } from './variables.js';

/** Before the hang-up -1 may be the hang-up; on a dead channel it is the application's own word. */
async function lookedAt(answer: CommandAnswer, result: number): Promise<number> {
  if (result === -1 && (await answer.hasHungUp())) throw answer.hungUp();
  await notePlace(answer);
  return result;
}

/** What these do is to show a text on the console. */
const CONSOLE = /^(?:noop|verbose|log)$/i;
const shown = (application: string, parts: readonly string[]) =>
  CONSOLE.test(application) ? parts.map(consoleText) : parts;

/** No application of that name. */
const NO_APPLICATION = -2;

/**
 * Runs a dialplan application and waits for it to end.
 *
 * @param application - `Queue`, `Dial`, `Playback`, in any letter case
 * @param parts - its arguments, each one as it is meant: a comma or quote in one adds no argument
 * @returns the application's own result: 0 mostly, -1 when it failed or wants the call to leave the dialplan, a key's ASCII code
 * @throws CommandError when this Asterisk has no such application; HangUpError when the caller hung up while it ran
 * @remarks `${…}` in a part stays text, but for Exec and TryExec, which evaluate it themselves, and for every application while
 * the channel variable AGIEXECFULL is true. Most applications tell their outcome in a variable: DIALSTATUS, QUEUESTATUS, PLAYBACKSTATUS. Keys pressed meanwhile are the application's or lost.
 * NoOp, Verbose and Log show control characters as `\xNN`. Set, System and some others take one text as it stands; Goto and SayNumber cannot be given a comma at all, and it is refused.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/exec | Asterisk: EXEC}
 * @example
 * await channel.exec('Queue', 'support', 't', '', '', '30');
 * const outcome = await channel.getVariable('QUEUESTATUS');
 */
export const exec = defineCommand('EXEC', {
  encode: (application: string, ...parts: string[]) => ({
    application,
    parts: parts.length === 0 ? undefined : applicationArguments(application, shown(application, parts)),
  }),
  decode: (answer): number | Promise<number> => {
    const result = numberOf(answer);
    if (result === NO_APPLICATION)
      throw answer.failed('this Asterisk has no such application; its module may not be loaded');
    const isSettled = result !== -1 && staysInPlace(String(answer.args['application']));
    return answer.isOver || isSettled ? result : lookedAt(answer, result);
  },
  afterHangup: true,
});

/**
 * Runs a dialplan subroutine until its Return.
 *
 * @param context - where it is
 * @param extension - where it is
 * @param priority - a number from 1, or a label
 * @param args - ARG1, ARG2 and so on
 * @returns what it returned, `''` for a Return without a value; undefined when it ended without Return
 * @throws CommandError when there is no such place; HangUpError when the caller hangs up or is gone
 * @remarks The call's place in the dialplan is restored. `exec('Gosub')` would only move that place and run nothing.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/gosub | Asterisk: GOSUB}
 * @example
 * const price = await channel.gosub('prices', 's', 'start', 'item-12');
 */
export const gosub = defineCommand('GOSUB', {
  encode: (context: string, extension: string, priority: number | string, ...args: string[]) => ({
    context,
    extension,
    priority: priorityOrLabel('GOSUB', priority),
    args: args.length === 0 ? undefined : args.map(subroutineArgument).join(','),
  }),
  decode: (answer): string | undefined | Promise<string | undefined> => {
    switch (answer.rest) {
      case 'Gosub complete':
        return answer.ask(getFullVariable('${GOSUB_RETVAL}'));
      case 'Gosub complete (abnormal exit)':
        return unlessHungUp(answer, () => undefined);
      case 'Gosub label not found':
        throw answer.failed('there is no such context, extension or priority');
      case 'Gosub failed':
        throw answer.failed('the subroutine could not be run');
      default:
        throw answer.unexpected();
    }
  },
});

/** Who calls, as the caller id names it. */
export interface CallerIdentity {
  readonly name?: string;
  readonly number?: string;
}

/**
 * Sets the caller's name and number.
 *
 * @param caller - `name` and `number`; what is left out is emptied, not kept
 * @throws ArgumentError for a control character; HangUpError when the caller is gone
 * @remarks Asterisk takes blanks, dots, parentheses and hyphens out of a number. To change one and keep the other write
 * `setFunction('CALLERID', 'num', …)`, or `'name'`.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_callerid | Asterisk: SET CALLERID}
 * @example
 * await channel.setCallerId({ name: 'Order desk', number: '5551234' });
 */
export const setCallerId = defineCommand('SET CALLERID', {
  encode: ({ name = '', number = '' }: CallerIdentity) => {
    if (/[<>"]/.test(number)) throw refusedArgument('SET CALLERID', 'number', number, 'a number has no <, > or quotes');
    plainText('SET CALLERID', 'number', number);
    return { callerId: `"${plainText('SET CALLERID', 'name', name).replace(/[\\"]/g, '\\$&')}" <${number}>` };
  },
  decode: byResult<void>({ '1': done }),
  answersAtOnce: true,
});

/**
 * Sets the context in which the dialplan goes on after the AGI.
 *
 * @param context - not checked by Asterisk: where the place does not exist when the AGI ends, the call does
 * @throws HangUpError when the caller is gone
 * @remarks Alone it goes on at the priority after the current one; send setPriority(1) too.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_context | Asterisk: SET CONTEXT}
 * @example
 * await channel.setContext('reception');
 * await channel.setPriority(1);
 */
export const setContext = defineCommand('SET CONTEXT', {
  encode: (context: string) => ({ context }),
  decode: byResult<void>({ '0': done }),
  answersAtOnce: true,
});

/**
 * Sets the extension at which the dialplan goes on after the AGI.
 *
 * @param extension - not checked by Asterisk; one that does not exist ends in `i`, or ends the call
 * @throws HangUpError when the caller is gone
 * @remarks Alone it goes on at the priority after the current one; send setPriority(1) too.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_extension | Asterisk: SET EXTENSION}
 * @example
 * await channel.setExtension('200');
 * await channel.setPriority(1);
 */
export const setExtension = defineCommand('SET EXTENSION', {
  encode: (extension: string) => ({ extension }),
  decode: byResult<void>({ '0': done }),
  answersAtOnce: true,
});

/**
 * Sets the priority at which the dialplan goes on after the AGI.
 *
 * @param priority - a number from 1, or a label of the context and extension set before
 * @throws UsageError when there is no such label; HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_priority | Asterisk: SET PRIORITY}
 * @example
 * await channel.setPriority('closed');
 */
export const setPriority = defineCommand('SET PRIORITY', {
  encode: (priority: number | string) => ({ priority: priorityOrLabel('SET PRIORITY', priority) }),
  decode: byResult<void>({ '0': done }),
  answersAtOnce: true,
});

function priorityOrLabel(command: string, priority: number | string): number | string {
  return typeof priority === 'number' ? wholeNumber(command, 'priority', priority, 1) : priority;
}

/** Asterisk cuts these at commas and takes no backslash out again. */
function subroutineArgument(text: string): string {
  if (typeof text !== 'string' || !isReadAsItself(text)) {
    throw refusedArgument(
      'GOSUB',
      'args',
      text,
      'Asterisk cannot pass commas, quotes, backslashes and open brackets on; set a variable instead',
    );
  }
  return text;
}
