import { expect, vi } from 'vitest';

import { CommandError } from '../../../src/errors/offhook-error.js';
import { ANSWERS_AT_ONCE, check, type FamilyChecks, NEVER_FAILS, TAKES_NO_KEYS } from './check.js';

export const variablesChecks = {
  getVariable: {
    success: [
      check(
        'reads what the dialplan has set, with every character',
        async ({ channel }) => {
          expect(await channel.getVariable('TICKET')).toBe('a;b,c ${d} "e" (f) endpos=1');
          expect(await channel.getVariable('EMPTY')).toBe('');
        },
        { variables: { TICKET: 'a;b,c ${d} "e" (f) endpos=1', EMPTY: '' } },
      ),
      check('reads what Asterisk knows of the call', async ({ channel, placed }) => {
        expect(await channel.getVariable('UNIQUEID')).toBe(placed.uniqueId);
        expect(await channel.getVariable('EXTEN')).toBe('s');
      }),
      check(
        'gives values of any length',
        async ({ channel }) => {
          expect(await channel.getVariable('LONG')).toBe('x'.repeat(1500));
        },
        { beforeAgi: [`Set(LONG=${'x'.repeat(1500)})`] },
      ),
    ],
    failure: [
      check('gives undefined for what is not set', async ({ channel }) => {
        expect(await channel.getVariable('NOT_SET')).toBeUndefined();
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  getFullVariable: {
    success: [
      check('evaluates text', async ({ channel, placed }) => {
        expect(await channel.getFullVariable('${CONTEXT},$[1 + 1],${NOT_SET}')).toBe(`${placed.context},2,`);
      }),
      check(
        'gives values of any length',
        async ({ channel }) => {
          expect(await channel.getFullVariable('${LONG}')).toBe('x'.repeat(1500));
        },
        { beforeAgi: [`Set(LONG=${'x'.repeat(1500)})`] },
      ),
      check('reads of another channel', async ({ channel, call }) => {
        const other = await call.another();
        expect(await channel.getFullVariable('${UNIQUEID}', other.placed.agiChannel)).toBe(other.placed.uniqueId);
      }),
    ],
    failure: [
      check('rejects when there is no channel of that name', async ({ channel }) => {
        await expect(channel.getFullVariable('${EXTEN}', 'PJSIP/nobody-00000001')).rejects.toThrow(CommandError);
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  setVariable: {
    success: [
      check('sets what Asterisk then reads, as it is', async ({ channel, call, placed }) => {
        expect(await channel.setVariable('ORDER', 'say "hi" \\ ${EXTEN}, ok')).toBeUndefined();
        expect(await call.read('ORDER')).toBe('say "hi" \\ ${EXTEN}, ok');
        await channel.setVariable('ORDER', '');
        await channel.noop();
        await vi.waitFor(() => expect(placed.valuesOf('ORDER').at(-1)).toBe(''));
      }),
      check('is inherited by channels that the call makes', async ({ channel, call }) => {
        await channel.setVariable('__TEAM', 'sales');
        expect(await call.read('TEAM')).toBe('sales');
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },
} satisfies FamilyChecks<'getVariable' | 'getFullVariable' | 'setVariable'>;
