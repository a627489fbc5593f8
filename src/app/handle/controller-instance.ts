import type { Call } from '../../call/call.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import { invokeIntercepted } from '../../controller/invoke-handler.js';
import type { CallFlow } from '../../dialog/call-flow.js';
import type { DialogContext } from '../../dialog/engine/walk.js';
import { runSubdialog } from '../../dialog/engine/run-subdialog.js';
import type { FlowInstance } from '../../dialog/engine/node-context.js';
import type { Destination } from '../../dialog/step.js';
import { runGuards } from '../../pipeline/run-guards.js';
import type { Pipeline } from '../../pipeline/compiled-pipeline.js';
import { runFilters } from '../../pipeline/run-filters.js';

/** What the flow instances of a call share. */
export interface FlowInstanceHost {
  readonly call: Call;
  /** What is bound to the app. */
  readonly around: Pipeline;
  /** Whether the guards of the app have let the caller in. */
  readonly isLetIn: boolean;
  /** Asks them. */
  askApp(): Promise<Destination | undefined>;
  objectOf(compiled: CompiledController, input: unknown): object;
}

/** A controller or a dialog as the dialog engine sees it; built when the caller enters it. */
export class ControllerInstance implements FlowInstance {
  readonly flow: CallFlow;
  readonly #compiled: CompiledController;
  readonly #input: unknown;
  readonly #host: FlowInstanceHost;
  readonly #context: DialogContext;
  #built: object | undefined;
  #failed: { readonly error: unknown; readonly method: string } | undefined;

  constructor(compiled: CompiledController, input: unknown, host: FlowInstanceHost, context: DialogContext) {
    this.flow = compiled.flow;
    this.#compiled = compiled;
    this.#input = input;
    this.#host = host;
    this.#context = context;
  }

  async guard(method?: string): Promise<Destination | undefined> {
    const { pipeline, pipelines } = this.#compiled;
    const own = method === undefined ? pipeline.guards : (pipelines.get(method)?.guards ?? []);
    const refused = this.#host.isLetIn ? undefined : await this.#host.askApp();
    return refused ?? (own.length === 0 ? undefined : await runGuards(own, this.#host.call));
  }

  /** Built now, although perhaps only its questions are asked: `@OnHangup` and `onCallEnd` are for whoever was here. */
  enter(): void {
    this.#built ??= this.#host.objectOf(this.#compiled, this.#input);
  }

  async run(method: string, input: unknown): Promise<unknown> {
    const { call } = this.#host;
    try {
      return await invokeIntercepted(this.#compiled, this.#object, method, {
        call,
        input,
        runDialog: this.#runDialog,
      });
    } catch (error) {
      this.#failed = { error, method };
      throw error;
    }
  }

  async evaluate<T>(declared: (self: never) => T | Promise<T>): Promise<T> {
    // The function was declared for this class.
    return declared(this.#object as never);
  }

  handleError(error: unknown, begin: () => void): Promise<Destination | undefined> {
    const { pipeline, pipelines } = this.#compiled;
    const { call, around } = this.#host;
    const failed = this.#failed;
    const near = failed !== undefined && failed.error === error ? pipelines.get(failed.method)?.filters : undefined;
    // Whoever runs a dialog may answer for its errors before the app does.
    const far = this.#context.running.length === 0 ? around.filters : [];
    return runFilters(error, [...(near ?? []), ...pipeline.filters, ...far], call, begin);
  }

  readonly #runDialog = (dialog: object, input: unknown) =>
    runSubdialog(this.#context.enter(dialog, input), this, this.#context);

  get #object(): object {
    return (this.#built ??= this.#host.objectOf(this.#compiled, this.#input));
  }
}
