import type { HeardSound } from '../../session/journal.js';
import type { Journal } from '../../session/record-calls.js';
import type { Caller } from '../caller.js';
import type { Expected } from '../heard.js';
import type { TestPhone } from '../test-phone.js';
import { callAgain } from './caller-steps.js';

/** What a replay must be given. */
export interface ReplayOptions {
  /** Keys that the journal does not show, in order: `['4711']`. */
  readonly secrets?: readonly string[];
}

/**
 * Makes the call of a journal again: the same caller presses the same keys and must hear the same. Fails as any caller does.
 *
 * @param phone - calls the app; give its fakes what the call needs
 * @param journal - of a call that is over
 * @returns the caller, to be awaited
 * @throws TypeError for a journal that does not say who calls, or when a secret is missing
 * @example
 * await replayJournal(line, JSON.parse(text), { secrets: ['4711'] });
 */
export function replayJournal(phone: TestPhone, journal: Journal, { secrets = [] }: ReplayOptions = {}): Caller {
  const { path, setup, steps } = callAgain(journal);
  const hidden = steps.filter((step) => step.kind === 'pressesSecret');
  if (hidden.length > secrets.length) {
    const counts = hidden.map(({ count }) => count).join(', ');
    throw new TypeError(`replayJournal(): give as secrets the keys that the journal does not show (${counts} of them)`);
  }
  const caller = phone.dial(path, setup);
  const left = [...secrets];
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
        caller.ends({ by: step.by });
    }
  }
  return caller;
}

function expectedOf({ kind, text }: HeardSound): Expected {
  if (kind === 'file') return text;
  return text === '[masked]' ? { heard: kind } : { heard: kind, text };
}
