import type { CallFlow, Handler } from '../dialog/call-flow.js';
import { type Destination, endsCall } from '../dialog/step.js';
import { branchesOf } from './branch.js';
import { destinationsOf } from './exit.js';

/**
 * The handlers whose sounds no key skips or stops: those that say so, and those from which every declared way ends the call,
 * directly or through steps of the class that all do. Nothing follows what they play: who does not hear it never will.
 */
export function findUnskippable(
  flow: Pick<CallFlow, 'nodes' | 'links' | 'start' | 'runsDialogs'>,
): ReadonlySet<Handler> {
  const ending = new Set<string>();
  const ends = (destination: Destination) =>
    endsCall(destination) || (destination.kind === 'go' && ending.has(destination.node));
  const leadsToEnd = (handler: Handler, nothing?: Destination) => {
    const places = destinationsOf(handler, nothing);
    return places.length > 0 && places.every(([, destination]) => ends(destination));
  };
  // A step that leads to one that ends ends too; those that lead to each other do not.
  for (let before = -1; before < ending.size;) {
    before = ending.size;
    for (const node of flow.nodes.values()) if (node.kind === 'step' && leadsToEnd(node.handler)) ending.add(node.name);
  }
  const found = new Set<Handler>();
  for (const { branch } of branchesOf(flow)) {
    if (branch.outcome.kind === 'take') continue;
    const { handler, nothing } = branch.outcome;
    if (!(handler.skippable ?? !leadsToEnd(handler, nothing))) found.add(handler);
  }
  return found;
}
