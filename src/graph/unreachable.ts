import type { CallFlow } from '../dialog/call-flow.js';
import { exitsOf } from './exit.js';

/** The nodes that no way leads to from the start of a call. */
export function findUnreachable(flow: CallFlow): string[] {
  const exits = exitsOf(flow);
  const reached = new Set([flow.start]);
  // A set hands out what is added to it while it is walked.
  for (const name of reached) {
    for (const { from, destination } of exits)
      if (from === name && destination.kind === 'go') reached.add(destination.node);
  }
  return [...flow.nodes.keys()].filter((name) => !reached.has(name));
}
