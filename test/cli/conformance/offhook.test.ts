import { expect, test } from 'vitest';

import { answerCalls } from 'offhook/core';
import { onCall } from '../../conformance/offhook-app.js';
import { judgeInMemory } from './support/judge-in-memory.js';
import type { AgiLink } from 'offhook/core';

test('offhook keeps every rule', async () => {
  let accept: (link: AgiLink) => void = () => {};
  const transport = {
    listen: async (onLink: (link: AgiLink) => void) => {
      accept = onLink;
      return { host: 'memory', port: 0 };
    },
    close: async () => {},
  };
  await answerCalls(transport, { onCall, onError: () => {} });
  const judged = await judgeInMemory((link) => accept(following(link)));
  expect(judged.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
});

/** As a transport does: when the other end has closed, it closes too. */
function following(link: AgiLink): AgiLink {
  return {
    ...link,
    open: (receiver) =>
      link.open({
        received: (bytes) => receiver.received(bytes),
        closed: (error) => {
          receiver.closed(error);
          link.end();
        },
      }),
  };
}
