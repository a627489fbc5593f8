import { describe, expect, it } from 'vitest';

import { Variables } from '../../src/call/variables.js';
import type { AgiChannel } from '../../src/core/channel.js';
import { fakeCall } from './support/fake-link.js';

/** Everything that takes the name of a variable. */
const TAKERS: Readonly<Record<string, (channel: AgiChannel, name: string) => Promise<unknown>>> = {
  getVariable: (c, name) => c.getVariable(name),
  setVariable: (c, name) => c.setVariable(name, 'x'),
  getText: (c, name) => c.getText(name),
  setText: (c, name) => c.setText(name, 'x'),
  'variables.get': (c, name) => new Variables(c).get(name),
  'variables.set': (c, name) => new Variables(c).set(name, 'x'),
};

describe.each(Object.entries(TAKERS))('%s', (_, take) => {
  it.each(['SHELL(touch /x)', 'A:1', '${A}', 'A}${B', 'A b', 'A\n', '', '1', 'A=B', 'A)', '___A'])(
    'refuses %j and sends nothing',
    async (name) => {
      const { channel, link } = fakeCall();
      await expect(take(channel, name)).rejects.toMatchObject({ code: 'AGI_ARGUMENT' });
      expect(link.sent).toEqual([]);
    },
  );

  it('says which method reads a function that is known, and the way to another one', async () => {
    const { channel } = fakeCall();
    await expect(take(channel, 'CALLERID(num)')).rejects.toThrow("getFunction('CALLERID', …)");
    await expect(take(channel, '_CALLERID(num)')).rejects.toThrow("setFunction('CALLERID', …)");
    await expect(take(channel, 'SHELL(id)')).rejects.toThrow("getFullVariable('${NAME(…)}')");
  });

  it.each(['ORDER', '_ORDER', '__ORDER', 'order-1', 'a.b', 'X2'])('takes %j', (name) => {
    const { channel, link } = fakeCall();
    void take(channel, name).catch(() => {});
    expect(link.sent).toHaveLength(1);
  });
});
