import { describe, expect, it } from 'vitest';

import type { AgiChannel } from '../../src/core/channel.js';
import { fakeCall, settle } from './support/fake-link.js';

const SENT: Readonly<Record<string, (channel: AgiChannel, text: string) => Promise<unknown>>> = {
  sendText: (c, text) => c.sendText(text),
  'setCallerId name': (c, text) => c.setCallerId({ name: text }),
  'setCallerId number': (c, text) => c.setCallerId({ number: text }),
  CALLERID: (c, text) => c.setFunction('CALLERID', 'name', text),
  CHANNEL: (c, text) => c.setFunction('CHANNEL', 'userfield', text),
  CDR: (c, text) => c.setFunction('CDR', 'userfield', text),
  PJSIP_HEADER: (c, text) => c.setFunction('PJSIP_HEADER', 'add', 'X-Name', text),
};

describe.each(Object.entries(SENT))('what %s shows to other people', (_, send) => {
  it.each(['\x1b[31mred', 'a\nb', 'a\rb', 'a\0', 'bell\x07', '\x7f', 'c1\x9b31m', 'a\u202eb', 'a\u2066b', 'a\u2028b'])(
    'holds no control character: %j is refused',
    async (text) => {
      const { channel, link } = fakeCall();
      await expect(send(channel, text)).rejects.toMatchObject({ code: 'AGI_ARGUMENT' });
      expect(link.sent).toEqual([]);
    },
  );

  it.each(['Ann', 'Zoë 😀', 'a\tb', 'שלום\u200f', 'a'])('may be %j', async (text) => {
    const { channel, link } = fakeCall();
    void send(channel, text).catch(() => {});
    await settle();
    expect(link.sent).toHaveLength(1);
    expect(link.sent[0]).toContain(text);
  });
});

describe('what the console is shown', () => {
  it.each<[string, (channel: AgiChannel, text: string) => Promise<unknown>, string]>([
    ['verbose', (c, text) => c.verbose(text), 'VERBOSE "a\\\\x1b[31m\\\\x0ab\\\\u202e" 1'],
    ['NoOp', (c, text) => c.exec('NoOp', text), 'EXEC "NoOp" "a\\\\x1b[31m\\\\x0ab\\\\u202e"'],
    ['Log', (c, text) => c.exec('log', 'NOTICE', text), 'EXEC "log" "NOTICE,a\\\\x1b[31m\\\\x0ab\\\\u202e"'],
    ['Verbose', (c, text) => c.exec('Verbose', '1', text), 'EXEC "Verbose" "1,a\\\\x1b[31m\\\\x0ab\\\\u202e"'],
  ])('by %s has its control characters made visible', async (_, show, line) => {
    const { channel, link } = fakeCall();
    void show(channel, 'a\x1b[31m\nb\u202e').catch(() => {});
    await settle();
    expect(link.sent).toEqual([line]);
  });

  it('is shown whole, however long it is', async () => {
    const { channel, link } = fakeCall();
    void channel.verbose('x'.repeat(500)).catch(() => {});
    await settle();
    expect(link.sent[0]).toContain('x'.repeat(500));
  });
});
