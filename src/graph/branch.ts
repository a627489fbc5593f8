import type { AskNode, CallFlow, Choice, Failure, FlowNode, Handler, MenuNode } from '../dialog/call-flow.js';
import type { NoMatchReason } from '../dialog/read/collection.js';
import type { Destination } from '../dialog/step.js';
import { deadLinkIn } from './dead-links.js';

/** What happens at a node before a call goes on: each kind that the engine knows. */
export type Cause =
  /** A step runs when it is entered. */
  | { readonly kind: 'entered' }
  | { readonly kind: 'choice'; readonly keys: string; readonly title?: string | undefined }
  | { readonly kind: 'link'; readonly keys: string; readonly title?: string | undefined }
  | { readonly kind: 'value' }
  | { readonly kind: 'cancelled'; readonly key: string }
  /** The n-th silence. */
  | { readonly kind: 'noInput'; readonly count: number }
  /** The n-th wrong entry; with a reason only those that are wrong in this way. */
  | { readonly kind: 'noMatch'; readonly count: number; readonly reason?: NoMatchReason | undefined }
  | { readonly kind: 'usedUp'; readonly by: 'noInput' | 'noMatch' };

/** What happens at a node, and what comes of it: code that runs, or a place to go. */
export interface Branch {
  readonly cause: Cause;
  readonly outcome:
    | { readonly kind: 'take'; readonly destination: Destination }
    /** `nothing`: where it goes when the handler returns nothing and says no `next`. */
    | { readonly kind: 'run'; readonly handler: Handler; readonly nothing: Destination | undefined };
}

const REPEAT: Destination = { kind: 'repeat' };

/** A branch, and the node where it is. */
export interface PlacedBranch {
  readonly at: string;
  readonly branch: Branch;
}

/**
 * Everything that can happen in a flow. A link that no question of its own takes works in the dialogs that the flow runs: it
 * stands at the start.
 */
export function branchesOf({
  nodes,
  links,
  start,
  runsDialogs = false,
}: Pick<CallFlow, 'nodes' | 'links' | 'start' | 'runsDialogs'>): readonly PlacedBranch[] {
  const all = [...nodes.values()];
  const isTaken = (link: Choice) => all.some((node) => node.kind !== 'step' && deadLinkIn(node, link) === undefined);
  return [
    ...all.flatMap((node) => branchesOfNode(node, links).map((branch) => ({ at: node.name, branch }))),
    ...(runsDialogs ? links.filter((link) => !isTaken(link)) : []).map((link) => ({
      at: start,
      branch: choiceOf('link')(link),
    })),
  ];
}

/** A question that is not confirmed is asked again, which is no branch of its own. */
function branchesOfNode(node: FlowNode, links: CallFlow['links']): readonly Branch[] {
  switch (node.kind) {
    case 'step':
      return [{ cause: { kind: 'entered' }, outcome: run(node.handler, undefined) }];
    case 'menu':
      return [...node.choices.map(choiceOf('choice')), ...linksOf(node, links), ...failuresOf(node)];
    case 'ask':
      return [
        { cause: { kind: 'value' }, outcome: run(node.handler, undefined) },
        ...cancelOf(node),
        ...linksOf(node, links),
        ...failuresOf(node),
      ];
  }
}

const run = (handler: Handler, nothing: Destination | undefined) => ({ kind: 'run', handler, nothing }) as const;

const choiceOf =
  (kind: 'choice' | 'link') =>
  ({ pattern, title, action }: Choice): Branch => ({
    cause: { kind, keys: pattern.text, title },
    outcome: action.kind === 'take' ? action : run(action.handler, REPEAT),
  });

const linksOf = (node: FlowNode, links: CallFlow['links']) =>
  links.filter((link) => deadLinkIn(node, link) === undefined).map(choiceOf('link'));

const cancelOf = ({ cancelKey, otherwise }: AskNode): Branch[] =>
  cancelKey === undefined
    ? []
    : [{ cause: { kind: 'cancelled', key: cancelKey }, outcome: { kind: 'take', destination: otherwise } }];

/** Where silence is an answer it is no failure. */
function failuresOf(question: MenuNode | AskNode): Branch[] {
  const { attempts, noMatchAttempts, noInputAttempts, noMatch, noInput } = question;
  const silenceIsAnswer = question.kind === 'ask' && question.reader.minDigits === 0;
  return [
    ...asked(noMatch).map(({ count, reason, handler }): Branch => ({
      cause: { kind: 'noMatch', count, reason },
      outcome: failed(handler),
    })),
    ...usedUpBy('noMatch', attempts ?? noMatchAttempts, question),
    ...(silenceIsAnswer
      ? []
      : [
          ...asked(noInput).map(({ count, handler }): Branch => ({
            cause: { kind: 'noInput', count },
            outcome: failed(handler),
          })),
          ...usedUpBy('noInput', attempts ?? noInputAttempts, question),
        ]),
  ];
}

/** From the first failure on the question is asked again, whatever is said for a later one. */
const asked = (failures: readonly Failure[]): readonly Failure[] =>
  failures.some(({ count, reason }) => count === 1 && reason === undefined) ? failures : [{ count: 1 }, ...failures];

const failed = (handler: Handler | undefined): Branch['outcome'] =>
  handler === undefined ? { kind: 'take', destination: REPEAT } : run(handler, REPEAT);

function usedUpBy(by: 'noInput' | 'noMatch', attempts: number | undefined, question: MenuNode | AskNode): Branch[] {
  if (attempts === undefined) return [];
  const { usedUp, otherwise } = question;
  const outcome = usedUp === undefined ? ({ kind: 'take', destination: otherwise } as const) : run(usedUp, otherwise);
  return [{ cause: { kind: 'usedUp', by }, outcome }];
}
