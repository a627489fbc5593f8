import type { Action, CallFlow, FlowNode, Handler } from '../dialog/call-flow.js';
import { type Destination, endsCall } from '../dialog/step.js';

/** A handler, and where it leads when it returns nothing and has no `then`. */
interface Way {
  readonly handler: Handler;
  readonly otherwise?: Destination;
}

/**
 * The handlers whose sounds no key skips or stops: those that say so, and those from which every declared way ends the call,
 * directly or through steps of the class that all do. Nothing follows what they play: who does not hear it never will.
 */
export function findUnskippable({ nodes, links }: Pick<CallFlow, 'nodes' | 'links'>): ReadonlySet<Handler> {
  const steps = [...nodes.values()].filter((node) => node.kind === 'step');
  const ending = new Set<string>();
  const ends = (destination: Destination) =>
    endsCall(destination) || (destination.kind === 'go' && ending.has(destination.node));
  const leadsToEnd = ({ handler: { to, then, slow }, otherwise }: Way) => {
    const nothing = then ?? otherwise;
    const ways = [...to.map(({ destination }) => destination), nothing, slow?.otherwise].filter(
      (way) => way !== undefined,
    );
    return ways.length > 0 && ways.every(ends);
  };
  // A step that leads to one that ends ends too; those that lead to each other do not.
  for (let before = -1; before < ending.size;) {
    before = ending.size;
    for (const { name, handler } of steps) if (leadsToEnd({ handler })) ending.add(name);
  }
  const all = [...[...nodes.values()].flatMap(waysOf), ...links.flatMap(({ action }) => ofAction(action))];
  return new Set(all.filter((way) => !(way.handler.skippable ?? !leadsToEnd(way))).map(({ handler }) => handler));
}

const REPEAT: Destination = { kind: 'repeat' };

const ofAction = (action: Action) => (action.kind === 'run' ? ofQuestion(action.handler) : []);

/** A question is asked again when its handler returns nothing. */
const ofQuestion = (handler: Handler | undefined): Way[] =>
  handler === undefined ? [] : [{ handler, otherwise: REPEAT }];

function waysOf(node: FlowNode): Way[] {
  if (node.kind === 'step') return [{ handler: node.handler }];
  const answers =
    node.kind === 'ask' ? [{ handler: node.handler }] : node.choices.flatMap(({ action }) => ofAction(action));
  const failures = [...node.noInput, ...node.noMatch].flatMap(({ handler }) => ofQuestion(handler));
  const usedUp = node.usedUp === undefined ? [] : [{ handler: node.usedUp, otherwise: node.otherwise }];
  return [...answers, ...failures, ...usedUp];
}
