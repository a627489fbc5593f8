import { refusedArgument } from './line.js';

/**
 * Applications that take no backslash out again, each with the number of arguments it cuts off at commas before it takes
 * the rest of the text as it stands. The others (Dial, Queue, Playback, Read, MSet …) read their arguments as the dialplan does.
 */
const NOT_UNESCAPED: ReadonlyMap<string, number> = new Map(
  Object.entries({
    dbdel: 0,
    dbdeltree: 0,
    exec: 0,
    execif: 0,
    gosub: 3,
    gosubif: 0,
    goto: 3,
    gotoif: 0,
    log: 1,
    noop: 0,
    playtones: 0,
    return: 0,
    sayalpha: 0,
    saydigits: 0,
    saynumber: 2,
    sayphonetic: 0,
    set: 0,
    system: 0,
    tryexec: 0,
    trysystem: 0,
    verbose: 1,
    while: 0,
  }),
);

/**
 * Joins an application's arguments to the one word that EXEC takes, so that Asterisk cuts it into the same arguments.
 *
 * @param application - its name, in any letter case
 * @param parts - what the application is to get
 * @throws ArgumentError when the application would read the parts differently and cannot be told not to
 * @example
 * applicationArguments('Queue', ['support', 't', '', '', '30']); // support,t,,,30
 * applicationArguments('MSet', ['name=Smith, John']); // name=Smith\, John
 * @internal
 */
export function applicationArguments(application: string, parts: readonly string[]): string {
  const noText = parts.find((part) => typeof part !== 'string');
  if (noText !== undefined) throw refusedArgument('EXEC', 'parts', noText, 'it must be text');
  const cutOff = NOT_UNESCAPED.get(String(application).toLowerCase());
  if (cutOff === undefined) return parts.map(escaped).join(',');
  if (parts.length > cutOff + 1) {
    throw refusedArgument(
      'EXEC',
      'parts',
      parts.join(','),
      `${application} takes ${cutOff === 0 ? 'one text' : `at most ${cutOff + 1} arguments`}`,
    );
  }
  const misread = parts.slice(0, cutOff).find((part) => !isReadAsItself(part));
  if (misread !== undefined) {
    throw refusedArgument(
      'EXEC',
      'parts',
      misread,
      `${application} cannot be given commas, quotes, backslashes or open brackets here`,
    );
  }
  return parts.join(',');
}

/**
 * Whether Asterisk reads a part as it is when it cuts arguments at commas: nothing in it ends, quotes or shields anything.
 * Brackets in pairs only shield what is between them: `L(60000)` and `CHANNEL(language)=fr` may stay.
 *
 * @internal
 */
export function isReadAsItself(part: string): boolean {
  if (/[\\",]/.test(part)) return false;
  let parentheses = 0;
  let brackets = 0;
  for (const character of part) {
    // Asterisk passes over one that closes nothing.
    if (character === '(') parentheses++;
    else if (character === ')') parentheses = Math.max(0, parentheses - 1);
    else if (character === '[') brackets++;
    else if (character === ']') brackets = Math.max(0, brackets - 1);
  }
  return parentheses === 0 && brackets === 0;
}

/** Asterisk cuts at commas outside quotes and brackets, and takes quotes and backslashes out. */
const escaped = (part: string) => (isReadAsItself(part) ? part : part.replace(/[\\",()[\]]/g, '\\$&'));
