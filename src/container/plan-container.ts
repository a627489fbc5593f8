import type { Class } from '../dialog/class.js';
import type { AnyToken, Binding, Bindings } from './binding.js';
import { bootProblem } from './boot-problems.js';
import { checkBindings } from './check-bindings.js';
import { checkHooks } from './check-hooks.js';
import { findCircles } from './find-circles.js';
import type { Provider } from '../decorators/provider.js';
import { classBinding, readProvider, tokenOf } from './read-provider.js';

/** What an app lists. */
export interface ContainerParts {
  /** Of two for one token the later counts. */
  readonly providers: readonly Provider[];
  /** Made anew for each call, whatever their `@Injectable` says: their fields are one caller's. */
  readonly controllers: readonly Class[];
  /** Made anew each time one is run, for the same reason. */
  readonly dialogs?: readonly Class[];
  /** Guards, interceptors, pipes and filters that must be listed; `where` says who uses them. */
  readonly wanted?: readonly { readonly token: AnyToken; readonly where: string }[];
  /** What the app brings along, by token; a call may bring its own instead. */
  readonly appValues?: readonly (readonly [token: AnyToken, value: unknown])[];
  /** What each call brings along: the tokens of the values that `openScope` gets. */
  readonly callValues: readonly AnyToken[];
}

/** The container on paper: compiled and checked, nothing constructed. */
export interface ContainerPlan {
  readonly bindings: Bindings;
  /** A sentence for each mistake; with any, the app does not start. */
  readonly problems: readonly string[];
  /** What looks wrong, and stops nothing. */
  readonly warnings: readonly string[];
}

/**
 * Reads the lists of an app and finds every mistake in them. No constructor and no factory runs yet: other parts of the app
 * may have mistakes too, and all are told together.
 */
export function planContainer(parts: ContainerParts): ContainerPlan {
  const { providers, controllers, dialogs = [], wanted = [], appValues = [], callValues } = parts;
  const problems: string[] = [];
  const bindings = new Map<AnyToken, Binding>();

  for (const provider of providers) bindings.set(tokenOf(provider), readProvider(provider));
  for (const controller of controllers) bindings.set(controller, classBinding(controller, controller, 'call'));
  for (const dialog of dialogs) bindings.set(dialog, classBinding(dialog, dialog, 'transient'));
  for (const [token, value] of appValues) {
    if (bindings.has(token)) problems.push(bootProblem.givenByTheApp(token));
    bindings.set(token, { kind: 'appValue', token, scope: 'app', value });
  }
  for (const token of callValues) {
    if (bindings.has(token)) problems.push(bootProblem.givenByTheCall(token));
    bindings.set(token, { kind: 'callValue', token, scope: 'call' });
  }

  for (const { token, where } of wanted) {
    if (!bindings.has(token)) problems.push(bootProblem.wantedNotListed(token, where, [...bindings.keys()]));
  }
  const hooks = checkHooks(bindings.values());
  problems.push(...checkBindings(bindings, new Set([...controllers, ...dialogs])), ...findCircles(bindings));
  problems.push(...hooks.problems);
  return { bindings, problems, warnings: hooks.warnings };
}
