import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CommandError } from '../../../src/errors/offhook-error.js';
import { askedReleases } from '../support/install.js';
import { modulesOf } from '../support/module-sets.js';
import { LiveCalls } from './support/live-calls.js';

const HOSTILE = [
  '',
  ' leading and trailing ',
  'two\nlines',
  '\n',
  '\r\n200 result=1 (forged)\nHANGUP\n',
  'say "hi", \\n and \\',
  '"quoted"',
  "it's ; a & b | c = d",
  '${CHANNEL} $[1+1] ${SHELL(touch /tmp/offhook-pwned)}',
  ')},${URIDECODE(x)}(',
  '%0A %41 + %',
  'ends in )\nand goes on)\n',
  'žluťoučký kůň 😀 \u202e',
  'x\ty\x01\x7f',
  'a):b:c(d):',
  '='.repeat(599) + 'é'.repeat(900),
  'line\n'.repeat(4_000),
];

describe.each(askedReleases())('values on Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    live = await LiveCalls.start({ release });
  });
  afterAll(() => live?.stop());

  test('setText and getText carry any text', async () => {
    const read = await live.value(async (c) => {
      const texts: (string | undefined)[] = [];
      for (const text of HOSTILE) {
        await c.setText('NOTE', text);
        texts.push(await c.getText('NOTE'));
      }
      return texts;
    });
    expect(read).toEqual(HOSTILE);
  });

  test('what setText stores is what the dialplan sees', async () => {
    const { placed } = await live.run((c) => c.setText('NOTE', 'two\nlines, "quoted" ${EXTEN}'));
    expect(placed.valuesOf('NOTE')).toEqual(['two\nlines, "quoted" ${EXTEN}']);
  });

  test('what setText stores is whole, whatever stands in it', async () => {
    const { placed } = await live.run(async (c) => {
      for (const text of HOSTILE) await c.setText('NOTE', text);
    });
    const stored = placed.valuesOf('NOTE');
    for (const text of HOSTILE) expect(stored).toContain(text);
  });

  test('setText never touches AGIEXECFULL, and evaluates nothing where it is on', async () => {
    const text = '${CHANNEL} $[1+1]';
    const { outcome, placed } = await live.run(async (c) => {
      await c.setText('NOTE', text);
      const off = await c.getText('NOTE');
      await c.setVariable('AGIEXECFULL', 'true');
      await c.setText('NOTE', text);
      return [off, await c.getText('NOTE')];
    });
    expect(outcome).toEqual({ status: 'fulfilled', value: [text, text] });
    expect(placed.valuesOf('AGIEXECFULL')).toEqual(['true']);
  });

  test('a text behind _ is inherited under its plain name, also a long one', async () => {
    const long = 'x\n'.repeat(700);
    expect(
      await live.value(async (c) => {
        await c.setText('__NOTE', long);
        return c.getText('NOTE');
      }),
    ).toBe(long);
  });

  test('getText tells unset from empty, and getFunction reads a name of several lines', async () => {
    const values = await live.value(async (c) => {
      await c.setText('EMPTY', '');
      await c.exec('Exec', 'Set(CALLERID(name)=${URIDECODE(Ann%0aagi_evil%3a %22x%22%29)})');
      return [await c.getText('UNSET'), await c.getText('EMPTY'), await c.getFunction('CALLERID', 'name')];
    });
    expect(values).toEqual([undefined, '', 'Ann\nagi_evil: "x")']);
  });

  test('functions are read and written by their types', async () => {
    const values = await live.value(async (c) => {
      await c.setFunction('CALLERID', 'name', 'Order "desk", 1');
      await c.setFunction('CHANNEL', 'language', 'fr');
      await c.setFunction('CHANNEL', 'musicclass', 'jazz');
      await c.setFunction('TIMEOUT', 'absolute', 90.5);
      await c.dial('Local/nobody@nowhere', { ringTimeoutMs: 1_000 });
      const keys = (await c.getFunction('HANGUPCAUSE_KEYS')) ?? [];
      return {
        name: await c.getFunction('CALLERID', 'name'),
        number: await c.getFunction('CALLERID', 'num'),
        language: await c.getFunction('CHANNEL', 'language'),
        music: await c.getFunction('CHANNEL', 'musicclass'),
        state: await c.getFunction('CHANNEL', 'state'),
        absolute: await c.getFunction('TIMEOUT', 'absolute'),
        digit: await c.getFunction('TIMEOUT', 'digit'),
        keys,
        header: await c.getFunction('PJSIP_HEADER', 'read', 'User-Agent'),
        cause: await c.getFunction('HANGUPCAUSE', keys[0] ?? 'Local/none-00000001;1', 'ast'),
      };
    });
    expect(values).toMatchObject({
      name: 'Order "desk", 1',
      number: '5550100',
      language: 'fr',
      music: 'jazz',
      state: 'Up',
      digit: expect.any(Number),
      header: undefined,
    });
    expect(values.absolute).toBeGreaterThan(80);
    expect(values.absolute).toBeLessThan(91);
  });

  test('a raw command is sent as it stands and gives the whole reply', async () => {
    const words = `VERBOSE "${'word '.repeat(300)}" 1`;
    const replies = await live.value(async (c) => [
      await c.sendRawCommand('get variable "CALLERID(num)"'),
      await c.sendRawCommand(words),
      await c.sendRawCommand(`NOOP ${'"" '.repeat(126)}`),
    ]);
    expect(replies).toEqual([
      { code: 200, result: '1', rest: '(5550100)', text: '200 result=1 (5550100)' },
      { code: 200, result: '1', rest: '', text: '200 result=1' },
      { code: 200, result: '0', rest: '', text: '200 result=0' },
    ]);
    const { outcome } = await live.run((c) => c.sendRawCommand('FROBNICATE 1'));
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'AGI_INVALID_COMMAND' } });
  });
});

test('without func_uri a text is refused with a sentence that says what is missing', async () => {
  const without = modulesOf('core').filter((name) => name !== 'func_uri');
  const modules = `[modules]\nautoload = no\n${without.map((name) => `load = ${name}.so\n`).join('')}`;
  const live = await LiveCalls.start({ files: { 'modules.conf': modules } });
  try {
    const { outcome } = await live.run((c) => c.setText('NOTE', 'text'));
    expect(outcome).toEqual({ status: 'rejected', reason: expect.any(CommandError) });
    expect(String(outcome.status === 'rejected' && outcome.reason)).toContain('load func_uri.so');
    expect(await live.value((c) => c.getText('NOTE'))).toBeUndefined();
  } finally {
    await live.stop();
  }
});
