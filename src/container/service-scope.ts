import { OffhookError } from '../errors/offhook-error.js';
import { describeToken, type Token } from '../dialog/token.js';
import type { Bindings } from './binding.js';
import { getListed } from './get-listed.js';
import type { Hook } from './hooks.js';
import { disposeAll, type HookRun, type InstanceFailure, isHooked, type Limit, runHooks } from './instances.js';
import type { DependencyContainer } from './tsyringe.js';

/** Gives things until it is closed, then disposes those it made. The app is one, each call is another. */
export class ServiceScope {
  readonly #container: DependencyContainer;
  readonly #bindings: Bindings;
  readonly #name: 'app' | 'call';
  #closing: Promise<readonly Error[]> | undefined;

  /** @internal */
  constructor(container: DependencyContainer, bindings: Bindings, name: 'app' | 'call') {
    this.#container = container;
    this.#bindings = bindings;
    this.#name = name;
  }

  /**
   * Gives what stands behind a token.
   *
   * @throws OffhookError AGI_PROVIDER_MISSING for what is not listed, AGI_OUTSIDE_CALL, AGI_SCOPE_CLOSED when it is asked for too late
   */
  get<T>(token: Token<T>): T {
    if (this.#closing === undefined) return getListed(this.#container, token, this.#bindings, `${this.#name}.get()`);
    // Made now, nobody would dispose it.
    throw new OffhookError('AGI_SCOPE_CLOSED', { token: describeToken(token), scope: this.#name });
  }

  /** Whether something that was made here has a hook. */
  has(hook: Hook): boolean {
    return isHooked(this.#container, hook);
  }

  /**
   * Runs a hook of everything that was made here and has it, each awaited before the next.
   *
   * @returns what failed; never rejects
   */
  runHooks(hook: Hook, run: HookRun): Promise<readonly InstanceFailure[]> {
    return runHooks(this.#container, hook, run);
  }

  /**
   * Disposes everything that was made here and has `Symbol.asyncDispose`, `Symbol.dispose` or a `dispose()`: the newest first,
   * awaited, one failure not stopping the rest. Asked again, it gives the same promise.
   *
   * @param limit - its signal aborts when it takes too long; what is left is then told to dispose without waiting for it
   * @returns what failed; never rejects
   */
  close(limit?: Limit): Promise<readonly Error[]> {
    this.#closing ??= disposeAll(this.#container, limit);
    return this.#closing;
  }
}
