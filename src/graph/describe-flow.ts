import type { CallFlow, FlowNode } from '../dialog/call-flow.js';
import { describeDestination } from '../dialog/step.js';
import type { Class } from '../dialog/class.js';
import type { Destination, DialplanPlace, HangUpCause } from '../dialog/step.js';
import type { Cause } from './branch.js';
import { type Exit, exitsOf, type Reason, type TakenBy } from './exit.js';
import { coverageOf, titled } from './ways.js';

/** A method of a class that a call can be in. */
export interface NodeDescription {
  /** What flow coverage calls it: `visited SalesController.main`. */
  readonly id: string;
  /** The method's name. */
  readonly name: string;
  readonly kind: FlowNode['kind'];
}

/** A way that a call can take out of a node. */
export interface WayDescription {
  /** Of this way alone, the same for every app that is made of the same classes. */
  readonly id: string;
  /** The node's name. What is bound to a class leads out of the node where its calls begin. */
  readonly from: string;
  readonly why: WayReason;
  readonly to: PlaceDescription;
  /** What flow coverage calls it: a call that takes it has taken all of these. None where it does not look. */
  readonly coverage: readonly string[];
}

/** Why a call takes a way; {@link Reason} with the name of its handler. */
export type WayReason =
  | Exclude<Reason, { readonly kind: 'handled' }>
  | { readonly kind: 'handled'; readonly cause: Cause; readonly handler: string; readonly by: TakenBy };

/** Where a way leads. */
export type PlaceDescription =
  /** A method of the class. */
  | { readonly kind: 'node'; readonly node: string }
  /** Another class. */
  | { readonly kind: 'class'; readonly class: string }
  | { readonly kind: 'repeat' | 'keepListening' | 'back' | 'finish' | 'accept' | 'reject' }
  | { readonly kind: 'giveUp'; readonly reason?: 'noInput' | 'noMatch' | 'back' }
  | { readonly kind: 'hangUp'; readonly cause?: HangUpCause }
  | { readonly kind: 'leave'; readonly place?: DialplanPlace };

/** The nodes and ways of a class. */
export interface FlowDescription {
  /** The class's name. */
  readonly name: string;
  /** The node where its calls begin. */
  readonly start: string;
  readonly nodes: readonly NodeDescription[];
  readonly ways: readonly WayDescription[];
}

/** A flow as plain data. */
export function describeFlow(flow: CallFlow): FlowDescription {
  const { name, start, nodes } = flow;
  const ways = exitsOf(flow).map((exit) => describeExit(exit, name));
  return {
    name,
    start,
    nodes: [...nodes.values()].map((node) => ({
      id: `visited ${name}.${node.name}`,
      name: node.name,
      kind: node.kind,
    })),
    // Two handlers of a node may be told the same.
    ways: [...new Map(ways.map((way) => [way.id, way])).values()],
  };
}

function describeExit(exit: Exit, flow: string): WayDescription {
  const { from, why, destination } = exit;
  return {
    id: `${flow}.${from} ${describeReason(why)} → ${describeDestination(destination)}`,
    from,
    why: why.kind === 'handled' ? { ...why, handler: why.handler.method } : why,
    to: describePlace(destination),
    coverage: coverageOf(exit, flow),
  };
}

/** A reason in words: `choice 1 (Orders): orders() returned`. */
function describeReason(why: Reason): string {
  switch (why.kind) {
    case 'taken':
      return describeCause(why.cause);
    case 'handled':
      return `${describeCause(why.cause)}: ${why.handler.method}() ${BY[why.by]}`;
    case 'guard':
    case 'filter':
      return `${why.kind} ${why.name}`;
    case 'unhandled':
      return 'an error that no filter catches';
  }
}

const BY = {
  returned: 'returns',
  nothing: 'returns nothing',
  tooLong: 'takes too long',
} satisfies Record<TakenBy, string>;

function describeCause(cause: Cause): string {
  switch (cause.kind) {
    case 'entered':
      return 'entered';
    case 'choice':
    case 'link':
      return `${cause.kind} ${cause.keys}${titled(cause.title)}`;
    case 'value':
      return 'a value';
    case 'cancelled':
      return `cancelled with ${cause.key}`;
    case 'noInput':
      return `silence ${cause.count}`;
    case 'noMatch':
      return `wrong entry ${cause.count}${titled(cause.reason)}`;
    case 'usedUp':
      return `attempts used up by ${cause.by === 'noMatch' ? 'a wrong entry' : 'silence'}`;
  }
}

function describePlace(destination: Destination): PlaceDescription {
  switch (destination.kind) {
    case 'go':
      return { kind: 'node', node: destination.node };
    case 'enter':
      // compileTarget looked.
      return { kind: 'class', class: (destination.key as Class).name };
    case 'hangUp':
      return { kind: 'hangUp', ...(destination.cause !== undefined && { cause: destination.cause }) };
    case 'leave':
      return { kind: 'leave', ...(destination.place !== undefined && { place: destination.place }) };
    case 'finish':
      // Its value may be anything.
      return { kind: 'finish' };
    case 'repeat':
    case 'keepListening':
    case 'back':
    case 'accept':
    case 'reject':
    case 'giveUp':
      return destination;
  }
}
