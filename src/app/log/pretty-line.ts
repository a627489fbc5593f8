import { printable } from '../../errors/printable.js';

const LEVELS: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO ',
  40: 'WARN ',
  50: 'ERROR',
  60: 'FATAL',
};
/** Every line has them; they say nothing to a person at a terminal. */
const LEFT_OUT = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'err']);
const LONGEST_VALUE = 200;

/**
 * A line of pino's JSON for people: time, level, sentence, fields; the stack of an error below, indented. Each text goes through
 * `printable()`, so that nothing a caller says begins a line or moves the cursor.
 *
 * @param json - one line
 */
export function prettyLine(json: string): string {
  const line = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const time = new Date(Number(line['time'])).toISOString().slice(11, 23);
  const fields = Object.entries(line).flatMap(([name, value]) =>
    LEFT_OUT.has(name) ? [] : [`${printable(name)}=${shown(value)}`],
  );
  const head = [
    time,
    LEVELS[Number(line['level'])] ?? String(line['level']),
    printable(line['msg'] ?? '', 1_000),
    ...fields,
  ];
  return `${head.join(' ')}\n${stackOf(line['err'])}`;
}

const shown = (value: unknown) =>
  printable(typeof value === 'string' && !/[\s"=]/.test(value) ? value : JSON.stringify(value), LONGEST_VALUE);

/** The stack of an error and of those it holds (a refused connection is an error for each address), else what was thrown. */
function stackOf(thrown: unknown, indent = '    '): string {
  if (thrown === undefined) return '';
  const error = (thrown ?? {}) as Readonly<Record<'stack' | 'message' | 'aggregateErrors', unknown>>;
  const text = [error.stack, error.message, thrown].find((each) => typeof each === 'string') ?? JSON.stringify(thrown);
  const parts = Array.isArray(error.aggregateErrors) ? error.aggregateErrors : [];
  const lines = text.split('\n').map((line) => `${indent}${printable(line, 1_000)}\n`);
  return [...lines, ...parts.map((part) => stackOf(part, `${indent}  `))].join('');
}
