import { OffhookError } from '../errors/offhook-error.js';
import type { Tell } from '../session/journal.js';
import type { Question } from './call-flow.js';
import type { Conversation } from './conversation.js';
import { type DialogEnd, DialogLeft } from './dialog-end.js';
import type { CheckContext } from './read/reader.js';
import { runAsk } from './run-ask.js';
import { describe, runHandler } from './run-handler.js';
import { runMenu } from './run-menu.js';
import type { Scene, Stage } from './stage.js';
import type { Destination } from './step.js';
import { Trail } from './trail.js';

/** What the engine needs of the world. */
export interface DialogContext {
  readonly conversation: Conversation;
  /** Finds the flow of another controller or dialog; `key` is what a step carries. */
  readonly enter: (key: object, input: unknown) => Scene;
  /** Commands sent so far that need the caller. */
  readonly liveCommands: () => number;
  readonly nowMs: () => number;
  /** Told what happens. */
  readonly tell: Tell;
  /** Questions whose greeting was heard in this call. */
  readonly greeted: Set<Question>;
  /** Sub-dialogs that run within each other now, and who runs them. */
  readonly running: { readonly name: string; readonly by: Scene }[];
  /** What a reader's checks are given. */
  readonly checkContext: (digits: string, attempt: number) => CheckContext;
  /** Told what was typed where it is masked. */
  readonly onSecret?: (digits: string) => void;
}

/** Transitions without a command that needs the caller: more are a circle. */
const MOST_IDLE_TRANSITIONS = 50;

/**
 * Runs a conversation from the start of a flow until it hangs up, leaves to the dialplan, or gives a value back.
 *
 * @throws HangUpError when the caller leaves; whatever a handler throws; OffhookError for a step that was not declared
 */
export function runDialog(first: Scene, context: DialogContext): Promise<DialogEnd> {
  return context.conversation.holdDuring(() => walk(first, context));
}

async function walk(first: Scene, context: DialogContext): Promise<DialogEnd> {
  const trail = new Trail();
  let place = { scene: first, node: first.flow.start };
  let isAdmitted = false;
  let idleTransitions = 0;
  let commands = context.liveCommands();
  for (;;) {
    const destination = await visit().catch(rescue);
    idleTransitions = context.liveCommands() === commands ? idleTransitions + 1 : 0;
    commands = context.liveCommands();
    if (idleTransitions > MOST_IDLE_TRANSITIONS) {
      throw new OffhookError('AGI_SPINNING', {
        where: `${place.scene.flow.name}.${place.node}`,
        steps: idleTransitions,
      });
    }
    switch (destination.kind) {
      case 'hangUp':
      case 'leave':
      case 'finish':
      case 'accept':
      case 'reject':
        return destination;
      case 'giveUp':
        return { kind: 'gaveUp', reason: destination.reason ?? 'back' };
      case 'repeat':
      case 'keepListening':
        break;
      case 'back': {
        const before = trail.back(place);
        if (before === undefined && first.flow.isSubdialog) return { kind: 'gaveUp', reason: 'back' };
        place = before ?? place;
        break;
      }
      case 'go':
        place = { scene: place.scene, node: destination.node };
        break;
      case 'enter': {
        const scene = context.enter(destination.key, destination.input);
        place = { scene, node: scene.flow.start };
        isAdmitted = false;
      }
    }
  }

  /** A filter may answer for whatever went wrong in a node; what was typed ahead was meant for something else. */
  async function rescue(error: unknown): Promise<Destination> {
    // A link of this class was followed in a dialog that it runs.
    if (error instanceof DialogLeft && error.end.kind === 'moved' && error.end.scene === place.scene)
      return error.end.destination;
    const destination = await place.scene.rescue?.(error, () => context.conversation.forgetKeys());
    if (destination === undefined) throw error;
    return destination;
  }

  async function visit(): Promise<Destination> {
    const { scene, node: name } = place;
    if (!isAdmitted) {
      const refused = await scene.guard?.();
      // Not before: a guard that throws has let nobody in, wherever a filter leads.
      isAdmitted = true;
      if (refused !== undefined) return refused;
      scene.enter?.();
    }
    const node = scene.flow.nodes.get(name);
    // Every target was checked at boot; only a cast gets here.
    if (node === undefined) {
      const step = describe({ kind: 'go', node: name });
      throw new OffhookError('AGI_UNDECLARED_STEP', {
        where: scene.flow.name,
        step,
        declared: [...scene.flow.nodes.keys()].join(', '),
      });
    }
    context.tell({ kind: 'visited', node: `${scene.flow.name}.${name}` });
    if (node.kind === 'step') {
      // A step that says nothing has a `next`: checked at boot, and again here for those who write without types.
      return (await runHandler(node.handler, undefined, stageOf(scene, false))) ?? { kind: 'leave', place: undefined };
    }
    const refused = node.sideways && (await scene.guard?.(name));
    if (refused !== undefined) return refused;
    const isReturn = trail.enter(place);
    if (!node.typeAhead && !isReturn) context.conversation.forgetKeys();
    const stage = stageOf(scene, !isReturn);
    return await (node.kind === 'menu' ? runMenu(node, stage) : runAsk(node, stage));
  }

  function stageOf(scene: Scene, isEntered: boolean): Stage {
    return {
      scene,
      around: context.running.map(({ by }) => by).toReversed(),
      conversation: context.conversation,
      nowMs: context.nowMs,
      greets(question) {
        const isNew = !context.greeted.has(question);
        context.greeted.add(question);
        return isNew || (question.greetEveryVisit && isEntered);
      },
      tell: context.tell,
      checkContext: context.checkContext,
      ...(context.onSecret && { onSecret: context.onSecret }),
    };
  }
}
