import type { CallContext } from './call-context.js';
import { dialplanFunctions } from './dialplan-functions.js';

/**
 * Reads a variable or a function of the dialplan.
 *
 * @param name - `EXTEN`, `ORDER`, `CALLERID(num)`
 * @returns nothing when it is not set, or no such function is known here
 * @internal
 */
export function readVariable(call: CallContext, name: string): string | undefined {
  const called = asFunction(name);
  if (called !== undefined) return dialplanFunctions.get(called.name)?.read?.(call, called.argument);
  return builtIn(call, name) ?? call.channel.variables.get(name) ?? call.asterisk.globals.get(name);
}

/** @internal Sets a variable or writes to a function. A function that cannot is left alone without a word. */
export function writeVariable(call: CallContext, name: string, value: string): void {
  const called = asFunction(name);
  if (called === undefined) call.channel.setVariable(name, value);
  else dialplanFunctions.get(called.name)?.write?.(call, called.argument, value);
  call.tell({ kind: 'variable', name, value });
}

function asFunction(name: string): { readonly name: string; readonly argument: string } | undefined {
  const open = name.indexOf('(');
  return open >= 0 && name.endsWith(')')
    ? { name: name.slice(0, open), argument: name.slice(open + 1, -1) }
    : undefined;
}

function builtIn({ channel, asterisk }: CallContext, name: string): string | undefined {
  const { place } = channel;
  switch (name) {
    case 'EXTEN':
      return place.extension;
    case 'CONTEXT':
      return place.context;
    case 'PRIORITY':
      return String(place.priority);
    case 'CHANNEL':
      return channel.name;
    case 'UNIQUEID':
      return channel.uniqueId;
    case 'HANGUPCAUSE':
      return String(channel.hangUpCause);
    case 'EPOCH':
      return String(Math.floor(asterisk.clock.nowMs() / 1000));
    default:
      return undefined;
  }
}
