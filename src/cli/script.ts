import type { Caller } from '../testing/caller.js';
import { printable } from '../errors/printable.js';
import { CliError, ExitCode } from './exit-code.js';
import { parseExpectations } from './script-expectations.js';
import type { ScriptStep } from './script-step.js';

/** The script, for `--help`. */
export const SCRIPT_HELP = `The script, step by step:
  1 23*#   press these keys, one after the other, as soon as something is heard
           or a key is waited for
  (4711)   the same, kept out of the transcript and the record
  w        listen until something was heard since the last key and a question
           waits for one; pauses and a line that is held are no question
  w2.5     wait 2.5 seconds
  s        stay silent until something new is heard
  h        hang up; without it the caller stays until the app ends the call
  [...]    what must be heard next, in order and nothing else:
           [sales/welcome digits:0012 sales/*]. Sounds by name, * for any part
           of it; digits:, number:, spelled:, phonetic: and date:
           (2026-11-24T10:00Z) with what is said; silence, music; ... for
           whatever comes before the next one; ends:caller, ends:app,
           ends:dialplan last of all; ends:error where the app is to fail,
           which no other end allows`;

/**
 * Reads a script: `[welcome] 1 w 23# s h`. Blanks may be left out between steps, except that a number right behind `w` is its seconds.
 *
 * @throws CliError naming what is not understood
 */
export function parseScript(text: string): readonly ScriptStep[] {
  const steps: ScriptStep[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const [token = '', keys, letter, seconds, secret, list] =
      /^(?:([0-9*#A-D]+)|(w)(\d+(?:\.\d+)?)?|[sh]|\(([0-9*#A-D]+)\)|\[([^\]]*)\])/.exec(rest) ?? [];
    if (token === '') {
      throw new CliError(
        `--script: "${printable(rest.split(/\s/)[0])}" is no step. Keys are 0-9, * and #; w waits, s stays silent, h hangs up, [name] must be heard.`,
        ExitCode.Usage,
      );
    }
    if (list !== undefined) steps.push(...parseExpectations(list));
    else if (secret !== undefined) steps.push({ kind: 'presses', keys: secret, isMasked: true });
    else if (keys !== undefined) steps.push({ kind: 'presses', keys, isMasked: false });
    else if (seconds !== undefined) steps.push({ kind: 'waits', forMs: Number(seconds) * 1000 });
    else if (letter !== undefined) steps.push({ kind: 'listens' });
    else steps.push({ kind: token === 's' ? 'staysSilent' : 'hangsUp' });
    rest = rest.slice(token.length).trimStart();
  }
  return steps;
}

/** Lets a caller do it, and stay until the call is over. */
export function followScript(caller: Caller, steps: readonly ScriptStep[]): Caller {
  for (const step of steps) {
    switch (step.kind) {
      case 'presses':
        caller.presses(step.keys, { masked: step.isMasked });
        break;
      case 'hears':
        caller.hears(step.expected);
        break;
      case 'skips':
        caller.skips({ until: step.until }).hears(step.until);
        break;
      case 'ends':
        caller.ends(step.hasFailed ? { by: step.by, error: true } : { by: step.by });
        break;
      case 'listens':
        caller.listens();
        break;
      case 'waits':
        caller.waits({ forMs: step.forMs });
        break;
      case 'staysSilent':
        caller.staysSilent();
        break;
      case 'hangsUp':
        caller.hangsUp();
        break;
    }
  }
  return caller.staysOn();
}
