import { OffhookError } from '../errors/offhook-error.js';
import { describeToken } from '../dialog/token.js';
import type { AnyToken } from './binding.js';
import type { DependencyContainer } from './tsyringe.js';

interface Construction {
  readonly container: DependencyContainer;
  readonly token: AnyToken;
}

/** What is being made, the outermost first. All of it happens within one turn of the event loop, so there is one list. */
const unfinished: Construction[] = [];

/**
 * Makes something. What factories ask for shows only when they run, so a circle through one is found here.
 *
 * @throws OffhookError AGI_CIRCULAR for what needs itself; whatever `make` throws
 */
export function construct<T>(container: DependencyContainer, token: AnyToken, make: () => T): T {
  const begun = unfinished.findIndex((each) => each.token === token && each.container === container);
  if (begun !== -1) refuseCircle([...unfinished.slice(begun).map((each) => each.token), token]);
  unfinished.push({ container, token });
  try {
    return make();
  } catch (error) {
    notePath(error);
    throw error;
  } finally {
    unfinished.pop();
  }
}

/** What was being made when something was thrown, the outermost first. */
const paths = new WeakMap<object, readonly AnyToken[]>();

function notePath(thrown: unknown): void {
  // Nothing is known of other values; where it was thrown knows most.
  if (typeof thrown === 'object' && thrown !== null && !paths.has(thrown))
    paths.set(
      thrown,
      unfinished.map(({ token }) => token),
    );
}

/** What was being made when this was thrown, the outermost first; empty when nothing was. */
export function takePath(thrown: unknown): readonly AnyToken[] {
  if (typeof thrown !== 'object' || thrown === null) return [];
  const path = paths.get(thrown) ?? [];
  // An error may be thrown again, by something else.
  paths.delete(thrown);
  return path;
}

/** For an app's factory that is asked for what it is making: it may be async, and then nobody else is on the list. */
export function refuseOwnResult(token: AnyToken): never {
  return refuseCircle([token, ...unfinished.map((each) => each.token), token]);
}

function refuseCircle(circle: readonly AnyToken[]): never {
  throw new OffhookError('AGI_CIRCULAR', { circle: circle.map(describeToken) });
}
