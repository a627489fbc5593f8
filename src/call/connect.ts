import type { DialResult, DialRoutine } from '../core/applications/dial.js';
import type { QueueResult } from '../core/applications/queue.js';
import type { DialTarget } from '../core/applications/targets.js';
import type { VoicemailOptions, VoicemailResult } from '../core/applications/voicemail.js';
import type { AgiChannel } from '../core/channel.js';
import type { Class } from '../dialog/class.js';
import type { Conversation } from '../dialog/line/conversation.js';
import { ArgumentError } from '../errors/offhook-error.js';
import { type CallDialOptions, type CallQueueOptions, type PassOptions, SCREENING_CONTEXT } from './connect-options.js';
import type { Variables } from './variables.js';

/** What it takes of a call to put the caller through. */
export interface ConnectContext {
  readonly channel: AgiChannel;
  readonly variables: Variables;
  readonly conversation: Conversation;
  readonly screeningPath: (screening: Class) => string;
}

/** `call.dial` */
export function dialTargets(
  targets: DialTarget | readonly DialTarget[],
  { strategy = 'together', pass, screenedBy, ...others }: CallDialOptions,
  context: ConnectContext,
): Promise<DialResult> {
  const { channel } = context;
  return handOver(pass, context, async () => {
    const options = screenedBy === undefined ? others : { ...others, routine: screening(screenedBy, others, context) };
    const [first, ...further] = strategy === 'inTurn' ? inTurn(targets) : [targets];
    let dialled = await channel.dial(first ?? [], options);
    for (const next of further) {
      if (dialled.kind === 'answered' || dialled.kind === 'cancelled') break;
      // In turn is what was asked for.
      dialled = await channel.dial(next, options);
    }
    return dialled;
  });
}

/** `call.queue` */
export function enterQueue(
  name: string,
  { pass, ...options }: CallQueueOptions,
  context: ConnectContext,
): Promise<QueueResult> {
  return handOver(pass, context, () => context.channel.queue(name, options));
}

/** `call.voicemail` */
export function enterMailbox(
  mailbox: string,
  options: VoicemailOptions,
  context: ConnectContext,
): Promise<VoicemailResult> {
  return handOver(undefined, context, () => context.channel.voicemail(mailbox, options));
}

/** Lets an application have the caller; what they typed before was not meant for what comes after. */
async function handOver<R>(
  pass: PassOptions['pass'] = {},
  { variables, conversation }: ConnectContext,
  application: () => Promise<R>,
): Promise<R> {
  try {
    // One underscore: the leg that is dialled inherits it, and those that it dials do not.
    await Promise.all(Object.entries(pass).map(([name, value]) => variables.set(`_${plainName('pass', name)}`, value)));
    return await application();
  } finally {
    // Afterwards, because the key that a hold was about to take is known only when the application has the line.
    conversation.forgetKeys();
  }
}

/** How Dial reaches a class that asks the one who answers. */
function screening(
  by: Class,
  { routine }: Pick<CallDialOptions, 'routine'>,
  { screeningPath }: ConnectContext,
): DialRoutine {
  if (routine === undefined) return { context: SCREENING_CONTEXT, args: [screeningPath(by)] };
  const problem = 'there is a routine already; choose one';
  throw new ArgumentError('AGI_ARGUMENT', { command: 'call.dial()', argument: 'screenedBy', value: by.name, problem });
}

// Array.isArray does not narrow a readonly array.
const inTurn = (targets: DialTarget | readonly DialTarget[]): readonly DialTarget[] =>
  Array.isArray(targets) ? (targets as readonly DialTarget[]) : [targets as DialTarget];

/** What can stand in an expression of Asterisk and ends none. */
export function plainName(argument: string, name: string): string {
  if (/^[\w-]+$/.test(name)) return name;
  const problem = 'a plain name is needed: letters, digits, _ and -';
  throw new ArgumentError('AGI_ARGUMENT', { command: 'call', argument, value: name, problem });
}
