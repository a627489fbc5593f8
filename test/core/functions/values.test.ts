import { describe, expect, expectTypeOf, it } from 'vitest';

import type { AgiChannel } from '../../../src/core/channel.js';
import type { EndedChannel } from '../../../src/core/channel.js';
import { type CommandCase, play } from '../support/conversation.js';
import { fakeCall, settle, watch } from '../support/fake-link.js';
import { functionCases, rawCases, textCases } from './values.cases.js';

describe.each([
  ['setText and getText', textCases],
  ['getFunction and setFunction', functionCases],
  ['sendRawCommand', rawCases],
] as [string, readonly CommandCase[]][])('%s', (_, cases) => {
  it.each(cases.map((one) => [title(one), one] as const))('%s', async (_title, one) => {
    await play(one);
  });
});

describe('after the hang-up', () => {
  it('texts and functions are still carried out, a raw command as the command it names', async () => {
    const { channel, link } = fakeCall();
    link.receiveLines('HANGUP');
    const read = watch(channel.getText('NOTE'));
    await settle();
    link.receiveLines('200 result=1 (x)');
    await settle();
    expect(read.outcome).toEqual({ kind: 'value', value: 'x' });
    link.sent.length = 0;
    await expect(channel.sendRawCommand('STREAM FILE beep ""')).rejects.toMatchObject({ name: 'HangUpError' });
    await expect(channel.sendRawCommand('FROB')).rejects.toMatchObject({ name: 'HangUpError' });
    expect(link.sent).toEqual([]);
    void channel.sendRawCommand('noop').catch(() => undefined);
    await settle();
    expect(link.sent).toEqual(['noop']);
  });

  it('a masked raw command shows neither line nor reply', async () => {
    const { channel, link, trace } = fakeCall();
    const read = watch(channel.sendRawCommand('GET VARIABLE PIN', { masked: true }));
    await settle();
    link.receiveLines('200 result=1 (1234)');
    await settle();
    expect(read.outcome).toMatchObject({ kind: 'value', value: { rest: '(1234)' } });
    expect(trace).toEqual(['> GET VARIABLE [masked]', '< [masked]']);
  });
});

it('the types follow the function', () => {
  type Get = AgiChannel['getFunction'];
  const get = {} as { getFunction: Get } & Pick<AgiChannel, 'setFunction'>;
  const types = () => {
    expectTypeOf(get.getFunction('TIMEOUT', 'absolute')).resolves.toEqualTypeOf<number | undefined>();
    expectTypeOf(get.getFunction('CALLERID', 'num')).resolves.toEqualTypeOf<string | undefined>();
    expectTypeOf(get.getFunction('HANGUPCAUSE_KEYS')).resolves.toEqualTypeOf<readonly string[] | undefined>();
    // @ts-expect-error -- there is no such field
    void get.getFunction('CALLERID', 'nmae');
    // @ts-expect-error -- a number is needed
    void get.setFunction('TIMEOUT', 'absolute', '60');
    // @ts-expect-error -- it cannot be written
    void get.setFunction('HANGUPCAUSE', 'PJSIP/ann', 'ast', 'x');
    // @ts-expect-error -- the state cannot be written
    void get.setFunction('CHANNEL', 'state', 'Up');
  };
  expect(types).toBeTypeOf('function');
  expectTypeOf<EndedChannel>().toHaveProperty('getText');
  expectTypeOf<EndedChannel>().not.toHaveProperty('dial');
});

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

function title({ talk, fails, call }: CommandCase): string {
  const said =
    talk.length === 0
      ? `refuses ${String(call).replace('(c) => c.', '')}`
      : talk.map((line) => line.slice(2)).join(' ⇒ ');
  return short(JSON.stringify(fails === undefined ? said : `${said} (${fails[0]})`));
}
