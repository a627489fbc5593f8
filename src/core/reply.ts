/** One whole answer of Asterisk to one command. */
export interface Reply {
  /** 200, or 503, 510, 511, 520. */
  readonly code: number;
  /** What stands behind `result=`: `0`, `-1`, `49`, the digits of GET DATA, or nothing. Empty for other codes. */
  readonly result: string;
  /** What follows the result: `endpos=8160`, `(timeout)`, `(value)`. For other codes the text behind the code. */
  readonly rest: string;
  /** The answer as it came, without the mark behind its text; several lines are joined by line feeds. */
  readonly text: string;
}

/** How the end of free text is known: by the mark that its command asked for behind it, or by the answer of a proof sent after it. */
export type TextEnd = 'marked' | 'proven';

/** What a line meant. */
export type ReplyEvent =
  /** `hungUp`: a HANGUP line stood behind the answer. */
  | { readonly kind: 'reply'; readonly reply: Reply; readonly hungUp?: true }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'trying' }
  | { readonly kind: 'incomplete' }
  /** Free text has begun whose end nothing shows: {@link ReplyReader.proof} must be sent now. */
  | { readonly kind: 'unproven' }
  | { readonly kind: 'garbage'; readonly line: string };

const HANGUP: ReplyEvent = { kind: 'hangup' };
const TRYING: ReplyEvent = { kind: 'trying' };
const INCOMPLETE: ReplyEvent = { kind: 'incomplete' };
const UNPROVEN: ReplyEvent = { kind: 'unproven' };
const RESULT = '200 result=';

/** Longest answer of several lines that is put together, in characters; the longest usage text has some thousands. */
const LONGEST_USAGE = 64 * 1024;
const LONGEST_TEXT = 4 * 1024 * 1024;

/**
 * Puts lines together to replies: one line mostly; the usage text of a 520 until its last line; free text until its end.
 *
 * Asterisk does not escape a value, so the value itself may look like its own end and like the next answer. Nothing in it can
 * look like the mark, which a stranger cannot guess: Asterisk echoes it behind the value (`marked`), or as the answer of a
 * second command (`proven`).
 */
export class ReplyReader {
  /** A command that Asterisk answers with the mark alone, in whatever state the channel is; without its line feed. */
  readonly proof: string;
  readonly #proven: string;
  readonly #markedEnd: string;
  #lines: string | undefined;
  #until: 'usage' | TextEnd = 'usage';

  /** @param mark - text that nobody can guess, without quotes, backslashes and blanks */
  constructor(mark: string) {
    this.proof = `GET FULL VARIABLE "${mark}"`;
    this.#proven = `200 result=1 (${mark})`;
    this.#markedEnd = `${mark})`;
  }

  /**
   * @param line - without its line feed
   * @param text - how free text ends in the answer of the command that is answered now; nothing when it holds none
   */
  push(line: string, text: TextEnd | undefined): ReplyEvent {
    if (this.#lines !== undefined) return this.#join(line);
    if (line.startsWith(RESULT)) {
      if (line.endsWith(this.#markedEnd)) return { kind: 'reply', reply: success(this.#unmarked(line)) };
      if (text === undefined || !line.includes(' (')) return { kind: 'reply', reply: success(line) };
      this.#collect(line, text);
      return text === 'proven' ? UNPROVEN : INCOMPLETE;
    }
    if (line === 'HANGUP') return HANGUP;
    if (line.startsWith('520-')) return this.#collect(line, 'usage');
    if (line.startsWith('100 ')) return TRYING;
    if (/^5\d\d /.test(line)) return { kind: 'reply', reply: refusal(line) };
    return { kind: 'garbage', line };
  }

  #collect(line: string, until: 'usage' | TextEnd): ReplyEvent {
    this.#lines = line;
    this.#until = until;
    return INCOMPLETE;
  }

  #join(line: string): ReplyEvent {
    if (this.#until === 'proven' && line === this.#proven) return this.#whole();
    const text = `${this.#lines}\n${line}`;
    this.#lines = text;
    if (this.#until === 'usage') {
      if (line.startsWith('520 ')) return this.#reply(refusal(text));
    } else if (line.endsWith(this.#markedEnd)) return this.#reply(success(this.#unmarked(text)));
    const isTooLong = text.length > (this.#until === 'usage' ? LONGEST_USAGE : LONGEST_TEXT);
    return isTooLong ? { kind: 'garbage', line: text } : INCOMPLETE;
  }

  /** Everything before the answer of the proof. A value ends with a parenthesis, so a HANGUP behind it is Asterisk's. */
  #whole(): ReplyEvent {
    const text = this.#lines ?? '';
    let end = text.length;
    // Walked back: a value may hold as many such lines as it likes.
    while (text.endsWith('\nHANGUP', end)) end -= '\nHANGUP'.length;
    const answer = text.slice(0, end);
    const event = this.#reply(success(answer));
    return answer === text ? event : { ...event, hungUp: true };
  }

  #reply(reply: Reply): ReplyEvent & { readonly kind: 'reply' } {
    this.#lines = undefined;
    return { kind: 'reply', reply };
  }

  #unmarked(text: string): string {
    return `${text.slice(0, -this.#markedEnd.length)})`;
  }
}

function success(text: string): Reply {
  const space = text.indexOf(' ', RESULT.length);
  return space < 0
    ? { code: 200, result: text.slice(RESULT.length), rest: '', text }
    : { code: 200, result: text.slice(RESULT.length, space), rest: text.slice(space + 1), text };
}

function refusal(text: string): Reply {
  return { code: Number(text.slice(0, 3)), result: '', rest: text.slice(4), text };
}
