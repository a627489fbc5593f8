/**
 * How a scripted command is answered: a text is one reply, a line feed is added behind it; a list is written piece by piece, as
 * it is, line feeds and all. An empty list is no reply at all.
 */
export type ScriptedReply = string | readonly string[];

/** The replies of one virtual Asterisk that a test scripted, by how their commands begin. */
export class ScriptedReplies {
  readonly #byBeginning = new Map<string, ScriptedReply[]>();

  /** @param replies - one for each such command; the last one is for all that follow */
  script(beginning: string, replies: readonly ScriptedReply[]): void {
    this.#byBeginning.set(beginning, [...replies]);
  }

  /** The reply to this command; nothing when Asterisk is to carry it out. */
  next(command: string): ScriptedReply | undefined {
    const [longest] = [...this.#byBeginning.keys()]
      .filter((beginning) => command.startsWith(beginning))
      .toSorted((one, other) => other.length - one.length);
    const replies = longest === undefined ? undefined : this.#byBeginning.get(longest);
    return replies !== undefined && replies.length > 1 ? replies.shift() : replies?.[0];
  }
}
