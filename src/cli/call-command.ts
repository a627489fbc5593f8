import { printable } from '../errors/printable.js';
import { RealClock } from '../testing/clock.js';
import { VirtualAsterisk } from '../testing/virtual-asterisk.js';
import type { VirtualCall } from '../testing/virtual-call.js';
import { callByScript } from './call-by-script.js';
import { type CallOptions, readSetup, readSounds } from './call-options.js';
import type { CallParts } from './call-parts.js';
import { CalledServer } from './called-server.js';
import { CliError, ExitCode } from './exit-code.js';
import { InteractivePhone } from './interactive-phone.js';
import { checkRecord, recordWhenOver } from './record-call.js';
import { parseScript } from './script.js';
import type { World } from './world.js';

/**
 * Calls a FastAGI server: by hand in a terminal, else by a script. What was started is stopped, also after a failure.
 *
 * @throws CliError with a sentence for the person at the terminal
 */
export async function callCommand(address: string, options: CallOptions, world: World): Promise<ExitCode> {
  // What is wrong with the command line comes before anything is started.
  if (options.script !== undefined) parseScript(options.script);
  const asterisk = readSounds(options);
  checkRecord(options);
  const server = await CalledServer.find(address, options.server, world);
  const abort = new AbortController();
  const stopInterrupts = world.onInterrupt(() => abort.abort());
  const isByHand = options.script === undefined && world.stdin.isTTY === true && world.stdout.isTTY === true;
  const parts: CallParts = { asterisk, server, options, world, signal: abort.signal };
  try {
    const call = isByHand ? await callByHand(parts, abort) : await callByScript(parts);
    return abort.signal.aborted ? ExitCode.Interrupted : outcomeOf(call);
  } catch (error) {
    if (abort.signal.aborted) return ExitCode.Interrupted;
    throw error;
  } finally {
    stopInterrupts();
    await server.stop();
  }
}

/** Puts the person at the terminal on the line. */
async function callByHand(parts: CallParts, abort: AbortController): Promise<VirtualCall> {
  const { asterisk, server, options, world, signal } = parts;
  const clock = new RealClock();
  if (options.server !== undefined) world.stdout.write(`${printable(options.server)} is being started …\n`);
  const wire = await server.connect();
  const call = new VirtualAsterisk({ ...asterisk, clock }).call(wire, server.url, readSetup(options));
  recordWhenOver(call, options);
  const phone = new InteractivePhone(call, clock, world.stdin, world.stdout, { wire: options.wire ?? false });
  signal.addEventListener('abort', () => phone.interrupt());
  const farewell = await phone.run();
  if (farewell === 'interrupted') abort.abort();
  if (farewell === 'appStays') throw new CliError('The app did not end the call after the caller had hung up.');
  return call;
}

function outcomeOf(call: VirtualCall | undefined): ExitCode {
  if (call?.variables.AGISTATUS !== 'FAILURE') return ExitCode.Done;
  throw new CliError(
    'AGISTATUS is FAILURE: a command failed during the call (a missing sound, for example). --wire shows every line.',
  );
}
