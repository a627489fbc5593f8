/** How much of the caller's number the log says. */
export type CallerInLog = 'whole' | 'shortened' | 'none';

const SHOWN = 3;

/** A number as the log says it: `5550100`, `…100`, or nothing. */
export function callerInLog(number: string | undefined, how: CallerInLog): string | undefined {
  if (number === undefined || how === 'none') return undefined;
  if (how === 'whole') return number;
  // A short one is an extension of the office: half of it would still say who it is.
  return number.length > 2 * SHOWN ? `…${number.slice(-SHOWN)}` : '…';
}
