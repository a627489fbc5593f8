import { describeToken } from '../dialog/token.js';
import { loggable } from '../errors/loggable.js';
import { BootError, OffhookError } from '../errors/offhook-error.js';
import { bootProblem } from '../errors/problem-list.js';
import type { AnyToken, Bindings } from './binding.js';
import { takePath } from './construction-stack.js';
import type { InstanceFailure } from './instances.js';

/**
 * Says which provider failed while the app was being built, and who needs it.
 *
 * @param wanted - what was being built
 * @returns our own errors as they are: they say it already
 */
export function failedToBuild(wanted: AnyToken, thrown: unknown, bindings: Bindings): unknown {
  const path = takePath(thrown);
  if (thrown instanceof OffhookError) return thrown;
  const needs = path[0] === wanted ? path : [wanted, ...path];
  const failed = needs.at(-1) ?? wanted;
  const kind = bindings.get(failed)?.kind === 'class' ? 'constructor' : 'factory';
  return bootErrorOf(describeToken(failed), `its ${kind}`, thrown, needs.map(describeToken));
}

/** The same for what failed when everything was built. */
export const failedToStart = ({ by, cause }: InstanceFailure): unknown =>
  cause instanceof OffhookError ? cause : bootErrorOf(`${by}.onAppStart`, 'it', cause, []);

function bootErrorOf(where: string, what: string, cause: unknown, needs: readonly string[]): BootError {
  const error = loggable(cause);
  const said = error instanceof Error ? `${error.name}: ${error.message}` : error;
  const problem = bootProblem('AGI_BOOT_PROVIDER_FAILED', where, { what, needs, error: said });
  return new BootError('AGI_BOOT', { problems: [problem] }, { cause });
}
