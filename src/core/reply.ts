/** One whole answer of Asterisk to one command. */
export interface Reply {
  /** 200, or 503, 510, 511, 520. */
  readonly code: number;
  /** What stands behind `result=`: `0`, `-1`, `49`, the digits of GET DATA, or nothing. Empty for other codes. */
  readonly result: string;
  /** What follows the result: `endpos=8160`, `(timeout)`, `(value)`. For other codes the text behind the code. */
  readonly rest: string;
  /** The answer as it came; several lines are joined by line feeds. */
  readonly text: string;
}

/** What a line meant. */
export type ReplyEvent =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'trying' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'garbage'; readonly line: string };

const HANGUP: ReplyEvent = { kind: 'hangup' };
const TRYING: ReplyEvent = { kind: 'trying' };
const INCOMPLETE: ReplyEvent = { kind: 'incomplete' };
const RESULT = '200 result=';

/** Longest answer of several lines that is put together, in characters; the longest usage text has some thousands. */
const LONGEST = { usage: 64 * 1024, parenthesis: 4 * 1024 * 1024 };

/**
 * Puts lines together to replies: one line mostly; the usage text of a 520 until its last line; a value that holds line
 * feeds until its closing parenthesis.
 *
 * Asterisk does not escape a value, so one whose inner line ends in `)` cannot be told from a shorter value followed by
 * something else. The rest is then garbage and the session fails closed; `getText` reads such values safely.
 */
export class ReplyReader {
  #lines: string | undefined;
  #until: 'usage' | 'parenthesis' = 'usage';

  /**
   * @param line - without its line feed
   * @param mayHoldLines - whether the command now answered returns free text in parentheses
   */
  push(line: string, mayHoldLines: boolean): ReplyEvent {
    if (this.#lines !== undefined) return this.#join(line);
    if (line.startsWith(RESULT)) {
      if (mayHoldLines && line.includes(' (') && !line.endsWith(')')) return this.#collect(line, 'parenthesis');
      return { kind: 'reply', reply: success(line) };
    }
    if (line === 'HANGUP') return HANGUP;
    if (line.startsWith('520-')) return this.#collect(line, 'usage');
    if (line.startsWith('100 ')) return TRYING;
    if (/^5\d\d /.test(line)) return { kind: 'reply', reply: refusal(line) };
    return { kind: 'garbage', line };
  }

  #collect(line: string, until: 'usage' | 'parenthesis'): ReplyEvent {
    this.#lines = line;
    this.#until = until;
    return INCOMPLETE;
  }

  #join(line: string): ReplyEvent {
    const text = `${this.#lines}\n${line}`;
    const isWhole = this.#until === 'usage' ? line.startsWith('520 ') : line.endsWith(')');
    this.#lines = isWhole ? undefined : text;
    if (!isWhole) return text.length > LONGEST[this.#until] ? { kind: 'garbage', line: text } : INCOMPLETE;
    return { kind: 'reply', reply: this.#until === 'usage' ? refusal(text) : success(text) };
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
