import { OffhookError } from '../errors/offhook-error.js';
import type { MenuNode } from './call-flow.js';
import type { Conversation } from './conversation.js';
import { runHandler } from './run-handler.js';
import { runMenu } from './run-menu.js';
import type { Scene, Stage } from './stage.js';
import type { DialplanPlace, HangUpCause } from './step.js';

/** What the engine needs of the world. */
export interface DialogContext {
  readonly conversation: Conversation;
  /** Finds the flow of another controller; `key` is what a step carries. */
  readonly enter: (key: object) => Scene;
  /** Commands sent so far that need the caller. */
  readonly liveCommands: () => number;
  readonly nowMs: () => number;
  readonly onVisit: (flow: string, node: string) => void;
  readonly onFailure: (menu: string, kind: 'noInput' | 'noMatch', digits: string) => void;
}

/** How a dialog ended. A hang-up by the caller is not among them: it is thrown. */
export type DialogEnd =
  | { readonly kind: 'hangUp'; readonly cause: HangUpCause | undefined }
  | { readonly kind: 'leave'; readonly place: DialplanPlace | undefined };

/** Transitions without a command that needs the caller: more are a circle. */
const MOST_IDLE_TRANSITIONS = 50;

/**
 * Runs a conversation from the start of a flow until it hangs up or leaves to the dialplan.
 *
 * @throws HangUpError when the caller leaves; whatever a handler throws; OffhookError for a step that was not declared
 */
export async function runDialog(first: Scene, context: DialogContext): Promise<DialogEnd> {
  const greeted = new Set<MenuNode>();
  let scene = first;
  let name = first.flow.start;
  let idleTransitions = 0;
  let commands = context.liveCommands();
  for (;;) {
    const destination = await visit(scene, name);
    idleTransitions = context.liveCommands() === commands ? idleTransitions + 1 : 0;
    commands = context.liveCommands();
    if (idleTransitions > MOST_IDLE_TRANSITIONS) {
      throw new OffhookError('AGI_SPINNING', { where: `${scene.flow.name}.${name}`, steps: idleTransitions });
    }
    switch (destination.kind) {
      case 'hangUp':
      case 'leave':
        return destination;
      case 'repeat':
        break;
      case 'go':
        name = destination.node;
        break;
      case 'enter':
        scene = context.enter(destination.key);
        name = scene.flow.start;
    }
  }

  async function visit(current: Scene, nodeName: string) {
    const node = current.flow.nodes.get(nodeName);
    // Every target was checked at boot; only a cast gets here.
    if (node === undefined) throw new OffhookError('AGI_UNDECLARED_STEP', { where: current.flow.name, step: `go('${nodeName}')`, declared: [...current.flow.nodes.keys()].join(', ') });
    context.onVisit(current.flow.name, nodeName);
    const stage: Stage = {
      scene: current,
      conversation: context.conversation,
      nowMs: context.nowMs,
      firstVisit: (menu) => !greeted.has(menu) && greeted.add(menu) !== undefined,
      onFailure: (menu, kind, digits) => context.onFailure(`${current.flow.name}.${menu.name}`, kind, digits),
    };
    if (node.kind === 'menu') return runMenu(node, stage);
    // A step that says nothing has a `then`: checked at boot, and again here for those who write without types.
    const destination = await runHandler(node.handler, undefined, stage);
    return destination ?? ({ kind: 'leave', place: undefined } as const);
  }
}
