import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printable } from '../errors/printable.js';

const LONGEST_MESSAGE = 500;
const MAX_FRAMES = 5;
const INDENT = ' '.repeat(14);

/** @internal What was thrown, in one line: `TypeError: x is not a function`. */
export function errorSummary(error: unknown): string {
  try {
    return printable(error instanceof Error ? `${error.name}: ${error.message}` : error, LONGEST_MESSAGE);
  } catch {
    // A getter, or a proxy.
    return 'something that cannot be read';
  }
}

/** @internal The same with the frames of the stack that are the app's own, a line each. */
export function describeError(error: unknown): string {
  return [
    errorSummary(error),
    ...ownFrames(stackOf(error)).map((frame) => `${INDENT}at ${printable(frame, LONGEST_MESSAGE)}`),
  ].join('\n');
}

/** This package, built or not. */
const OURS = fileURLToPath(new URL('..', import.meta.url));

/** @internal The frames of a stack that are the app's own: Node's and those of packages say nothing of it. */
export function ownFrames(stack: string): readonly string[] {
  return stack
    .split('\n')
    .flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? [])
    .filter((frame) => !/node:|node_modules|<anonymous>\)?$/.test(frame) && !frame.includes(OURS))
    .slice(0, MAX_FRAMES)
    .map(fromHere);
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack ?? '') : '';
  } catch {
    return '';
  }
}

/** Paths as one writes them here. */
const fromHere = (frame: string) =>
  frame.replace(/(file:\/\/)?(\/[^():]*)(?=:\d+)/, (path) =>
    relative(process.cwd(), path.startsWith('file:') ? fileURLToPath(path) : path),
  );
