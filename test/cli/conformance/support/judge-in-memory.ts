import { CONFORMANCE_CASES } from '../../../../src/cli/conformance/cases/all-cases.js';
import type { ConformanceCase } from '../../../../src/cli/conformance/conformance-case.js';
import { judge, type JudgedCase } from '../../../../src/cli/conformance/judge.js';
import type { AgiLink } from '../../../../src/core/link.js';
import { type Clock, VirtualClock } from '../../../../src/testing/clock.js';
import { bytePair } from './byte-pair.js';

const LIMIT_MS = 2_000;

/**
 * Judges a server in this process, in virtual time: when nothing more happens, the clock moves on.
 *
 * @param accept - takes a connection
 */
export async function judgeInMemory(
  accept: (link: AgiLink, clock: Clock) => void,
  cases: readonly ConformanceCase[] = CONFORMANCE_CASES,
): Promise<readonly JudgedCase[]> {
  const clock = new VirtualClock();
  const server = {
    connect: async () => {
      const [wire, link] = bytePair();
      accept(link, clock);
      return wire;
    },
    request: { request: 'agi://localhost/conformance', script: 'conformance' },
    clock,
    limitMs: LIMIT_MS,
  };
  let isDone = false;
  const judging = listOf(judge(server, cases)).finally(() => (isDone = true));
  while (!isDone) {
    // All that is on its way arrives before the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    if (!isDone) clock.next();
  }
  return judging;
}

async function listOf<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const each of all) list.push(each);
  return list;
}
