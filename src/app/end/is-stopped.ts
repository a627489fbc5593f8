import { HangUpError } from '../../errors/hang-up-error.js';

/** How libraries name it; the second is axios. */
const ABORTED: ReadonlySet<unknown> = new Set(['AbortError', 'CanceledError']);
/** Causes within causes; more are a circle. */
const DEEPEST = 10;

/**
 * Whether a handler threw only because its call was over: the HangUpError itself, what somebody threw because of it, or the
 * AbortError of something that heeded the call's signal. Anything else went wrong by itself.
 *
 * @param over - why the call is over
 */
export function isStopped(error: unknown, over: Error | undefined): boolean {
  try {
    return isBecauseOf(error, over, 0, new Map());
  } catch {
    // Its properties cannot even be read.
    return false;
  }
}

/** @param known - what was found out of others, which several may refer to */
function isBecauseOf(error: unknown, over: Error | undefined, depth: number, known: Map<Error, boolean>): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  if (error === over || error instanceof HangUpError) return true;
  // A library need not say which signal it was: by now the call's is aborted.
  if (ABORTED.has(error.name) || (error as { code?: unknown }).code === 'ABORT_ERR') return true;
  const before = known.get(error);
  if (before !== undefined) return before;
  known.set(error, false);
  const inner = (each: unknown) => isBecauseOf(each, over, depth + 1, known);
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  // One that holds none is an error like any other.
  const is = errors.length > 0 ? errors.every(inner) : inner(error.cause);
  known.set(error, is);
  return is;
}
