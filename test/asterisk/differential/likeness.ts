import { DIFFERENCES } from './differences.js';

/** Two frames: what a real Asterisk varies by. */
export const MS_TOLERANCE = 40;
const SAMPLES_TOLERANCE = 320;
/** How much of a tone a recording holds depends on the moment in a frame at which it began and ended. */
const SAMPLES_PER_KEY = 800;
const MS_PER_KEY = 100;

/** A text without what differs by nature. */
export const maskText = (text: string) =>
  DIFFERENCES.text.reduce((masked, { what }) => masked.replace(what, '(masked)'), text);

/** As a difference quotes it. */
export const quoted = (text: string | undefined) => (text === undefined ? 'none' : JSON.stringify(text));

/** Whether two answers are the same but for a position or a time, which may differ by two frames. @param keys - pressed meanwhile */
export function isAlike(real: string, virtual: string, keys: number): boolean {
  const [a, b] = [maskText(real), maskText(virtual)];
  if (a === b) return true;
  const shape = (text: string) =>
    text.replace(/endpos=\d+/, 'endpos=N').replace(/=\d+ \(timeout\) endpos/, '=N (timeout) endpos');
  return (
    shape(a) === shape(b) &&
    isNear(a, b, /endpos=(\d+)/, SAMPLES_TOLERANCE + keys * SAMPLES_PER_KEY) &&
    isNear(a, b, /=(\d+) \(timeout\) endpos/, MS_TOLERANCE + keys * MS_PER_KEY)
  );
}

function isNear(a: string, b: string, pattern: RegExp, tolerance: number): boolean {
  return Math.abs(Number(pattern.exec(a)?.[1] ?? 0) - Number(pattern.exec(b)?.[1] ?? 0)) <= tolerance;
}
