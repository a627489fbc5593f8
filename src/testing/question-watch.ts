import type { CallEvent } from './call-event.js';

const SHORTEST_QUESTION_MS = 1_000;
/** An app that holds the line begins no sooner; a client that asks for ever does at once. */
const HOLD_AFTER_MS = 20;

/** Tells a question that waits for a key from other waits, by what happened in the call. @internal */
export class QuestionWatch {
  #hasHeard = false;
  #lastReplyAtMs = -Infinity;
  #isHeld = false;

  note(event: CallEvent): void {
    if (event.kind === 'key') this.#hasHeard = false;
    else if (event.kind === 'soundStarted') this.#hasHeard ||= event.item.kind !== 'music';
    else if (event.kind === 'soundMissing') this.#hasHeard = true;
    else if (event.kind === 'reply') this.#lastReplyAtMs = event.atMs;
    else if (event.kind === 'listening')
      this.#isHeld = event.forMs === Infinity && event.atMs - this.#lastReplyAtMs >= HOLD_AFTER_MS;
  }

  /**
   * Whether something was heard since the last key and a wait for a key belongs to a question. The pauses of a prompt, and the
   * silence behind an answer, look like questions that wait very short; a line that is held waits for ever, and not at once.
   *
   * @param waitMs - how long it waits, milliseconds
   */
  isQuestion(waitMs: number): boolean {
    return this.#hasHeard && !this.#isHeld && waitMs >= SHORTEST_QUESTION_MS;
  }
}
