import { ownFrames } from '../testing/describe-error.js';
import { printable } from '../errors/printable.js';

const WARN = 40;
const ERROR = 50;
const LEVELS: Readonly<Record<string, number>> = { warn: WARN, warning: WARN, error: ERROR, fatal: ERROR };
const LONGEST = 500;
/** In the place of the time, so that it stands below the transcript. */
const INDENT = ' '.repeat(10);

/** Said by every line, or by the transcript. */
const LEFT_OUT = new Set(
  (
    'level time msg pid hostname name err end path controller isAnswered answeredAfterMs visited choices durationMs ' +
    'call channel peer route caller'
  ).split(' '),
);

/**
 * What a server writes, as a person who calls it reads it: warnings and errors of its log, with the frames of their stacks that
 * are the app's own, and whatever stands on standard error. Text from outside is made safe to print.
 *
 * @param line - without its line feed
 * @returns lines; none for what need not be read
 */
export function appLogLines(line: string, isError: boolean): readonly string[] {
  const entry = parsed(line);
  if (entry === undefined)
    return isError && line.trim() !== '' ? [`${INDENT}| app      ${printable(line, LONGEST)}`] : [];
  const level = levelOf(entry['level']);
  if (level < WARN) return [];
  const { stack, sentence } = thrown(entry['err']);
  const fields = Object.entries(entry).flatMap(([name, value]) =>
    LEFT_OUT.has(name)
      ? []
      : [`${printable(name)}=${printable(typeof value === 'string' ? value : JSON.stringify(value))}`],
  );
  const said = [printable(entry['msg'] ?? '', LONGEST), sentence].filter((each) => each !== '').join(': ');
  const label = level >= ERROR ? '! error   ' : '! warning ';
  const head = `${INDENT}${label} ${[said, ...fields].join('  ')}`.trimEnd();
  return [head, ...ownFrames(stack).map((frame) => `${INDENT}           at ${printable(frame, LONGEST)}`)];
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    // An object: it begins with a brace.
    return 'level' in (value as object) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const levelOf = (level: unknown) => (typeof level === 'number' ? level : (LEVELS[String(level).toLowerCase()] ?? 0));

function thrown(err: unknown): { readonly sentence: string; readonly stack: string } {
  if (err === undefined) return { sentence: '', stack: '' };
  if (typeof err !== 'object' || err === null) return { sentence: printable(err, LONGEST), stack: '' };
  const { type, message, stack } = err as Readonly<Record<'type' | 'message' | 'stack', unknown>>;
  const sentence = [type, message].filter((each) => typeof each === 'string' && each !== '').join(': ');
  return {
    sentence: printable(sentence || JSON.stringify(err), LONGEST),
    stack: typeof stack === 'string' ? stack : '',
  };
}
