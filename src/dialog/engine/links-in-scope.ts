import type { Choice } from '../call-flow.js';
import type { FlowInstance, NodeContext } from './node-context.js';

/** A link, and the class whose code and nodes it names. */
export interface LinkInScope extends Choice {
  readonly instance: FlowInstance;
}

/** The links that a question may follow: of its class, of those that run it as a dialog, of the app. Of one key the first counts. */
export function linksInScope({ instance, around }: Pick<NodeContext, 'instance' | 'around'>): LinkInScope[] {
  const links: LinkInScope[] = [];
  const add = (owner: FlowInstance, isAppWide: boolean) => {
    for (const link of owner.flow.links) {
      const isKnown = links.some(({ pattern }) => pattern.text === link.pattern.text);
      if ((link.isAppWide ?? false) === isAppWide && !isKnown) links.push({ ...link, instance: owner });
    }
  };
  add(instance, false);
  for (const owner of around) add(owner, false);
  add(instance, true);
  return links;
}
