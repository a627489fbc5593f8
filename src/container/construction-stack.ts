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
  } finally {
    unfinished.pop();
  }
}

/** For an app's factory that is asked for what it is making: it may be async, and then nobody else is on the list. */
export function refuseOwnResult(token: AnyToken): never {
  return refuseCircle([token, ...unfinished.map((each) => each.token), token]);
}

function refuseCircle(circle: readonly AnyToken[]): never {
  throw new OffhookError('AGI_CIRCULAR', { circle: circle.map(describeToken) });
}
