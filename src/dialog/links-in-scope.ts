import type { Choice } from './call-flow.js';
import type { Scene, Stage } from './stage.js';

/** A link, and the class whose code and nodes it names. */
export interface LinkInScope extends Choice {
  readonly scene: Scene;
}

/** The links that a question may follow: of its class, of those that run it as a dialog, of the app. Of one key the first counts. */
export function linksInScope({ scene, around }: Pick<Stage, 'scene' | 'around'>): LinkInScope[] {
  const of = (owner: Scene, isAppWide: boolean) =>
    owner.flow.links
      .filter((link) => (link.isAppWide ?? false) === isAppWide)
      .map((link): LinkInScope => ({ ...link, scene: owner }));
  const links = [...[scene, ...around].flatMap((owner) => of(owner, false)), ...of(scene, true)];
  return links.filter(({ pattern }, i) => links.findIndex((link) => link.pattern.text === pattern.text) === i);
}
