import { OffhookError } from '../../errors/offhook-error.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { codeOf } from '../../errors/loggable.js';
import type { DeclaredStep, Handler } from '../call-flow.js';
import { DialogLeft } from './dialog-end.js';
import type { WaitResult } from '../wait-settings.js';
import type { NodeContext } from './node-context.js';
import { describeDestination, type Destination, type NextStep } from '../step.js';

/**
 * Runs a handler and checks the step that it returns against what its decorator declares.
 *
 * @returns where to go: what its guards say when they refuse; `undefined` when it returned nothing, or took too long, and
 *   declares no place for that
 * @throws OffhookError for an undeclared step or a value that is no step; whatever the handler throws
 */
export async function runHandler(
  handler: Handler,
  input: unknown,
  { instance, conversation, tell }: NodeContext,
): Promise<Destination | undefined> {
  const { method, slow = {}, guardAndFilterExits } = handler;
  const where = `${instance.flow.name}.${method}`;
  const take = (destination: Destination | undefined, why: 'returned' | 'next' | 'tooLong' | 'refused') => {
    tell({ kind: 'step', handler: where, to: destination && describeDestination(destination), why });
    return destination;
  };
  const refused = guardAndFilterExits && (await instance.guard?.(method));
  if (refused !== undefined) return take(refused, 'refused');
  tell({ kind: 'began', handler: where });
  let waited: WaitResult<unknown>;
  try {
    const isSkippable = instance.flow.unskippable?.has(handler) !== true;
    const work = () => instance.run(method, input);
    waited = await conversation.letSkip(isSkippable, () => conversation.wait(work, slow));
  } catch (error) {
    const isFault = !(error instanceof HangUpError || error instanceof DialogLeft);
    if (isFault) tell({ kind: 'threw', handler: where, error: codeOf(error, typeof error) });
    throw error;
  }
  if (waited.kind === 'tooLong') return take(slow.otherwise ?? handler.next, 'tooLong');
  const { value } = waited;
  if (value === undefined) return take(handler.next, 'next');
  return take(readStep(value, handler.to, where), 'returned');
}

/**
 * Where a returned step leads.
 *
 * @param to - what is declared
 * @throws OffhookError for an undeclared step or a value that is no step
 */
export function readStep(value: unknown, to: readonly DeclaredStep[], where: string): Destination {
  if (!isStep(value)) throw new OffhookError('AGI_NOT_A_STEP', { where, value });
  const { destination } = value;
  if (to.some((declared) => covers(declared, destination))) return destination;
  throw new OffhookError('AGI_UNDECLARED_STEP', {
    where,
    step: describeDestination(destination),
    declared: to.map((declared) => describeDestination(declared.destination)).join(', ') || 'none',
  });
}

const isStep = (value: unknown): value is NextStep =>
  typeof value !== 'string' && (value as Partial<NextStep> | null)?.destination !== undefined;

function covers({ destination: declared, any }: DeclaredStep, taken: Destination): boolean {
  if (declared.kind !== taken.kind) return false;
  if (any) return true;
  switch (declared.kind) {
    case 'go':
      return declared.node === (taken as typeof declared).node;
    case 'enter':
      return declared.key === (taken as typeof declared).key;
    default:
      // `to: [hangUp]` and `to: [leave({…})]` stand for the step, whatever its cause or place.
      return true;
  }
}
