import { printable } from '../errors/printable.js';
import { refusedArgument } from './line.js';

/** C0 without the tab, DEL and C1; line and paragraph separators; bidi embeddings, overrides and isolates. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/**
 * Checks text that Asterisk hands on to other people's devices: a name that they display, a message, a header.
 *
 * @returns the text
 * @throws ArgumentError when it holds what moves a cursor or turns text round
 * @internal
 */
export function plainText(command: string, argument: string, text: string): string {
  if (!CONTROL.test(text)) return text;
  throw refusedArgument(
    command,
    argument,
    text,
    'control characters cannot stand in what other people are shown; printable() makes them visible',
  );
}

/** @internal Text for Asterisk's console and log, with control characters made visible: whoever reads it sees what was meant. */
export const consoleText = (text: string): string => (typeof text === 'string' ? printable(text, Infinity) : text);
