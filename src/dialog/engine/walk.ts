import { OffhookError } from '../../errors/offhook-error.js';
import type { TellHappening } from '../../session/journal.js';
import type { FlowNode, Question } from '../call-flow.js';
import type { Conversation } from '../line/conversation.js';
import { type DialogEnd, DialogLeft } from './dialog-end.js';
import type { CheckContext } from '../read/reader.js';
import { runAsk } from './run-ask.js';
import { runHandler } from './run-handler.js';
import { runMenu } from './run-menu.js';
import type { FlowInstance, NodeContext } from './node-context.js';
import { describeDestination, type Destination } from '../step.js';
import { QuestionHistory } from './question-history.js';

/** What the engine needs of the world. */
export interface DialogContext {
  readonly conversation: Conversation;
  /** Finds the flow of another controller or dialog; `key` is what a step carries. */
  readonly enter: (key: object, input: unknown) => FlowInstance;
  /** Commands sent so far that need the caller. */
  readonly liveCommands: () => number;
  readonly nowMs: () => number;
  /** Told what happens. */
  readonly tell: TellHappening;
  /** Questions whose greeting was heard in this call. */
  readonly greeted: Set<Question>;
  /** Sub-dialogs that run within each other now, and who runs them. */
  readonly running: { readonly name: string; readonly by: FlowInstance }[];
  /** What a reader's checks are given. */
  readonly checkContext: (digits: string, attempt: number) => CheckContext;
  /** Told what was typed where it is masked. */
  readonly onSecret?: (digits: string) => void;
}

/** Transitions without a command that needs the caller: more are a circle. */
const MAX_IDLE_TRANSITIONS = 50;

/** A caller's way through a conversation: one node after the other, until it is over. */
export class Walk {
  readonly #first: FlowInstance;
  readonly #context: DialogContext;
  /** The questions behind, for `back`. */
  readonly #history = new QuestionHistory();
  #place: { readonly instance: FlowInstance; readonly node: string };
  /** Whether the guards of the class have let the call in. */
  #isAdmitted = false;
  #idleTransitions = 0;
  #commands: number;

  constructor(first: FlowInstance, context: DialogContext) {
    this.#first = first;
    this.#context = context;
    this.#place = { instance: first, node: first.flow.start };
    this.#commands = context.liveCommands();
  }

  /** Visits nodes until the conversation is over. */
  async run(): Promise<DialogEnd> {
    for (;;) {
      const destination = await this.#visit().catch((error: unknown) => this.#handleError(error));
      this.#checkProgress();
      const end = this.#follow(destination);
      if (end !== undefined) return end;
    }
  }

  /** Runs the node where the caller is. @returns where it leads */
  async #visit(): Promise<Destination> {
    const { instance, node: name } = this.#place;
    const refused = this.#isAdmitted ? undefined : await this.#enter(instance);
    if (refused !== undefined) return refused;
    const node = nodeOf(instance, name);
    this.#context.tell({ kind: 'visited', node: `${instance.flow.name}.${name}` });
    if (node.kind === 'step') {
      // A step that says nothing has a `next`: checked at boot, and again here for those who write without types.
      const next = await runHandler(node.handler, undefined, this.#contextOf(instance, false));
      return next ?? { kind: 'leave', place: undefined };
    }
    const refusedHere = node.guardAndFilterExits && (await instance.guard?.(name));
    if (refusedHere !== undefined) return refusedHere;
    const isReturn = this.#history.enter(this.#place);
    if (!node.typeAhead && !isReturn) this.#context.conversation.forgetKeys();
    const nodeContext = this.#contextOf(instance, !isReturn);
    return node.kind === 'menu' ? runMenu(node, nodeContext) : runAsk(node, nodeContext);
  }

  /** @returns where a guard of the class sends the call that it refuses */
  async #enter(instance: FlowInstance): Promise<Destination | undefined> {
    const refused = await instance.guard?.();
    // Not before: a guard that throws has let nobody in, wherever a filter leads.
    this.#isAdmitted = true;
    if (refused === undefined) instance.enter?.();
    return refused;
  }

  /** A filter may answer for whatever went wrong in a node; what was typed ahead was meant for something else. */
  async #handleError(error: unknown): Promise<Destination> {
    const { instance } = this.#place;
    // A link of this class was followed in a dialog that it runs.
    if (error instanceof DialogLeft && error.end.kind === 'moved' && error.end.instance === instance)
      return error.end.destination;
    const destination = await instance.handleError?.(error, () => this.#context.conversation.forgetKeys());
    if (destination === undefined) throw error;
    return destination;
  }

  /** @throws OffhookError AGI_SPINNING when nothing has needed the caller for too many nodes */
  #checkProgress(): void {
    const commands = this.#context.liveCommands();
    this.#idleTransitions = commands === this.#commands ? this.#idleTransitions + 1 : 0;
    this.#commands = commands;
    if (this.#idleTransitions <= MAX_IDLE_TRANSITIONS) return;
    const { instance, node } = this.#place;
    throw new OffhookError('AGI_SPINNING', { where: `${instance.flow.name}.${node}`, steps: this.#idleTransitions });
  }

  /** Moves the caller there. @returns how the conversation ended, when there is nowhere to go */
  #follow(destination: Destination): DialogEnd | undefined {
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
        return undefined;
      case 'back': {
        const before = this.#history.back(this.#place);
        if (before === undefined && this.#first.flow.isSubdialog) return { kind: 'gaveUp', reason: 'back' };
        this.#place = before ?? this.#place;
        return undefined;
      }
      case 'go':
        this.#place = { instance: this.#place.instance, node: destination.node };
        return undefined;
      case 'enter': {
        const instance = this.#context.enter(destination.key, destination.input);
        this.#place = { instance, node: instance.flow.start };
        this.#isAdmitted = false;
        return undefined;
      }
    }
  }

  #contextOf(instance: FlowInstance, isEntered: boolean): NodeContext {
    const { running, conversation, nowMs, greeted, tell, checkContext, onSecret } = this.#context;
    return {
      instance,
      around: running.map(({ by }) => by).toReversed(),
      conversation,
      nowMs,
      greets(question) {
        const isNew = !greeted.has(question);
        greeted.add(question);
        return isNew || (question.greetEveryVisit && isEntered);
      },
      tell,
      checkContext,
      ...(onSecret && { onSecret }),
    };
  }
}

/** @throws OffhookError for a node that is not there: every target was checked at boot, and only a cast gets here */
function nodeOf({ flow }: FlowInstance, name: string): FlowNode {
  const node = flow.nodes.get(name);
  if (node !== undefined) return node;
  const step = describeDestination({ kind: 'go', node: name });
  throw new OffhookError('AGI_UNDECLARED_STEP', {
    where: flow.name,
    step,
    declared: [...flow.nodes.keys()].join(', '),
  });
}
