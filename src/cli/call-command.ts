import { printable } from '../errors/printable.js';
import { RealClock } from '../testing/clock.js';
import { VirtualAsterisk } from '../testing/virtual-asterisk.js';
import type { VirtualCall } from '../testing/virtual-call.js';
import { callByScript } from './call-by-script.js';
import { type CallOptions, readSetup, readSounds } from './call-options.js';
import type { CliCallParts } from './call-parts.js';
import { CalledServer } from './called-server.js';
import { lineColourFor } from './colour.js';
import { dropKeysDuring } from './drop-keys.js';
import { CliError, ExitCode } from './exit-code.js';
import { InteractivePhone } from './interactive-phone.js';
import { checkRecord, recordWhenOver } from './record-call.js';
import { parseScript } from './script.js';
import type { CliEnvironment } from './cli-environment.js';

/**
 * Calls a FastAGI server: by hand in a terminal, else by a script. What was started is stopped, also after a failure.
 *
 * @throws CliError with a sentence for the person at the terminal
 */
export async function callCommand(
  address: string,
  options: CallOptions,
  environment: CliEnvironment,
): Promise<ExitCode> {
  // What is wrong with the command line comes before anything is started.
  if (options.script !== undefined) parseScript(options.script);
  const asterisk = readSounds(options);
  checkRecord(options);
  const server = await CalledServer.find(address, options.server, environment);
  const abort = new AbortController();
  const stopInterrupts = environment.onInterrupt(() => abort.abort());
  const isByHand =
    options.script === undefined && environment.stdin.isTTY === true && environment.stdout.isTTY === true;
  let call: VirtualCall | undefined;
  const onDialled = (dialled: VirtualCall) => {
    call = dialled;
    recordWhenOver(dialled, options);
  };
  const parts: CliCallParts = {
    asterisk,
    server,
    options,
    environment,
    colourLine: lineColourFor(environment),
    onDialled,
    signal: abort.signal,
  };
  try {
    let mayFail = false;
    let failure: unknown;
    try {
      mayFail = isByHand ? await callByHand(parts, abort) : await callByScript(parts);
    } catch (error) {
      failure = error;
    }
    if (abort.signal.aborted) return ExitCode.Interrupted;
    // Where the server has gone, the rest follows from that.
    const lost = call && (await server.whyLost(call));
    if (lost !== undefined) throw new CliError(lost);
    if (failure !== undefined) throw failure;
    return outcomeOf(call, mayFail);
  } finally {
    stopInterrupts();
    await server.stop();
  }
}

/** Puts the person at the terminal on the line. @returns false: nobody expects an error */
async function callByHand(parts: CliCallParts, abort: AbortController): Promise<false> {
  const { asterisk, server, options, environment, colourLine, signal } = parts;
  const clock = new RealClock();
  if (options.server !== undefined) environment.stdout.write(`starting ${printable(options.server)} …\n`);
  const wire = await dropKeysDuring(environment.stdin, abort, server.connect());
  const call = new VirtualAsterisk({ ...asterisk, clock }).call(wire, server.url, readSetup(options));
  parts.onDialled(call);
  const phone = new InteractivePhone(
    call,
    clock,
    environment.stdin,
    environment.stdout,
    { wire: options.wire ?? false },
    colourLine,
  );
  server.showLog((line) => phone.print(line));
  signal.addEventListener('abort', () => phone.interrupt());
  const end = await phone.run();
  if (end === 'interrupted') abort.abort();
  if (end === 'appStays') throw new CliError('The app did not end the call after the caller had hung up.');
  return false;
}

function outcomeOf(call: VirtualCall | undefined, mayFail: boolean): ExitCode {
  const { AGISTATUS, OFFHOOK_STATUS: status = '', OFFHOOK_REASON: reason = '' } = call?.variables ?? {};
  if (call === undefined || AGISTATUS !== 'FAILURE') return ExitCode.Done;
  if (status === 'ERROR' && mayFail) return ExitCode.Done;
  if (status === 'ERROR') throw new CliError(`The app failed: ${printable(reason)}. Its log says more.`);
  if (GIVEN_BACK.has(status))
    throw new CliError(
      `The app did not take the call to its end: OFFHOOK_STATUS is ${status} (${printable(reason, 300)}).`,
    );
  const missing = call.events.flatMap((event) => (event.kind === 'soundMissing' ? [printable(event.name)] : []));
  const why = missing.length === 0 ? 'a command failed during the call' : `Asterisk has no sound ${missing.join(', ')}`;
  throw new CliError(`AGISTATUS is FAILURE: ${why}. --wire shows every line.`);
}

const GIVEN_BACK = new Set(['NOTFOUND', 'REFUSED', 'DRAINED']);
