/**
 * Calculates what stands in `$[…]`, as Asterisk does: `|`, `&`, comparisons, sums, products, `!`, `-`, `a ? b :: c` and
 * parentheses. What is no number is text.
 *
 * @returns nothing when it is no expression
 * @internal
 */
export function calculate(expression: string): string | undefined {
  const tokens = expression.match(/"[^"]*"|<=|>=|!=|::|[|&=<>+\-*/%!?()]|[^\s|&=<>+\-*/%!?()":]+/g) ?? [];
  const reader = new Expression(tokens);
  const value = reader.value(0);
  return reader.isAtEnd ? value : undefined;
}

type Combine = (left: string, right: string) => string;

const truth = (isTrue: boolean) => (isTrue ? '1' : '0');
const isTrue = (text: string) => text !== '' && text !== '0' && text !== '""';
const isNumber = (text: string) => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text);
const bare = (text: string) => text.replace(/^"(.*)"$/s, '$1');
const arithmetic =
  (combine: (left: number, right: number) => number): Combine =>
  (left, right) =>
    String(combine(Number(left) || 0, Number(right) || 0));
const comparison =
  (combine: (order: number) => boolean): Combine =>
  (left, right) => {
    const [a, b] = [bare(left), bare(right)];
    return truth(combine(isNumber(a) && isNumber(b) ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0));
  };

/** From those that bind least to those that bind most. */
const LEVELS: readonly Readonly<Record<string, Combine>>[] = [
  { '|': (left, right) => (isTrue(left) ? left : isTrue(right) ? right : '0') },
  { '&': (left, right) => (isTrue(left) && isTrue(right) ? left : '0') },
  {
    '=': comparison((order) => order === 0),
    '!=': comparison((order) => order !== 0),
    '<': comparison((order) => order < 0),
    '>': comparison((order) => order > 0),
    '<=': comparison((order) => order <= 0),
    '>=': comparison((order) => order >= 0),
  },
  { '+': arithmetic((left, right) => left + right), '-': arithmetic((left, right) => left - right) },
  {
    '*': arithmetic((left, right) => left * right),
    '/': arithmetic((left, right) => (right === 0 ? 0 : left / right)),
    '%': arithmetic((left, right) => (right === 0 ? 0 : left % right)),
  },
];

/** Reads tokens by their rank. */
class Expression {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  value(level: number): string {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#single();
    let left = this.value(level + 1);
    for (;;) {
      const combine = operators[this.#tokens[this.#at] ?? ''];
      if (combine !== undefined) {
        this.#at++;
        left = combine(left, this.value(level + 1));
      } else if (level === 0 && this.#takes('?')) {
        const [yes, , no] = [this.value(0), this.#takes('::'), this.value(0)];
        left = isTrue(left) ? yes : no;
      } else return left;
    }
  }

  #single(): string {
    if (this.#takes('!')) return truth(!isTrue(this.#single()));
    if (this.#takes('-')) return String(-Number(this.#single()));
    if (this.#takes('(')) {
      const inner = this.value(0);
      this.#takes(')');
      return inner;
    }
    return this.#tokens[this.#at++] ?? '';
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
}
