import { expect } from 'vitest';

import type { AgiChannel } from '../../../src/core/channel.js';
import { fakeCall, settle, watch } from './fake-link.js';

/** One use of a command: what is said on the wire, and what comes of it. */
export interface CommandCase {
  readonly call: (channel: AgiChannel) => Promise<unknown>;
  /**
   * In order: `> ` a line sent, `< ` a line received; several received ones in a row come in one piece. `<mark>` is the random
   * mark of the line that was sent last.
   */
  readonly talk: readonly string[];
  /** The value, when there is one. */
  readonly gives?: unknown;
  /** The error's class, and words of its sentence. */
  readonly fails?: readonly [name: string, words?: RegExp];
}

/** What came of a case: what was really said, and how the call ended. */
interface Played {
  readonly talk: readonly string[];
  readonly value?: unknown;
  readonly error?: Error;
  readonly isPending?: true;
}

/**
 * Plays one case on a fresh channel: each line is received when the lines before it have been said. Fails when anything else is
 * said, or comes of it.
 */
export async function play(one: CommandCase): Promise<void> {
  expect(await played(one)).toEqual(expected(one));
}

const RANDOM = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

async function played({ call, talk }: CommandCase): Promise<Played> {
  const { channel, link } = fakeCall();
  const said: string[] = [];
  let mark = '';
  link.onLine = (line) => {
    [mark = ''] = RANDOM.exec(line) ?? [];
    said.push(`> ${line.replaceAll(mark || '<mark>', '<mark>')}`);
  };
  const watched = watch(call(channel));
  await settle();
  while (talk[said.length]?.startsWith('< ') === true) {
    const end = talk.findIndex((line, i) => i > said.length && !line.startsWith('< '));
    const received = talk.slice(said.length, end < 0 ? talk.length : end);
    said.push(...received);
    link.receiveLines(...received.map((line) => line.slice(2).replaceAll('<mark>', mark)));
    await settle();
  }
  const { outcome } = watched;
  if (outcome.kind === 'pending') return { talk: said, isPending: true };
  return outcome.kind === 'value'
    ? { talk: said, value: outcome.value }
    : { talk: said, error: outcome.error as Error };
}

function expected({ talk, gives, fails }: CommandCase): Played {
  if (fails === undefined) return { talk, value: gives };
  const [name, words = /./] = fails;
  return { talk, error: expect.objectContaining({ name, message: expect.stringMatching(words) as string }) as Error };
}

/** What Asterisk answers when the core asks whether the channel is still there. */
export const STILL_THERE = ['> CHANNEL STATUS', '< 200 result=6'] as const;
/** The same when it is not. */
export const GONE = ['> CHANNEL STATUS', '< 511 Command Not Permitted on a dead channel or intercept routine'] as const;
