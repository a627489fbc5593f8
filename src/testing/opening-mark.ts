/** How offhook opens every call: it asks for a mark, and for the data of `AGI()` where there are arguments. */
const OPENING = /^GET FULL VARIABLE "(?:\$\{CHANNEL\(appdata\)\})?([0-9a-f-]{36})"$/;

/**
 * What offhook sends and reads beside what the app asks for: the mark that proves a block and shows where text ends. It is
 * random, and tells nothing about the app: who looks at a call does not see it.
 *
 * @internal
 */
export class OpeningMark {
  #mark: string | undefined;
  #hasBegun = false;
  #isHidden = false;
  #isMarked = false;

  /** A command as it is shown; nothing for one that only asks for the mark. */
  commandShown(line: string): string | undefined {
    if (!this.#hasBegun) this.#mark = OPENING.exec(line)?.[1];
    this.#isHidden = this.#mark !== undefined && (!this.#hasBegun || line === `GET FULL VARIABLE "${this.#mark}"`);
    this.#hasBegun = true;
    this.#isMarked = this.#mark !== undefined && line.includes(this.#mark);
    return this.#isHidden ? undefined : this.#without(line);
  }

  /** The same for what is answered. */
  replyShown(line: string): string | undefined {
    const isHidden = this.#isHidden && this.#mark !== undefined && line.endsWith(`${this.#mark})`);
    if (isHidden) this.#isHidden = false;
    return isHidden ? undefined : this.#without(line);
  }

  /** A reply that a script gives: as Asterisk has it, with the mark where the command had it. */
  replyWritten(text: string): string {
    return this.#isMarked ? text.replace(/\)$/, `${this.#mark})`) : text;
  }

  #without(line: string): string {
    return this.#mark === undefined ? line : line.replace(this.#mark, '');
  }
}
