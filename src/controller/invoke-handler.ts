import type { Call } from '../call/call.js';
import type { CompiledController } from './compile-controller.js';

type Handler = (...args: unknown[]) => unknown;

/**
 * Runs a method of a controller with its arguments made.
 *
 * @param instance - the controller that the container built for this call
 * @param method - a name out of the compiled flow, or of `onHangup`
 * @param input - what the caller gave: the digits, or the ended call
 * @returns what the method returns
 * @throws whatever the method or a parameter decorator throws; HangUpError when the caller leaves
 */
export async function invokeHandler(
  compiled: CompiledController,
  instance: object,
  method: string,
  input: unknown,
  call: Call,
): Promise<unknown> {
  // Looked at when the app started: each name in the flow is a method.
  const handler = (instance as Record<string, Handler>)[method] as Handler;
  const readers = compiled.arguments.get(method) ?? [];
  if (readers.length === 0) return handler.call(instance);
  return handler.apply(instance, await Promise.all(readers.map(async (read) => read({ call, input }))));
}
