import type { HandlerContext } from '../decorators/records.js';
import { intercept } from '../pipeline/intercept.js';
import type { CompiledController } from './compile-controller.js';

type Handler = (...args: unknown[]) => unknown;

/**
 * Runs a method of a controller or a dialog with its arguments made, and its interceptors around it.
 *
 * @param instance - the object that the container built for this call
 * @param method - a name out of the compiled flow
 * @param context - the call, what the caller gave, and how a dialog is run
 * @returns what the method returns, or a promise of it
 * @throws whatever the method, a parameter decorator, a pipe or an interceptor throws; HangUpError when the caller leaves
 */
export function invokeIntercepted(
  compiled: CompiledController,
  instance: object,
  method: string,
  context: HandlerContext,
): unknown {
  const { name, pipeline, pipelines } = compiled;
  const own = pipelines.get(method)?.interceptors ?? [];
  if (pipeline.interceptors.length + own.length === 0) return invokeHandler(compiled, instance, method, context);
  const handle = async () => invokeHandler(compiled, instance, method, context);
  return intercept([...pipeline.interceptors, ...own], context.call, { controller: name, method }, handle);
}

/** Runs a method with its arguments made, and nothing around it: one of `onHangup`. Otherwise as {@link invokeIntercepted}. */
export function invokeHandler(
  compiled: CompiledController,
  instance: object,
  method: string,
  context: HandlerContext,
): unknown {
  // Looked at when the app started: each name in the flow is a method.
  const handler = (instance as Record<string, Handler>)[method] as Handler;
  const readers = compiled.arguments.get(method) ?? [];
  if (readers.length === 0) return handler.call(instance);
  return Promise.all(readers.map(async (read) => read(context))).then((args) => handler.apply(instance, args));
}

/**
 * Sets the `@Input` of a dialog, before its first handler runs.
 *
 * @param instance - the object that the container built for this run
 */
export function setInput({ hasInput }: CompiledController, instance: object, input: unknown): void {
  // The property is readonly for its class, and may not be there yet.
  if (hasInput) Object.defineProperty(instance, 'input', { value: input, configurable: true, enumerable: true });
}
