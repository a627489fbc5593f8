import type { Channel } from './channel.js';

/** AGI() takes no more; the last one holds the rest. */
const MAX_ARGUMENTS = 127;
/** Presentation of a number: allowed, withheld (as PJSIP says it of `Privacy: id`), and not available. */
const ALLOWED = 0;
const WITHHELD = 32;
const UNAVAILABLE = 67;

/** What the environment block says beside the channel's own facts. */
export interface EnvironmentSetup {
  /** The first argument of AGI(), as written: `agi://host/sales`. */
  readonly request: string;
  /** What follows the first `/` behind the host; the line is left out when there is nothing. */
  readonly script: string;
  readonly args: readonly string[];
  readonly version: string;
}

/**
 * The block of variables with which Asterisk opens a session. Values are not escaped, as Asterisk does not.
 *
 * @internal
 */
export function environmentBlock(channel: Channel, { request, script, args, version }: EnvironmentSetup): string {
  const { caller, place } = channel;
  const lines = [
    ['network', 'yes'],
    ...(script === '' ? [] : [['network_script', script]]),
    ['request', request],
    ['channel', channel.name],
    ['language', channel.language],
    ['type', channel.type],
    ['uniqueid', channel.uniqueId],
    ['version', version],
    ['callerid', orUnknown(caller.number)],
    ['calleridname', orUnknown(caller.name)],
    ['callingpres', presentationOf(caller)],
    ['callingani2', 0],
    ['callington', 0],
    ['callingtns', 0],
    ['dnid', orUnknown(caller.dnid)],
    ['rdnis', orUnknown(caller.rdnis)],
    ['context', place.context],
    ['extension', place.extension],
    ['priority', place.priority],
    ['enhanced', '0.0'],
    ['accountcode', channel.accountCode],
    ['threadid', '140051111360192'],
    ...atMost(MAX_ARGUMENTS, args).map((arg, i) => [`arg_${i + 1}`, arg]),
  ];
  return `${lines.map(([name, value]) => `agi_${name}: ${value}\n`).join('')}\n`;
}

/** Asterisk joins what holds for the number and for the name. */
function presentationOf({ number, name, isWithheld }: Channel['caller']): number {
  if (isWithheld) return WITHHELD;
  return number === '' && name === '' ? UNAVAILABLE : ALLOWED;
}

const orUnknown = (value: string) => (value === '' ? 'unknown' : value);

function atMost(most: number, args: readonly string[]): readonly string[] {
  return args.length <= most ? args : [...args.slice(0, most - 1), args.slice(most - 1).join(',')];
}
