import type { FlowInstance } from './node-context.js';

/** Where a conversation is: a node of a flow. */
export interface NodePlace {
  readonly instance: FlowInstance;
  readonly node: string;
}

/** The questions the caller came by, so that `back` finds the one before. A question that is entered again ends the detour. */
export class QuestionHistory {
  readonly #places: NodePlace[] = [];

  /**
   * Notes a question.
   *
   * @returns whether the caller had been in it: this is a return
   */
  enter(place: NodePlace): boolean {
    const known = this.#places.findIndex(
      ({ instance, node }) => instance.flow === place.instance.flow && node === place.node,
    );
    if (known >= 0) this.#places.length = known + 1;
    else this.#places.push(place);
    return known >= 0;
  }

  /** The question before this place, which becomes the last one; nothing when there is none, and the place stays. */
  back(place: NodePlace): NodePlace | undefined {
    const last = this.#places.at(-1);
    // From a step the question that led to it; from a question the one before.
    const isHere = last?.instance.flow === place.instance.flow && last.node === place.node;
    const before = isHere ? this.#places.at(-2) : last;
    if (before !== undefined && isHere) this.#places.pop();
    return before;
  }
}
