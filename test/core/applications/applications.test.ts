import { describe, expect, it } from 'vitest';

import { fitsPattern } from '../../../src/core/applications/dialplan-pattern.js';
import { optionString } from '../../../src/core/applications/option-string.js';
import * as applications from '../../../src/core/applications/table.js';
import { extensionTarget } from '../../../src/core/applications/targets.js';
import * as table from '../../../src/core/commands/index.js';
import { type CommandCase, play } from '../support/conversation.js';
import { fakeCall, settle, watch } from '../support/fake-link.js';
import * as cases from './applications.cases.js';

const families = Object.entries(cases);

describe.each(families)('%s', (_, family) => {
  it.each(family.map((one) => [title(one), one] as const))('%s', async (_title, one) => {
    await play(one);
  });
});

describe('the application table', () => {
  it('has no name of a command', () => {
    expect(Object.keys(applications).filter((name) => Object.hasOwn(table, name))).toEqual([]);
  });

  it('lets nothing come between the steps of one application', async () => {
    const { channel, link } = fakeCall();
    const dialled = watch(channel.dial('PJSIP/ann', { ringTimeoutMs: 1_000 }));
    const noop = watch(channel.noop());
    const sent: string[] = [];
    for (const reply of ['200 result=0', '200 result=6', '200 result=0', 'what was left', '200 result=0']) {
      await settle();
      sent.push(...link.sent.splice(0));
      const mark = /[0-9a-f-]{36}/.exec(sent.at(-1) ?? '')?.[0];
      link.receiveLines(mark === undefined ? reply : `200 result=1 (${['0', '', 'BUSY', '', '', '', ''].join(mark)})`);
    }
    await settle();
    expect(sent.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'EXEC "MSet"',
      'CHANNEL STATUS',
      'EXEC "Dial"',
      'GET FULL',
      'NOOP',
    ]);
    expect([dialled.outcome.kind, noop.outcome.kind]).toEqual(['value', 'value']);
  });

  it('does not run an application for a caller who has gone', async () => {
    const { channel, link } = fakeCall();
    link.receiveLines('HANGUP');
    await expect(channel.queue('q')).rejects.toMatchObject({ name: 'HangUpError' });
    expect(link.sent).toEqual([]);
  });
});

describe('digits of a caller', () => {
  it.each([
    ['201', '201', true],
    ['201', '2011', false],
    ['_2XX', '299', true],
    ['_2XX', '2', false],
    ['_2xz', '210', false],
    ['_2xz', '219', true],
    ['_N-XX', '100', false],
    ['_N-XX', '200', true],
    ['2-0-1', '201', true],
    ['_[13-5]0', '40', true],
    ['_[13-5]0', '20', false],
    ['_0.', '0', false],
    ['_0.', '0*#', true],
    ['_0!', '0', true],
    ['_+1.', '+15', true],
    ['_*9', '*9', true],
    ['_*9', '9', false],
  ])('%s takes %s: %s', (pattern, digits, fits) => {
    expect(fitsPattern(pattern, digits)).toBe(fits);
  });

  it.each(['_', '_2.X', '_[', '_[]', '_[5-1]', '_[#-9]', '_[1-3-5]', '_[2-]', '_a.b(', '_2|3', '_\\d'])(
    '%s is no pattern',
    (pattern) => {
      expect(() => fitsPattern(pattern, '2')).toThrow(/allow is .* no pattern of the dialplan/);
    },
  );

  it.each(['', 'ann', '2&3', '2@evil', '2\n', '２', '1'.repeat(81)])('%j can never be dialled', (digits) => {
    expect(() => extensionTarget(digits, { allow: ['_.', '_!', digits], context: 'internal' })).toThrow(/digits/);
  });

  it('that fit no pattern, or a context that is no name, are refused', () => {
    expect(() => extensionTarget('900', { allow: ['_2XX', '100'], context: 'internal' })).toThrow(
      /none of the allowed extensions fits \(_2XX, 100\)/,
    );
    expect(() => extensionTarget('200', { allow: [], context: 'internal' })).toThrow(/none/);
    expect(() => extensionTarget('200', { allow: ['200'], context: 'a/n&SIP/x' })).toThrow(/context is/);
    expect(String(extensionTarget('200', { allow: ['200'], context: 'internal' }))).toBe('Local/200@internal');
  });
});

describe('an option string', () => {
  it.each([
    [{}, ''],
    [{ g: true, r: false, m: undefined }, 'g'],
    [{ L: 60_000, m: 'jazz' }, 'L(60000)m(jazz)'],
    [{ m: '' }, 'm()'],
    [{ m: 'a)b(c\\"d' }, 'm(a\\)b\\(c\\\\\\"d)'],
  ])('of %j is %s', (options, text) => {
    expect(optionString(options)).toBe(text);
  });
});

function title({ talk, fails, call }: CommandCase): string {
  const line = talk.find((one) => one.startsWith('> EXEC') && !one.includes('MSet'));
  const answer = talk.at(-1)?.slice(2) ?? '';
  const said =
    line === undefined ? `refuses ${String(call).replace(/^\(c\) =>\s*c?\.?/, '')}` : `${line.slice(2)} ⇒ ${answer}`;
  return fails === undefined ? said : `${said} (${fails[0]})`;
}
