import type { Caller } from '../testing/caller.js';
import { printable } from '../errors/printable.js';
import { CliError, ExitCode } from './exit-code.js';

/** What a caller does, step by step. */
export type ScriptStep =
  | { readonly kind: 'presses'; readonly keys: string }
  /** Until the app has said what it has to say and waits for a key, or the call ends. */
  | { readonly kind: 'listens' }
  | { readonly kind: 'waits'; readonly forMs: number }
  | { readonly kind: 'staysSilent' }
  | { readonly kind: 'hangsUp' };

/** The script, for `--help`. */
export const SCRIPT_HELP = `The script, step by step:
  1 23*#   press these keys, one after the other, as soon as something is heard or a key is waited for
  w        listen until the app waits for a key and nothing is heard any more
  w2.5     wait 2.5 seconds
  s        stay silent until something new is heard
  h        hang up; without it the caller stays until the app ends the call`;

/**
 * Reads a script: `1 w 23# s h`. Blanks may be left out between steps, except that a number right behind `w` is its seconds.
 *
 * @throws CliError naming what is not understood
 */
export function parseScript(text: string): readonly ScriptStep[] {
  const steps: ScriptStep[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const [token = '', keys, letter, seconds] = /^(?:([0-9*#A-D]+)|(w)(\d+(?:\.\d+)?)?|[sh])/.exec(rest) ?? [];
    if (token === '') {
      throw new CliError(
        `--script: "${printable(rest.split(/\s/)[0])}" is no step. Keys are 0-9, * and #; w waits, s stays silent, h hangs up.`,
        ExitCode.Usage,
      );
    }
    if (keys !== undefined) steps.push({ kind: 'presses', keys });
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
        caller.presses(step.keys);
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
