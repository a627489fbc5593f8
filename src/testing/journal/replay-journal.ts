import type { HeardSound } from '../../session/journal.js';
import type { Journal } from '../../session/record-calls.js';
import type { Caller } from '../caller.js';
import type { ExpectedSound } from '../heard.js';
import type { TestPhone } from '../test-phone.js';
import { replayableCall } from './caller-steps.js';
import { MASKED } from '../../errors/masked.js';

/** What a replay must be given. */
export interface ReplayOptions {
  /** What the journal does not show, in order: first arguments of `AGI()`, then keys: `['4711']`. */
  readonly secrets?: readonly string[];
}

/**
 * Makes the call of a journal again: the same caller presses the same keys and must hear the same. Fails as any caller does.
 *
 * @param phone - calls the app; give its fakes what the call needs
 * @param journal - of a call that is over
 * @returns the caller, to be awaited
 * @throws TypeError for a journal that does not say who calls or holds what offhook never writes, or when a secret is missing
 * @example
 * await replayJournal(line, JSON.parse(text), { secrets: ['4711'] });
 */
export function replayJournal(phone: TestPhone, journal: Journal, { secrets = [] }: ReplayOptions = {}): Caller {
  const { path, setup, steps } = replayableCall(journal);
  const { args = [] } = setup;
  const hiddenArgs = args.filter((arg) => arg === MASKED);
  const hidden = steps.filter((step) => step.kind === 'pressesSecret');
  if (hiddenArgs.length + hidden.length > secrets.length) {
    const counts = hidden.map(({ count }) => count).join(', ');
    const keys = hidden.length === 0 ? [] : [`the keys that the journal does not show (${counts} of them)`];
    const more = hiddenArgs.length === 0 ? [] : [`${hiddenArgs.length} masked argument(s) of AGI()`];
    throw new TypeError(`replayJournal(): give as secrets ${[...more, ...keys].join(', then ')}`);
  }
  const left = [...secrets];
  // Counted above.
  const given = args.map((arg) => (arg === MASKED ? (left.shift() ?? '') : arg));
  const caller = phone.dial(path, args.length === 0 ? setup : { ...setup, args: given });
  for (const step of steps) {
    switch (step.kind) {
      case 'hears':
        for (const item of step.items) caller.hears(expectedOf(item));
        break;
      case 'hearsSilence':
        caller.hears({ heard: 'silence' });
        break;
      case 'presses':
        caller.presses(step.keys, step.gapMs === undefined ? {} : { gapMs: step.gapMs });
        break;
      case 'pressesSecret':
        // Counted above.
        caller.presses(left.shift() ?? '', { masked: true });
        break;
      case 'hangsUp':
        caller.hangsUp();
        if (step.afterKey) caller.staysOn();
        break;
      case 'ends':
        caller.ends(step.hasFailed ? { by: step.by, error: true } : { by: step.by });
    }
  }
  return caller;
}

function expectedOf({ kind, text }: HeardSound): ExpectedSound {
  if (kind === 'file') return text;
  return text === MASKED ? { heard: kind } : { heard: kind, text };
}
