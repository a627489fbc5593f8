import type { Call } from '../call/call.js';
import type { EndedCall } from '../call/ended-call.js';
import type { ServiceScope } from '../container/service-scope.js';
import type { CompiledController } from '../controller/compile-controller.js';
import { giveInput, invokeHandler, invokeIntercepted } from '../controller/invoke-handler.js';
import type { DialogContext } from '../dialog/run-dialog.js';
import { runSubdialog } from '../dialog/run-subdialog.js';
import type { Scene } from '../dialog/stage.js';
import type { Destination } from '../dialog/step.js';
import { askGuards } from '../pipeline/ask-guards.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import { rescue } from '../pipeline/rescue.js';

/** The controllers and dialogs of one call. */
export class Scenes {
  readonly #entered: { readonly compiled: CompiledController; readonly instance: object }[] = [];
  #isLetIn = false;

  /** @param around - what is bound to the app */
  constructor(
    private readonly scope: ServiceScope,
    private readonly call: Call,
    private readonly around: Pipeline,
  ) {}

  /**
   * A controller or a dialog as the dialog engine sees it. A controller is built when the conversation first runs something of
   * it; a dialog each time, because its fields belong to one run of it.
   *
   * @param input - for a dialog's `@Input`
   */
  enter(compiled: CompiledController, input: unknown, context: DialogContext): Scene {
    const { call } = this;
    const { flow, pipeline, pipelines } = compiled;
    const runDialog = (dialog: object, its: unknown) => runSubdialog(context.enter(dialog, its), scene, context);
    let built: object | undefined;
    const instance = () => (built ??= this.#instanceOf(compiled, input));
    let failed: { readonly error: unknown; readonly method: string } | undefined;
    const scene: Scene = {
      flow,
      guard: async (method) => {
        const own = method === undefined ? pipeline.guards : (pipelines.get(method)?.guards ?? []);
        return (await this.#askApp()) ?? askGuards(own, call);
      },
      async run(method, given) {
        try {
          return await invokeIntercepted(compiled, instance(), method, { call, input: given, runDialog });
        } catch (error) {
          failed = { error, method };
          throw error;
        }
      },
      // The function was declared for this class.
      evaluate: async (declared) => declared(instance() as never),
      rescue: (error, begin) => {
        const near = failed !== undefined && failed.error === error ? pipelines.get(failed.method)?.filters : undefined;
        // Whoever runs a dialog may answer for its errors before the app does.
        const far = context.running.length === 0 ? this.around.filters : [];
        return rescue(error, [...(near ?? []), ...pipeline.filters, ...far], call, begin);
      },
    };
    return scene;
  }

  /** Asks the guards of the app, once in a call. */
  async #askApp(): Promise<Destination | undefined> {
    if (this.#isLetIn) return undefined;
    const refused = await askGuards(this.around.guards, this.call);
    // Not before: a guard that throws has let nobody in.
    this.#isLetIn = true;
    return refused;
  }

  /** Runs every `@OnHangup` method of the controllers that were entered; one failure does not stop the rest, the limit does. */
  async hangUp(ended: EndedCall, onFailure: (error: unknown) => void): Promise<void> {
    for (const { compiled, instance } of this.#entered) {
      for (const method of compiled.onHangup) {
        // What they use is disposed by then.
        if (ended.signal.aborted) return;
        // In turn: there is one channel, and the order is the order in which the caller came by.
        await invokeHandler(compiled, instance, method, { call: this.call, input: ended, runDialog: noDialog }).catch(
          onFailure,
        );
      }
    }
  }

  #instanceOf(compiled: CompiledController, input: unknown): object {
    const known = compiled.flow.isSubdialog
      ? undefined
      : this.#entered.find((entered) => entered.compiled === compiled);
    if (known !== undefined) return known.instance;
    // The container constructs controllers, so what it gives is an object.
    const instance = this.scope.get(compiled.controller) as object;
    giveInput(compiled, instance, input);
    this.#entered.push({ compiled, instance });
    return instance;
  }
}

const noDialog = () => Promise.reject(new Error('The caller has left: there is nobody to talk to.'));
