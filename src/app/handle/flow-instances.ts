import type { Call } from '../../call/call.js';
import type { EndedCall } from '../../call/ended-call.js';
import type { ServiceScope } from '../../container/service-scope.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import { invokeHandler, setInput } from '../../controller/invoke-handler.js';
import type { DialogContext } from '../../dialog/engine/walk.js';
import type { FlowInstance } from '../../dialog/engine/node-context.js';
import type { Destination } from '../../dialog/step.js';
import { runGuards } from '../../pipeline/run-guards.js';
import type { Pipeline } from '../../pipeline/compiled-pipeline.js';
import { ControllerInstance, type FlowInstanceHost } from './controller-instance.js';

/** The controllers and dialogs of one call. */
export class FlowInstances implements FlowInstanceHost {
  #entered: readonly { readonly compiled: CompiledController; readonly instance: object }[] = [];
  #isLetIn: boolean;

  /** @param around - what is bound to the app */
  constructor(
    private readonly scope: ServiceScope,
    readonly call: Call,
    readonly around: Pipeline,
  ) {
    this.#isLetIn = around.guards.length === 0;
  }

  get isLetIn(): boolean {
    return this.#isLetIn;
  }

  /** Whether somebody wants to know when the caller has left. */
  get wantsHangUp(): boolean {
    return this.#entered.some(({ compiled }) => compiled.onHangup.length > 0);
  }

  /**
   * A controller or a dialog as the dialog engine sees it. A controller is built when the caller first enters it; a dialog each
   * time, because its fields belong to one run of it.
   *
   * @param input - for a dialog's `@Input`
   */
  enter(compiled: CompiledController, input: unknown, context: DialogContext): FlowInstance {
    return new ControllerInstance(compiled, input, this, context);
  }

  async askApp(): Promise<Destination | undefined> {
    const refused = await runGuards(this.around.guards, this.call);
    // Not before: a guard that throws has let nobody in.
    this.#isLetIn = true;
    return refused;
  }

  /** Runs every `@OnHangup` method of the controllers that were entered; one failure does not stop the rest, the limit does. */
  async hangUp(ended: EndedCall, onFailure: (error: unknown, where: string) => void): Promise<void> {
    for (const { compiled, instance } of this.#entered) {
      for (const method of compiled.onHangup) {
        // What they use is disposed by then.
        if (ended.signal.aborted) return;
        // In turn: there is one channel, and the order is the order in which the caller came by.
        try {
          await invokeHandler(compiled, instance, method, { call: this.call, input: ended, runDialog: noDialog });
        } catch (error) {
          onFailure(error, `${compiled.name}.${method}`);
        }
      }
    }
  }

  objectOf(compiled: CompiledController, input: unknown): object {
    const known = compiled.flow.isSubdialog
      ? undefined
      : this.#entered.find((entered) => entered.compiled === compiled);
    if (known !== undefined) return known.instance;
    // The container constructs controllers, so what it gives is an object.
    const instance = this.scope.get(compiled.controller) as object;
    setInput(compiled, instance, input);
    this.#entered = [...this.#entered, { compiled, instance }];
    return instance;
  }
}

const noDialog = () => Promise.reject(new Error('The caller has left: there is nobody to talk to.'));
