import { BootError } from '../errors/offhook-error.js';
import { bind, runAppFactory } from './bind.js';
import type { AnyToken, Bindings } from './binding.js';
import { CallContainer, type CallValues } from './call-container.js';
import type { ContainerPlan } from './plan-container.js';
import { failedToBuild, failedToStart } from './start-failure.js';
import { ServiceScope } from './service-scope.js';
import { Container, resolve, type DependencyContainer } from './tsyringe.js';

/** Holds what lives as long as the app, and opens a scope for each call. Shares nothing with another app of the process. */
export class AppContainer extends ServiceScope {
  readonly #root: DependencyContainer;
  readonly #bindings: Bindings;

  private constructor(root: DependencyContainer, bindings: Bindings) {
    super(root, bindings, 'app');
    this.#root = root;
    this.#bindings = bindings;
  }

  /**
   * Builds everything of scope `app`, so that no call waits for it or lends it anything of its own: first what factories make,
   * in the order of the list and awaited, then the classes, each after what it needs. `onAppStart` follows, in the same order.
   *
   * @throws BootError when the plan has problems, or when a constructor, a factory or `onAppStart` fails, with what it threw as
   *   `cause`, after disposing what was built
   */
  static async start({ bindings, problems }: ContainerPlan): Promise<AppContainer> {
    if (problems.length > 0) throw new BootError('AGI_BOOT', { problems });
    const app = new AppContainer(new Container(), bindings);
    for (const binding of bindings.values()) bind(app.#root, binding, bindings);
    try {
      await app.#build();
      const [failure] = await app.runHooks('onAppStart', { order: 'oldestFirst' });
      if (failure !== undefined) throw failedToStart(failure);
    } catch (error) {
      // Why the app did not start is what matters; what fails while cleaning up after that comes from it.
      await app.close();
      throw error;
    }
    return app;
  }

  /**
   * Opens the scope of one call.
   *
   * @param values - what the plan names as call values, by token; asked for when somebody wants one. They are not disposed with
   *   the scope
   */
  openScope(values: CallValues): ServiceScope {
    return new ServiceScope(new CallContainer(this.#root, values), this.#bindings, 'call');
  }

  async #build(): Promise<void> {
    const forApp = [...this.#bindings.values()].filter((binding) => binding.scope === 'app');
    for (const binding of forApp) {
      // In turn: a factory may ask for what an earlier one made.
      if (binding.kind === 'factory')
        await this.#making(binding.token, () => runAppFactory(this.#root, binding, this.#bindings));
    }
    for (const { token } of forApp) {
      await this.#making(token, () => {
        resolve(this.#root, token);
      });
    }
  }

  async #making(token: AnyToken, make: () => void | Promise<void>): Promise<void> {
    try {
      await make();
    } catch (error) {
      throw failedToBuild(token, error, this.#bindings);
    }
  }
}
