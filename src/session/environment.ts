import { type CallerPresentation, presentationInPlaceOf, readPresentation } from './presentation.js';

/**
 * The `agi_*` block that Asterisk sends first. Kept as text and read on demand; every value is hostile text.
 *
 * Asterisk does not escape values: one with a line feed makes extra lines. A call whose block shows or may hide that is refused
 * before anything is read from it.
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

  /** The caller's number; `undefined` unless its presentation is `allowed`. */
  get callerNumber(): string | undefined {
    return this.callerPresentation === 'allowed' ? this.#callerId : undefined;
  }

  /**
   * The number of a caller who withholds it, where the network says it all the same: for emergency services and for tracing
   * nuisance callers, where the law allows it. Never play, log or show it; `undefined` when it may be shown or nobody knows it.
   */
  get withheldCallerNumber(): string | undefined {
    return this.callerPresentation === 'allowed' ? undefined : this.#callerId;
  }

  /**
   * Whether the caller's number may be shown: `restricted` when the caller withholds it (SIP `Privacy: id`, a number such as
   * `anonymous`), `unavailable` when nobody knows it. It is `allowed` if and only if {@link callerNumber} is a number.
   */
  get callerPresentation(): CallerPresentation {
    const said = this.#saidPresentation;
    return said === 'allowed' && this.#callerId === undefined ? 'unavailable' : said;
  }

  /** The caller's name; `undefined` when it is withheld as the number is, or Asterisk says `unknown`. */
  get callerName(): string | undefined {
    return this.#saidPresentation === 'allowed' ? known(this.get('agi_calleridname')) : undefined;
  }

  /** The number that was dialled. */
  get calledNumber(): string | undefined {
    return known(this.get('agi_dnid'));
  }

  /** The number that redirected the call here; `undefined` when it is withheld by a word such as `anonymous`. */
  get redirectingNumber(): string | undefined {
    return aNumber(this.get('agi_rdnis'));
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

  /** The number that is said, whether or not it may be shown. */
  get #callerId(): string | undefined {
    return aNumber(this.get('agi_callerid'));
  }

  /** By its own field, or by a word in the place of the number. */
  get #saidPresentation(): CallerPresentation {
    const said = readPresentation(this.get('agi_callingpres'));
    if (said === 'restricted') return said;
    const callerId = this.get('agi_callerid');
    return presentationInPlaceOf(callerId) === 'restricted' ? 'restricted' : said;
  }
}

/** What stands before the colon of no line. */
const NO_NAME = /^$|\n|: /;

const aNumber = (value: string | undefined) => (presentationInPlaceOf(value) === undefined ? value : undefined);

const known = (value: string | undefined) =>
  value === undefined || value === '' || value === 'unknown' ? undefined : value;
