/**
 * The `agi_*` block that Asterisk sends first. Kept as text and read on demand; every value is hostile text.
 *
 * Values are not escaped by Asterisk: one with a line feed makes extra lines. The first value of a repeated name counts, and
 * lines that are no `name: value` are passed over.
 *
 * @example
 * await answerCalls(new FastAgiTransport(), {
 *   async onCall({ channel, environment }) {
 *     await channel.verbose(`${environment.callerNumber ?? 'somebody'} calls ${environment.extension}`);
 *   },
 * });
 */
export class AgiEnvironment {
  /** Each line between two line feeds. */
  readonly #lines: string;

  /** @param text - the block without its closing empty line */
  constructor(text: string) {
    this.#lines = `\n${text}\n`;
  }

  /**
   * One value as it was sent.
   *
   * @param name - with its prefix, `agi_uniqueid`
   * @returns the value, perhaps empty; `undefined` when the line is missing
   */
  get(name: string): string | undefined {
    if (NO_NAME.test(name)) return undefined;
    const label = `\n${name}: `;
    const place = this.#lines.indexOf(label);
    if (place === -1) return undefined;
    const start = place + label.length;
    return this.#lines.slice(start, this.#lines.indexOf('\n', start));
  }

  /** Every line of the block, in order. */
  all(): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    for (const line of this.#lines.split('\n')) {
      const colon = line.indexOf(': ');
      const name = line.slice(0, colon);
      if (colon > 0 && !values.has(name)) values.set(name, line.slice(colon + 2));
    }
    return values;
  }

  /** The AGI URL as the dialplan wrote it: `agi://ivr.example:4573/sales`. */
  get request(): string | undefined {
    return this.get('agi_request');
  }

  /** What follows the host in the AGI URL, not decoded: `sales?x=1`. Missing for `agi://host/`. */
  get script(): string | undefined {
    return this.get('agi_network_script');
  }

  /** The channel's name: `PJSIP/phone-00000001`. */
  get channel(): string {
    return this.get('agi_channel') ?? '';
  }

  /** Identifies the call in Asterisk's logs and events: `1795426396.71`. */
  get uniqueId(): string {
    return this.get('agi_uniqueid') ?? '';
  }

  /** The caller's number; `undefined` when it is hidden or Asterisk says `unknown`. */
  get callerNumber(): string | undefined {
    return known(this.get('agi_callerid'));
  }

  /** The caller's name; `undefined` when Asterisk says `unknown`. */
  get callerName(): string | undefined {
    return known(this.get('agi_calleridname'));
  }

  /** The number that was dialled. */
  get calledNumber(): string | undefined {
    return known(this.get('agi_dnid'));
  }

  /** The number that redirected the call here. */
  get redirectingNumber(): string | undefined {
    return known(this.get('agi_rdnis'));
  }

  get language(): string {
    return this.get('agi_language') ?? '';
  }

  get context(): string {
    return this.get('agi_context') ?? '';
  }

  get extension(): string {
    return this.get('agi_extension') ?? '';
  }

  get priority(): number {
    return Number(this.get('agi_priority') ?? 1);
  }

  /** Further arguments of `AGI()`, in order; empty ones are kept. */
  get args(): readonly string[] {
    const args: string[] = [];
    for (let value = this.get('agi_arg_1'); value !== undefined; value = this.get(`agi_arg_${args.length + 1}`))
      args.push(value);
    return args;
  }

  /** Asterisk's release: 22 for `22.10.1+dfsg…`; `undefined` when the version cannot be read. */
  get release(): number | undefined {
    const release = Number.parseInt(this.get('agi_version') ?? '', 10);
    return Number.isNaN(release) ? undefined : release;
  }
}

/** What stands before the colon of no line. */
const NO_NAME = /^$|\n|: /;

const known = (value: string | undefined) =>
  value === undefined || value === '' || value === 'unknown' ? undefined : value;
