import type { DeadLinkReason } from '../errors/catalogue/boot-classes.js';
import type { CallFlow, Choice, FlowNode } from '../dialog/call-flow.js';

/** A link that does nothing in a question, which has its key for something else. */
export interface DeadLink {
  readonly key: string;
  readonly question: string;
  readonly why: DeadLinkReason;
}

/** Every link of a flow that does nothing in a question for a value. */
export function deadLinks({ nodes, links }: Pick<CallFlow, 'nodes' | 'links'>): DeadLink[] {
  return [...nodes.values()].flatMap((node) =>
    links.flatMap((link) => {
      const why = deadLinkIn(node, link);
      return why === undefined ? [] : [{ key: link.pattern.text, question: node.name, why }];
    }),
  );
}

/** Why a link does nothing in a node; nothing when it works there. */
export function deadLinkIn(node: FlowNode, { pattern: { text } }: Choice): DeadLinkReason | undefined {
  if (node.kind !== 'ask') return undefined;
  if (node.reader.alphabet.includes(text)) return 'value';
  if (node.terminator === text) return 'terminator';
  return node.cancelKey === text ? 'cancelKey' : undefined;
}
