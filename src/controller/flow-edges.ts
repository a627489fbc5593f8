import type { Action, CallFlow, Choice, FlowNode, Handler, Sideways } from '../dialog/call-flow.js';
import type { Destination } from '../dialog/step.js';

/** A way that a call can take out of a node. */
export interface FlowEdge {
  readonly from: string;
  readonly destination: Destination;
}

/** Every way of a flow, links included. What its own guards and filters say leads away from its start. */
export function edgesOf({ nodes, links, start, sideways }: CallFlow): FlowEdge[] {
  return [
    ...ofSideways(sideways).map((destination) => ({ from: start, destination })),
    ...[...nodes.values()].flatMap((node) =>
      destinationsOf(node, links).map((destination) => ({ from: node.name, destination })),
    ),
  ];
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

/** A link that does nothing in a question, which has its key for something else. */
export interface DeadLink {
  readonly key: string;
  readonly question: string;
  readonly why: WhyDead;
}

/** What a question has the key of a dead link for. */
export type WhyDead = 'value' | 'terminator' | 'cancelKey';

/** Every link of a flow that does nothing in a question for a value. */
export function deadLinks({ nodes, links }: Pick<CallFlow, 'nodes' | 'links'>): DeadLink[] {
  return [...nodes.values()].flatMap((node) =>
    links.flatMap((link) => {
      const why = whyDead(link, node);
      return why === undefined ? [] : [{ key: link.pattern.text, question: node.name, why }];
    }),
  );
}

function whyDead({ pattern: { text } }: Choice, node: FlowNode): WhyDead | undefined {
  if (node.kind !== 'ask') return undefined;
  if (node.reader.alphabet.includes(text)) return 'value';
  if (node.terminator === text) return 'terminator';
  return node.cancelKey === text ? 'cancelKey' : undefined;
}

const isActive = (link: Choice, node: FlowNode) => whyDead(link, node) === undefined;

function destinationsOf(node: FlowNode, links: readonly Choice[]): Destination[] {
  if (node.kind === 'step') return ofHandler(node.handler);
  const answers = node.kind === 'menu' ? node.choices.flatMap(ofChoice) : ofHandler(node.handler);
  const followed = links.filter((link) => isActive(link, node)).flatMap(ofChoice);
  const failed = [...node.noInput, ...node.noMatch].flatMap(({ handler }) => (handler ? ofHandler(handler) : []));
  const usedUp = node.usedUp ? ofHandler(node.usedUp) : [];
  return [...answers, ...followed, ...failed, ...usedUp, node.otherwise, ...ofSideways(node.sideways)];
}

const ofChoice = ({ action }: Choice) => ofAction(action);
const ofAction = (action: Action) => (action.kind === 'take' ? [action.destination] : ofHandler(action.handler));
const ofHandler = ({ to, then, sideways }: Handler) => [
  ...to.map(({ destination }) => destination),
  ...(then ? [then] : []),
  ...ofSideways(sideways),
];

/** Where guards and filters may send a call. */
export function ofSideways(sideways: Sideways | undefined): Destination[] {
  if (sideways === undefined) return [];
  const { guards, filters } = sideways;
  return [
    ...guards.map(({ otherwise }) => otherwise),
    ...filters.flatMap(({ to }) => to.map(({ destination }) => destination)),
  ];
}
