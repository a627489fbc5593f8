import { defineVirtualCommand, result } from './define-virtual-command.js';

export const setCallerid = defineVirtualCommand('SET CALLERID', {
  usage: '<number>',
  args: [0, Infinity],
  run({ channel }, [spec]) {
    // What is not given is emptied.
    if (spec !== undefined) channel.caller = { ...channel.caller, ...parseCallerId(spec) };
    return result(1);
  },
});

/** Reads `Name <number>`, `"Name" <number>`, `<number>`, a number, or else a name. */
function parseCallerId(spec: string): { readonly number: string; readonly name: string } {
  const open = spec.lastIndexOf('<');
  if (open >= 0) {
    const close = spec.indexOf('>', open);
    return { number: shrink(spec.slice(open + 1, close < 0 ? undefined : close)), name: unquote(spec.slice(0, open)) };
  }
  const shrunk = shrink(spec);
  return /^[0-9*#+]+$/.test(shrunk) ? { number: shrunk, name: '' } : { number: '', name: unquote(spec) };
}

/** A number as people write it, without blanks, parentheses and dashes. */
const shrink = (text: string) => text.replace(/[ ()-]/g, '');

const unquote = (text: string) => text.trim().replace(/^"(.*)"$/s, '$1');
