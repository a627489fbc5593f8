import { AssertionError } from 'node:assert';

import { Caller } from '../testing/caller.js';
import { RealClock, VirtualClock } from '../testing/clock.js';
import { RealTimeDriver, VirtualTimeDriver } from '../testing/time-driver.js';
import { Transcript } from '../testing/transcript.js';
import { VirtualAsterisk } from '../testing/virtual-asterisk.js';
import type { VirtualCall } from '../testing/virtual-call.js';
import { readSetup } from './call-options.js';
import type { CliCallParts } from './call-parts.js';
import { CliError, ExitCode } from './exit-code.js';
import { followScript, parseScript } from './script.js';

/** What is played when there is neither a terminal nor a script. */
export const DEFAULT_SCRIPT = 'w h';
/** How long the app may do nothing while it is its turn. */
const APP_LIMIT_MS = 30_000;
const WORK_GRACE_MS = 50;
/** Steps that say what must be heard. */
const EXPECTATIONS: ReadonlySet<string> = new Set(['hears', 'skips', 'ends']);

/**
 * Plays a script and prints the transcript line by line.
 *
 * @returns whether the script says that the app fails
 * @throws CliError when the script could not be played to its end
 */
export async function callByScript(parts: CliCallParts): Promise<boolean> {
  const { asterisk, server, options, signal, environment, colourLine } = parts;
  // Nobody watches the default script: its time need not pass.
  const isFast = options.fast === true || options.script === undefined;
  const limits = { appLimitMs: APP_LIMIT_MS, workGraceMs: WORK_GRACE_MS };
  const clock = isFast ? new VirtualClock(Date.now()) : new RealClock();
  const timeDriver =
    clock instanceof VirtualClock ? new VirtualTimeDriver(clock, limits) : new RealTimeDriver(clock, limits);
  const steps = parseScript(options.script ?? DEFAULT_SCRIPT);
  let call: VirtualCall | undefined;
  const caller = new Caller({
    timeDriver,
    appLimitMs: APP_LIMIT_MS,
    transcript: {},
    dial: async () => {
      const wire = await server.connect();
      const dialled = new VirtualAsterisk({ ...asterisk, clock }).call(wire, server.url, readSetup(options));
      call = dialled;
      if (options.script === undefined)
        environment.stdout.write(`No terminal: the caller listens and hangs up (--script '${DEFAULT_SCRIPT}').\n`);
      server.showLog((line) => environment.stdout.write(`${colourLine(line)}\n`));
      printAsItGoes(dialled, parts);
      parts.onDialled(dialled);
      const limitMs = options.limit * 1000;
      const end = () => dialled.hangUp();
      const cancelLimit = clock instanceof VirtualClock ? clock.deadline(limitMs, end) : clock.after(limitMs, end);
      dialled.onEvent((event) => event.kind === 'ended' && cancelLimit());
      signal.addEventListener('abort', () => dialled.hangUp());
      return dialled;
    },
  });
  try {
    await followScript(caller, steps);
  } catch (error) {
    // The caller's failures show a transcript too; here it has been printed.
    if (!(error instanceof AssertionError) || signal.aborted) throw error;
    const sentence = error.message.split('\n')[0] ?? '';
    if (EXPECTATIONS.has(error.operator)) throw new CliError(sentence, ExitCode.NotHeard);
    if (call?.isOver !== true) throw new CliError(`The script stopped: ${sentence}`);
    throw new CliError(`The call ended before the script did: ${sentence}`, ExitCode.ScriptLeft);
  }
  return steps.some((step) => step.kind === 'ends' && step.hasFailed);
}

function printAsItGoes(call: VirtualCall, { options, environment, colourLine }: CliCallParts): void {
  const transcript = new Transcript({ wire: options.wire ?? false });
  call.onEvent((event) => {
    transcript.push(event);
    for (const line of transcript.takeLines()) environment.stdout.write(`${colourLine(line)}\n`);
  });
}
