import type { Action, CallFlow, FlowNode, Handler } from '../dialog/call-flow.js';
import type { Destination } from '../dialog/step.js';

/** A way that a call can take out of a node. */
export interface FlowEdge {
  readonly from: string;
  readonly destination: Destination;
}

/** Every way of a flow, links included. */
export function edgesOf({ nodes, links }: CallFlow): FlowEdge[] {
  return [...nodes.values()].flatMap((node) =>
    destinationsOf(
      node,
      links.map(({ action }) => action),
    ).map((destination) => ({ from: node.name, destination })),
  );
}

/** The nodes that no way leads to from the start of a call. */
export function findUnreachable(flow: CallFlow): string[] {
  const edges = edgesOf(flow);
  const reached = new Set([flow.start]);
  // A set hands out what is added to it while it is walked.
  for (const name of reached) {
    for (const { from, destination } of edges)
      if (from === name && destination.kind === 'go') reached.add(destination.node);
  }
  return [...flow.nodes.keys()].filter((name) => !reached.has(name));
}

function destinationsOf(node: FlowNode, links: readonly Action[]): Destination[] {
  if (node.kind === 'step') return ofHandler(node.handler);
  const actions = [...node.choices.map(({ action }) => action), ...links];
  const handlers = [...node.noInput, ...node.noMatch].flatMap(({ handler }) => handler ?? []);
  return [...actions.flatMap(ofAction), ...handlers.flatMap(ofHandler), node.otherwise];
}

const ofAction = (action: Action) => (action.kind === 'take' ? [action.destination] : ofHandler(action.handler));
const ofHandler = ({ to, then }: Handler) => [...to.map(({ destination }) => destination), ...(then ? [then] : [])];
