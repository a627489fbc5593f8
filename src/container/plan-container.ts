import type { Class } from '../dialog/class.js';
import type { AnyToken, Binding, Bindings } from './binding.js';
import { checkBindings } from './check-bindings.js';
import { checkHooks } from './check-hooks.js';
import { describeToken } from '../dialog/token.js';
import type { BootProblem } from '../errors/catalogue/boot-problem.js';
import { ProblemList } from '../errors/problem-list.js';
import { findCircles } from './find-circles.js';
import { nearName } from './describe-provider.js';
import type { Provider } from '../decorators/provider.js';
import { classBinding, readProvider, tokenOf } from './read-provider.js';

/** Something that must be listed, because something else uses it. */
export interface WantedService {
  readonly token: AnyToken;
  /** `SalesController.main` */
  readonly where: string;
  /** `@UseGuard` */
  readonly user: string;
}

/** What an app lists. */
export interface ContainerParts {
  /** Of two for one token the later counts. */
  readonly providers: readonly Provider[];
  /** Made anew for each call, whatever their `@Injectable` says: their fields are one caller's. */
  readonly controllers: readonly Class[];
  /** Made anew each time one is run, for the same reason. */
  readonly dialogs?: readonly Class[];
  /** Guards, interceptors, pipes and filters that must be listed. */
  readonly wanted?: readonly WantedService[];
  /** What the app brings along, by token; a call may bring its own instead. */
  readonly appValues?: readonly (readonly [token: AnyToken, value: unknown])[];
  /** What each call brings along: the tokens of the values that `openScope` gets. */
  readonly callValues: readonly AnyToken[];
}

/** The container on paper: compiled and checked, nothing constructed. */
export interface ContainerPlan {
  readonly bindings: Bindings;
  /** With any, the app does not start. */
  readonly problems: readonly BootProblem[];
  /** What looks wrong, and stops nothing. */
  readonly warnings: readonly BootProblem[];
}

/**
 * Reads the lists of an app and finds every mistake in them. No constructor and no factory runs yet: other parts of the app
 * may have mistakes too, and all are told together.
 */
export function planContainer(parts: ContainerParts): ContainerPlan {
  const { providers, controllers, dialogs = [], wanted = [], appValues = [], callValues } = parts;
  const problems = new ProblemList();
  const warnings = new ProblemList();
  const bindings = new Map<AnyToken, Binding>();

  for (const provider of providers) bindings.set(tokenOf(provider), readProvider(provider));
  for (const controller of controllers) bindings.set(controller, classBinding(controller, controller, 'call'));
  for (const dialog of dialogs) bindings.set(dialog, classBinding(dialog, dialog, 'transient'));
  for (const [token, value] of appValues) {
    if (bindings.has(token)) problems.add('AGI_BOOT_PROVIDER', describeToken(token), { givenBy: 'app' });
    bindings.set(token, { kind: 'appValue', token, scope: 'app', value });
  }
  for (const token of callValues) {
    if (bindings.has(token)) problems.add('AGI_BOOT_PROVIDER', describeToken(token), { givenBy: 'call' });
    bindings.set(token, { kind: 'callValue', token, scope: 'call' });
  }

  for (const { token, where, user } of wanted) {
    const hint = nearName(token, bindings.keys());
    if (!bindings.has(token)) problems.add('AGI_BOOT_NOT_LISTED', where, { user, token: describeToken(token), hint });
  }
  checkBindings(bindings, new Set([...controllers, ...dialogs]), problems);
  findCircles(bindings, problems);
  checkHooks(bindings.values(), problems, warnings);
  return { bindings, problems: problems.found, warnings: warnings.found };
}
