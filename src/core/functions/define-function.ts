import { refusedArgument } from '../line.js';
import { plainText } from '../plain-text.js';

/** A dialplan function that belongs to the channel: what stands in its parentheses, and what its value is. */
export interface ChannelFunction<Read extends readonly unknown[], Write extends readonly unknown[], Value> {
  /** The arguments for reading, each one checked; throws an ArgumentError. */
  readonly read: (...args: Read) => readonly string[];
  /** The same for writing. */
  readonly write: (...args: Write) => readonly string[];
  /** What Asterisk's text means. */
  readonly parse: (text: string) => Value;
  /** The text that is written. */
  readonly format: (value: Value) => string;
}

/** Makes a row of the function table whose value is text; with a name, text that other people are shown. */
export function textFunction<Read extends readonly unknown[], Write extends readonly unknown[]>(
  read: (...args: Read) => readonly string[],
  write: (...args: Write) => readonly string[],
  shownBy?: string,
): ChannelFunction<Read, Write, string> {
  const format = (value: string) => (shownBy === undefined ? value : plainText(shownBy, 'value', value));
  return { read, write, parse: (text) => text, format };
}

/**
 * Checks an argument so that it cannot leave the parentheses: no bracket, comma, quote, `$`, blank or control character.
 *
 * @returns the argument
 * @internal
 */
export function checkedWord(name: string, argument: string, value: string): string {
  if (!/^[\w.:;@/+*#=~-]+$/.test(value)) {
    throw refusedArgument(
      name,
      argument,
      value,
      'it would not stay in the parentheses: letters, digits and . : ; @ / + * # = ~ _ - may stand there',
    );
  }
  return value;
}

/** @internal Checks an argument that is one of a few, whatever the types say. */
export function checkedChoice(name: string, argument: string, value: string, allowed: readonly string[]): string {
  if (!allowed.includes(value)) throw refusedArgument(name, argument, value, `it is none of ${allowed.join(', ')}`);
  return value;
}
