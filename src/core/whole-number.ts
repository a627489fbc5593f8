/**
 * What is wrong with a value that must be a whole number.
 *
 * @param from - the least that will do
 * @param to - the greatest; default any
 * @param unit - what it counts: `milliseconds`
 * @returns what is needed, without a full stop; nothing when the value will do
 * @internal
 */
export function wholeNumberProblem(value: unknown, from: number, to = Infinity, unit?: string): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return undefined;
  const limit = to === Infinity ? '' : ` to ${to}`;
  return `a whole number ${unit === undefined ? '' : `of ${unit} `}from ${from}${limit} is needed`;
}
