import type { CallFlow, FlowNode, GuardAndFilterExits, Handler } from '../dialog/call-flow.js';
import type { Destination } from '../dialog/step.js';
import { type Branch, branchesOf, type Cause } from './branch.js';

/** How a handler takes a way: it returns it, returns nothing, or works too long. */
export type TakenBy = 'returned' | 'nothing' | 'tooLong';

/** Why a call takes a way out of a node. */
export type Reason =
  /** Something happened there, and no code runs for it. */
  | { readonly kind: 'taken'; readonly cause: Cause }
  /** Something happened there, and this is what its handler does. */
  | { readonly kind: 'handled'; readonly cause: Cause; readonly handler: Handler; readonly by: TakenBy }
  /** A guard refuses: of the class, of the node, or of the handler that was to run. */
  | { readonly kind: 'guard'; readonly name: string }
  /** An exception filter answers for an error. */
  | { readonly kind: 'filter'; readonly name: string }
  /** An error that no filter answers for: the apology of the app is heard. */
  | { readonly kind: 'unhandled' };

/** A way that a call can take out of a node. */
export interface Exit {
  /** The node; for what is bound to a class the one where its calls begin. */
  readonly from: string;
  readonly why: Reason;
  readonly destination: Destination;
}

/** Every way out of the nodes of a flow; what an error does anywhere stands at the start. */
export function exitsOf(flow: CallFlow): Exit[] {
  return [
    ...guardAndFilterExitsFrom(flow.start, flow.guardAndFilterExits),
    { from: flow.start, why: { kind: 'unhandled' }, destination: { kind: 'leave', place: undefined } },
    ...branchesOf(flow).flatMap(({ at, branch }) => exitsOfBranch(at, branch)),
    ...[...flow.nodes.values()].flatMap((node) => guardAndFilterExitsFrom(node.name, ownGuardAndFilterExits(node))),
  ];
}

/** Where guards and filters may send a call. */
export function guardAndFilterExitsFrom(from: string, guardAndFilterExits: GuardAndFilterExits | undefined): Exit[] {
  const { guards, filters } = guardAndFilterExits ?? { guards: [], filters: [] };
  return [
    ...guards.map(({ name, otherwise }): Exit => ({ from, why: { kind: 'guard', name }, destination: otherwise })),
    ...filters.flatMap(({ name, to }) =>
      to.map(({ destination }): Exit => ({ from, why: { kind: 'filter', name }, destination })),
    ),
  ];
}

/**
 * What a handler may return, where it goes when it returns nothing, and where when it takes too long. An interceptor that
 * answers in its place is held to the same list.
 */
export function destinationsOf(
  { to, next, slow }: Handler,
  nothing?: Destination,
): [by: TakenBy, destination: Destination][] {
  const after = next ?? nothing;
  const late = slow?.limitMs === undefined ? undefined : (slow.otherwise ?? after);
  return [
    ...to.map(({ destination }): [TakenBy, Destination] => ['returned', destination]),
    ...(after === undefined ? [] : ([['nothing', after]] as [TakenBy, Destination][])),
    ...(late === undefined ? [] : ([['tooLong', late]] as [TakenBy, Destination][])),
  ];
}

function exitsOfBranch(from: string, { cause, outcome }: Branch): Exit[] {
  if (outcome.kind === 'take') return [{ from, why: { kind: 'taken', cause }, destination: outcome.destination }];
  const { handler, nothing } = outcome;
  return [
    ...destinationsOf(handler, nothing).map(([by, destination]): Exit => ({
      from,
      why: { kind: 'handled', cause, handler, by },
      destination,
    })),
    ...guardAndFilterExitsFrom(from, handler.guardAndFilterExits),
  ];
}

const ownGuardAndFilterExits = (node: FlowNode) => (node.kind === 'step' ? undefined : node.guardAndFilterExits);
