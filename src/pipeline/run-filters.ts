import type { Call } from '../call/call.js';
import { DialogLeft } from '../dialog/engine/dialog-end.js';
import { readStep } from '../dialog/engine/run-handler.js';
import { type Destination, endsCall } from '../dialog/step.js';
import { HangUpError } from '../errors/hang-up-error.js';
import { type CompiledFilter, resolveBound } from './compiled-pipeline.js';

/**
 * Lets the first filter that catches an error answer for it. One that fails itself leaves its own error to those after it.
 *
 * @param filters - the nearest first
 * @param begin - called before a filter speaks
 * @returns where the call goes; `undefined` when no filter catches the error
 * @throws the error of a filter that nobody answers for
 */
export async function runFilters(
  error: unknown,
  filters: readonly CompiledFilter[],
  call: Call,
  begin: () => void,
): Promise<Destination | undefined> {
  // The end of a call is no error, and what is thrown after it comes from being stopped.
  if (error instanceof HangUpError || error instanceof DialogLeft || call.signal.aborted) return undefined;
  const at = filters.findIndex(({ errors }) => errors.some((caught) => error instanceof caught));
  const filter = filters[at];
  if (filter === undefined) return undefined;
  const { name, to, by } = filter;
  call.log.info({ err: error, filter: name }, 'an exception filter answers for an error');
  begin();
  try {
    // A filter's own decorator says that it takes the errors it catches.
    // oxlint-disable-next-line promise/valid-params, promise/no-promise-in-callback -- a filter is no promise
    const answer = () => resolveBound(by, call).catch(error as never, call);
    const isEnd = to.every(({ destination }) => endsCall(destination));
    const returned = await (isEnd ? call.announce(answer) : answer());
    return readStep(returned, to, `${name}.catch`);
  } catch (failure) {
    const next = await runFilters(failure, filters.slice(at + 1), call, begin);
    if (next !== undefined) return next;
    throw failure;
  }
}
