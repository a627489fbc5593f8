import type { Call } from '../call/call.js';
import { type Destination, endsCall } from '../dialog/step.js';
import { type CompiledGuard, resolveBound } from './compiled-pipeline.js';

/**
 * Runs guards in order, until one refuses.
 *
 * @returns where a refused call goes; `undefined` when all let it through
 */
export async function runGuards(guards: readonly CompiledGuard[], call: Call): Promise<Destination | undefined> {
  for (const { by, name, say, otherwise } of guards) {
    // In turn: a later one may rely on an earlier one.
    if (await resolveBound(by, call).check(call)) continue;
    call.log.info({ guard: name }, 'a guard refused the call');
    if (say !== undefined) await (endsCall(otherwise) ? call.announce(() => speak(call, say)) : speak(call, say));
    return otherwise;
  }
  return undefined;
}

async function speak(call: Call, say: NonNullable<CompiledGuard['say']>): Promise<void> {
  // Many networks let nobody hear what is said before.
  await call.answer();
  await call.play(say);
}
