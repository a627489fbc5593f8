import { BootError, OffhookError } from '../errors/offhook-error.js';
import { bootProblem } from '../errors/problem-list.js';
import { describeToken, type Token } from '../dialog/token.js';
import { knownDependencies } from './binding.js';
import type { AnyToken, Binding, Bindings, ClassBinding, FactoryBinding } from './binding.js';
import { CallContainer } from './call-container.js';
import { trackInstance } from './instances.js';
import { getListed } from './get-listed.js';
import { construct, refuseOwnResult } from './construction-stack.js';
import { bindFactory, bindValue, resolve, type DependencyContainer } from './tsyringe.js';

/**
 * Puts a binding into the app's container. The containers of calls ask it for what they do not have, and a function bound here
 * gets the container that was asked: so a call's things are made in, and kept by, the call's own container.
 *
 * Every scope guards itself: what belongs to a call is refused outside one, instead of being made for the whole app.
 */
export function bind(root: DependencyContainer, binding: Binding, bindings: Bindings): void {
  switch (binding.kind) {
    case 'value':
      bindValue(root, binding.token, binding.value);
      break;
    case 'appValue':
      bindFactory(root, binding.token, (asked) => broughtBy(asked, binding.token) ?? binding.value);
      break;
    case 'callValue':
      bindFactory(root, binding.token, (asked) => inCall(asked, binding.token).brought.get(binding.token));
      break;
    case 'class':
      bindMaker(root, binding, constructing(binding));
      break;
    case 'alias':
      bindFactory(root, binding.token, (asked) => resolve(asked, binding.of));
      break;
    case 'configuration':
      // Read before anything is bound: readConfiguration has put a value in its place.
      bindFactory(root, binding.token, () => refuseBeforeItRan(binding.token));
      break;
    case 'factory':
      // What an app's factory makes takes this place when it ran: it may be async, so it runs apart.
      if (binding.scope === 'app') bindFactory(root, binding.token, () => refuseBeforeItRan(binding.token));
      else bindMaker(root, binding, calling(binding, bindings));
      break;
  }
}

/** Runs the factory of something that the whole app shares, and binds what it makes. */
export async function runAppFactory(
  root: DependencyContainer,
  binding: FactoryBinding,
  bindings: Bindings,
): Promise<void> {
  const { get, received } = receiving(root, binding.token, bindings);
  bindFactory(root, binding.token, () => refuseOwnResult(binding.token));
  const made = await binding.make(get);
  bindValue(root, binding.token, made);
  if (!received.has(made)) trackInstance(root, made);
}

type Make = (container: DependencyContainer) => unknown;

function bindMaker(root: DependencyContainer, { token, scope }: ClassBinding | FactoryBinding, maker: Make): void {
  const make: Make = (container) => construct(container, token, () => maker(container));
  switch (scope) {
    case 'app':
      bindFactory(root, token, () => once(root, token, make));
      break;
    case 'call':
      bindFactory(root, token, (asked) => inCall(asked, token).once(token, make));
      break;
    case 'transient':
      bindFactory(root, token, make);
      break;
  }
}

function constructing(binding: ClassBinding): Make {
  // A binding of an abstract class is one whose provider names a concrete class: the types of Provider cannot say so.
  const Target = binding.target as new (...dependencies: unknown[]) => unknown;
  const tokens = knownDependencies(binding).map(({ token }) => token);
  return (container) => {
    const made = new Target(...tokens.map((token) => resolve(container, token)));
    trackInstance(container, made);
    return made;
  };
}

function calling(binding: FactoryBinding, bindings: Bindings): Make {
  return (container) => {
    const { get, received } = receiving(container, binding.token, bindings);
    const made = binding.make(get);
    if (!received.has(made)) trackInstance(container, made);
    return made;
  };
}

/** A `get` for a factory that remembers: what a factory only hands on is not its own, and is disposed by whoever made it. */
function receiving(container: DependencyContainer, token: AnyToken, bindings: Bindings) {
  const received = new Set<unknown>();
  const get = <T>(wanted: Token<T>): T => {
    const given = getListed(container, wanted, bindings, `The factory of ${describeToken(token)}`);
    received.add(given);
    return given;
  };
  return { get, received };
}

/** Makes it and binds it in the same container, which from now on gives this one. */
function once(root: DependencyContainer, token: AnyToken, make: Make): unknown {
  const made = make(root);
  bindValue(root, token, made);
  return made;
}

const broughtBy = (asked: DependencyContainer, token: AnyToken) =>
  asked instanceof CallContainer ? asked.brought.get(token) : undefined;

/** What belongs to a call is in no other container. */
function inCall(asked: DependencyContainer, token: AnyToken): CallContainer {
  if (asked instanceof CallContainer) return asked;
  throw new OffhookError('AGI_OUTSIDE_CALL', { token: describeToken(token) });
}

function refuseBeforeItRan(token: AnyToken): never {
  throw new BootError('AGI_BOOT', { problems: [bootProblem('AGI_BOOT_FACTORY_ORDER', describeToken(token))] });
}
