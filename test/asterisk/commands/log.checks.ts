import { expect, vi } from 'vitest';

import { VerboseLevel } from '../../../src/core/commands/log.js';
import { ANSWERS_AT_ONCE, check, type FamilyChecks, NEVER_FAILS, TAKES_NO_KEYS } from './check.js';

export const logChecks = {
  verbose: {
    success: [
      check('writes to the console', async ({ channel, call }) => {
        expect(await channel.verbose('order "0012" \\ taken')).toBeUndefined();
        await vi.waitFor(() => expect(call.console.join('\n')).toContain('order "0012" \\ taken'));
      }),
      check('keeps what is above the setting of the console to itself', async ({ channel, call }) => {
        const { uniqueId } = call.placed;
        await channel.verbose(`debug of ${uniqueId}`, VerboseLevel.debug);
        await channel.verbose(`info of ${uniqueId}`, VerboseLevel.info);
        await vi.waitFor(() => expect(call.console.join('\n')).toContain(`info of ${uniqueId}`));
        expect(call.console.join('\n')).not.toContain(`debug of ${uniqueId}`);
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  noop: {
    success: [
      check('does nothing', async ({ channel }) => {
        expect(await channel.noop()).toBeUndefined();
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },
} satisfies FamilyChecks<'verbose' | 'noop'>;
