import type { Call } from '../call/call.js';
import type { EndedCall } from '../call/ended-call.js';
import type { ServiceScope } from '../container/service-scope.js';
import type { CompiledController } from '../controller/compile-controller.js';
import { giveInput, invokeHandler } from '../controller/invoke-handler.js';
import type { DialogContext } from '../dialog/run-dialog.js';
import { runSubdialog } from '../dialog/run-subdialog.js';
import type { Scene } from '../dialog/stage.js';

/** The controllers and dialogs of one call. */
export class Scenes {
  readonly #entered: { readonly compiled: CompiledController; readonly instance: object }[] = [];

  constructor(
    private readonly scope: ServiceScope,
    private readonly call: Call,
  ) {}

  /**
   * A controller or a dialog as the dialog engine sees it. A controller is built when the conversation first enters it; a dialog
   * each time, because its fields belong to one run of it.
   *
   * @param input - for a dialog's `@Input`
   */
  enter(compiled: CompiledController, input: unknown, context: DialogContext): Scene {
    const instance = this.#instanceOf(compiled);
    giveInput(compiled, instance, input);
    const runDialog = (dialog: object, its: unknown) => runSubdialog(context.enter(dialog, its), context);
    return {
      flow: compiled.flow,
      run: (method, given) => invokeHandler(compiled, instance, method, { call: this.call, input: given, runDialog }),
      // The function was declared for this class.
      evaluate: async (declared) => declared(instance as never),
    };
  }

  /** Runs every `@OnHangup` method of the controllers that were entered; one failure does not stop the rest, the limit does. */
  async hangUp(ended: EndedCall, onFailure: (error: unknown) => void): Promise<void> {
    for (const { compiled, instance } of this.#entered) {
      for (const method of compiled.onHangup) {
        // What they use is disposed by then.
        if (ended.signal.aborted) return;
        // In turn: there is one channel, and the order is the order in which the caller came by.
        // oxlint-disable-next-line no-await-in-loop
        await invokeHandler(compiled, instance, method, { call: this.call, input: ended, runDialog: noDialog }).catch(
          onFailure,
        );
      }
    }
  }

  #instanceOf(compiled: CompiledController): object {
    const known = compiled.flow.isSubdialog
      ? undefined
      : this.#entered.find((entered) => entered.compiled === compiled);
    if (known !== undefined) return known.instance;
    // The container constructs controllers, so what it gives is an object.
    const instance = this.scope.get(compiled.controller) as object;
    this.#entered.push({ compiled, instance });
    return instance;
  }
}

const noDialog = () => Promise.reject(new Error('The caller has left: there is nobody to talk to.'));
