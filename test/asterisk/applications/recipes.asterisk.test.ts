import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { recipeBlocks } from '../../core/applications/recipe-blocks.js';
import { askedReleases } from '../support/install.js';
import { LiveCalls } from './support/live-calls.js';

const DIALPLAN = `
[office]
exten => remind,1,Answer()
 same => n,Wait(1)
`;

/** The blocks hold no types, so they are JavaScript as well. */
const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (channel: unknown) => Promise<void>;

describe.each(askedReleases())('the recipes on Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    live = await LiveCalls.start({ release, dialplan: DIALPLAN });
  });
  afterAll(() => live?.stop());

  test.each(recipeBlocks().map(({ title, code }) => [title, code] as const))('%s', async (_, code) => {
    const console = live.asterisk.console.length;
    const { outcome, placed } = await live.run((c) => new AsyncFunction('channel', code)(c));
    expect(outcome).toEqual({ status: 'fulfilled', value: undefined });
    expect(
      placed.agiExec.filter(({ fields }) => fields.ResultCode !== undefined && fields.ResultCode !== '200'),
    ).toEqual([]);
    expect(
      live.asterisk.console
        .slice(console)
        .filter((line) => /not known|not started|nobody$|WARNING.*No such/.test(line)),
    ).toEqual([]);
  });

  test('a comma or quote in a part is in the argument that it was given in', async () => {
    const { placed } = await live.run((c) =>
      c.exec('UserEvent', 'OrderTaken', 'Customer: Smith, "Jo" \\ (x', 'Order: 0012'),
    );
    const event = placed.events.find(({ name }) => name === 'UserEvent');
    expect(event?.fields).toMatchObject({ UserEvent: 'OrderTaken', Customer: 'Smith, "Jo" \\ (x', Order: '0012' });
  });
});
