import { OffhookError } from '../errors/offhook-error.js';
import type { Declared, Handler } from './call-flow.js';
import type { Stage } from './stage.js';
import type { Destination, Step } from './step.js';

/**
 * Runs a handler and checks the step that it returns against what its decorator declares.
 *
 * @returns where to go; `undefined` when it returned nothing, or took too long, and declares no place for that
 * @throws OffhookError for an undeclared step or a value that is no step; whatever the handler throws
 */
export async function runHandler(
  handler: Handler,
  input: unknown,
  { scene, conversation }: Stage,
): Promise<Destination | undefined> {
  const { method, slow } = handler;
  const where = `${scene.flow.name}.${method}`;
  const waited = await conversation.wait(() => scene.run(method, input), slow ?? {});
  if (waited.kind === 'tooLong') return slow?.otherwise ?? handler.then;
  const { value } = waited;
  if (value === undefined) return handler.then;
  if (!isStep(value)) throw new OffhookError('AGI_NOT_A_STEP', { where, value });
  const { destination } = value;
  if (!handler.to.some((declared) => covers(declared, destination))) {
    throw new OffhookError('AGI_UNDECLARED_STEP', {
      where,
      step: describe(destination),
      declared: handler.to.map((declared) => describe(declared.destination)).join(', ') || 'none',
    });
  }
  return destination;
}

const isStep = (value: unknown): value is Step =>
  typeof value !== 'string' && (value as Partial<Step> | null)?.destination !== undefined;

function covers({ destination: declared, any }: Declared, taken: Destination): boolean {
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

/** A destination in words: `go('main')`, `hangUp`. */
export function describe(destination: Destination): string {
  switch (destination.kind) {
    case 'go':
      return `go('${destination.node}')`;
    case 'enter':
      return `go(${(destination.key as { name?: string }).name ?? 'class'})`;
    default:
      return destination.kind;
  }
}
