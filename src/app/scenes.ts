import type { Call } from '../call/call.js';
import type { EndedCall } from '../call/ended-call.js';
import type { ServiceScope } from '../container/service-scope.js';
import type { CompiledController } from '../controller/compile-controller.js';
import { invokeHandler } from '../controller/invoke-handler.js';
import type { Scene } from '../dialog/stage.js';

/** The controllers of one call: each is built when the conversation first enters it, and only then. */
export class Scenes {
  readonly #entered = new Map<CompiledController, object>();

  constructor(
    private readonly scope: ServiceScope,
    private readonly call: Call,
  ) {}

  /** A controller as the dialog engine sees it. */
  enter(compiled: CompiledController): Scene {
    const instance = this.#instanceOf(compiled);
    return { flow: compiled.flow, run: (method, input) => invokeHandler(compiled, instance, method, input, this.call) };
  }

  /** Runs every `@OnHangup` method of the controllers that were entered; one failure does not stop the rest, the limit does. */
  async hangUp(ended: EndedCall, onFailure: (error: unknown) => void): Promise<void> {
    for (const [compiled, instance] of this.#entered) {
      for (const method of compiled.onHangup) {
        // What they use is disposed by then.
        if (ended.signal.aborted) return;
        // In turn: there is one channel, and the order is the order in which the caller came by.
        // oxlint-disable-next-line no-await-in-loop
        await invokeHandler(compiled, instance, method, ended, this.call).catch(onFailure);
      }
    }
  }

  #instanceOf(compiled: CompiledController): object {
    const known = this.#entered.get(compiled);
    if (known !== undefined) return known;
    // The container constructs controllers, so what it gives is an object.
    const instance = this.scope.get(compiled.controller) as object;
    this.#entered.set(compiled, instance);
    return instance;
  }
}
