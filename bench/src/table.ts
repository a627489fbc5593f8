import type { Measured } from './measure.js';

/** The middle one, and in parentheses the lowest and the highest. */
export function spread(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const [lowest = 0, middle = 0, highest = 0] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(
    (i) => sorted[i],
  );
  const show = (value: number) => value.toFixed(digits);
  return `${show(middle)} (${show(lowest)} to ${show(highest)})`;
}

export function markdown(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}

/** `rounds[round][server]`; ratios are to the first server in the same round. */
export function roundsTable(
  atOnce: number,
  names: readonly string[],
  rounds: readonly (readonly Measured[])[],
): string {
  const rows = names.map((name, server) => {
    const all = (field: keyof Measured) => rounds.map((round) => round[server]?.[field] ?? 0);
    const ratio = (field: keyof Measured) =>
      spread(
        rounds.map((round) => (round[server]?.[field] ?? 0) / (round[0]?.[field] ?? 1)),
        2,
      );
    return [
      name,
      ratio('callsPerSecond'),
      spread(all('callsPerSecond'), 0),
      spread(all('commandsPerSecond'), 0),
      spread(all('cpuUsPerCall'), 0),
      ratio('cpuUsPerCall'),
      spread(all('firstCommandMs'), 2),
      ratio('firstCommandMs'),
      spread(all('firstCommandP99Ms'), 2),
    ];
  });
  const head = [
    'server',
    'x bare',
    'calls/s',
    'commands/s',
    'CPU µs/call',
    'x bare',
    'first command ms',
    'x bare',
    'p99 ms',
  ];
  return `### ${atOnce} ${atOnce === 1 ? 'call' : 'calls'} at once\n\n${markdown([head, ...rows])}\n`;
}

/** `rounds[round][server]`, KB. */
export function heldTable(calls: number, names: readonly string[], rounds: readonly (readonly number[])[]): string {
  const rows = names.map((name, server) => [
    name,
    spread(
      rounds.map((round) => round[server] ?? 0),
      1,
    ),
  ]);
  return `### ${calls} calls held\n\n${markdown([['server', 'KB a call'], ...rows])}\n`;
}
