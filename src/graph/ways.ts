import type { CallFlow } from '../dialog/call-flow.js';
import { describeDestination } from '../dialog/step.js';
import type { JournalEntry } from '../session/journal.js';
import { branchesOf, type Cause } from './branch.js';
import { type Exit, exitsOf } from './exit.js';

/** Something that a call can do in a flow. */
export interface Way {
  /** The same for every app that is made of the same classes, and for the journal of a call that does it. */
  readonly id: string;
  /** The class. */
  readonly flow: string;
  /** In words: `main: choice 3`. */
  readonly text: string;
}

/** Every way of a flow, once: its links, nodes, choices, failures and endings, and the steps of its handlers. */
export function waysOf(flow: CallFlow): readonly Way[] {
  const { name, nodes } = flow;
  const branches = branchesOf(flow);
  const ways = [
    // A link belongs to the class, not to a node.
    ...branches.flatMap(({ at, branch: { cause } }) => (cause.kind === 'link' ? waysOfCause(cause, at, name) : [])),
    ...[...nodes.keys()].flatMap((node) => [
      { id: `visited ${name}.${node}`, flow: name, text: `${node}: never entered` },
      ...branches.flatMap(({ at, branch }) => (at === node ? waysOfCause(branch.cause, node, name) : [])),
    ]),
    ...exitsOf(flow).flatMap((exit) => waysOfStep(exit, name)),
  ];
  return [...new Map(ways.map((way) => [way.id, way])).values()];
}

/** The ids of the ways that a call has taken when it has taken an exit. Of guards, filters and errors none is counted. */
export function coverageOf(exit: Exit, flow: string): readonly string[] {
  const { from, why } = exit;
  switch (why.kind) {
    case 'taken':
    case 'handled':
      return [...waysOfCause(why.cause, from, flow), ...waysOfStep(exit, flow)].map(({ id }) => id);
    case 'guard':
    case 'filter':
    case 'unhandled':
      return [];
  }
}

/** The way that was taken when this happened. */
export function wayTaken(entry: JournalEntry): string | undefined {
  switch (entry.kind) {
    case 'routed':
      return routeId(entry.route);
    case 'visited':
      return `visited ${entry.node}`;
    case 'choice':
      return `choice ${entry.question} ${entry.keys}`;
    case 'link':
      return `link ${entry.question.slice(0, entry.question.lastIndexOf('.'))} ${entry.keys}`;
    case 'value':
    case 'cancelled':
      return `${entry.kind} ${entry.question}`;
    case 'failed':
    case 'usedUp':
      return `${entry.kind} ${entry.question} ${entry.reason}`;
    case 'step':
      return entry.why === 'tooLong' ? `tooLong ${entry.handler}` : `step ${entry.handler} ${entry.to ?? ''}`;
    case 'called':
    case 'command':
    case 'heard':
    case 'soundMissing':
    case 'gap':
    case 'key':
    case 'began':
    case 'threw':
    case 'hungUp':
    case 'ended':
      return undefined;
  }
}

/** The id of a route of a controller. */
export const routeId = (path: string): string => `route ${path}`;

/** The ways of what happens at a node: none for a step, which does no more than to be entered. */
function waysOfCause(cause: Cause, node: string, flow: string): readonly Way[] {
  const way = (what: string, text: string, detail = ''): readonly Way[] => [
    { id: `${what} ${flow}.${node}${detail}`, flow, text: `${node}: ${text}` },
  ];
  switch (cause.kind) {
    case 'entered':
      return [];
    case 'link': {
      // One way of its class, in whichever question it is pressed.
      const { keys, title } = cause;
      return [{ id: `link ${flow} ${keys}`, flow, text: `link ${keys}${titled(title)}` }];
    }
    case 'choice':
      return way('choice', `choice ${cause.keys}${titled(cause.title)}`, ` ${cause.keys}`);
    case 'value':
      return way('value', 'a value');
    case 'cancelled':
      return way('cancelled', `cancelled with ${cause.key}`);
    case 'noMatch':
      return way('failed', 'a wrong entry', ' noMatch');
    case 'noInput':
      return way('failed', 'silence', ' noInput');
    case 'usedUp':
      return way(
        'usedUp',
        `attempts used up by ${cause.by === 'noMatch' ? 'a wrong entry' : 'silence'}`,
        ` ${cause.by}`,
      );
  }
}

/** A title after what it explains. */
export const titled = (title: string | undefined) => (title === undefined ? '' : ` (${title})`);

/** The way of what a handler does; none where none runs. */
function waysOfStep({ why, destination }: Exit, flow: string): readonly Way[] {
  if (why.kind !== 'handled') return [];
  const { handler, by } = why;
  const { method } = handler;
  const step = describeDestination(destination);
  switch (by) {
    case 'tooLong':
      return [{ id: `tooLong ${flow}.${method}`, flow, text: `${method}() takes too long` }];
    case 'nothing':
    case 'returned':
      // A question goes on by itself: no step is told of.
      if (by === 'nothing' && handler.next === undefined) return [];
      return [{ id: `step ${flow}.${method} ${step}`, flow, text: `${method}() → ${step}` }];
  }
}
