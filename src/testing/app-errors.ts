import { printable } from '../errors/printable.js';
import type { CallEvent } from './call-event.js';
import { errorSummary } from './describe-error.js';

/** Something that the app threw, in words. */
interface AppError {
  /** Who and what. */
  readonly what: string;
  /** What a pattern is compared with. */
  readonly text: string;
  readonly error: unknown;
  /** What told of it. */
  readonly event: CallEvent;
}

const CLOSED = 'the connection to the app broke off';

/** What the app threw, in this call and on the legs of those who were asked in it; where it runs elsewhere, what it says of it. @internal */
export function appErrorsIn(events: readonly CallEvent[]): readonly AppError[] {
  const thrown = events.flatMap((event) => {
    const inner = event.kind === 'leg' ? event.event : event;
    if (inner.kind === 'lost') return [{ what: CLOSED, text: CLOSED, error: undefined, event }];
    if (inner.kind !== 'failed') return [];
    const text = errorSummary(inner.error);
    return [{ what: `${printable(inner.where)} threw ${text}`, text, error: inner.error, event }];
  });
  if (thrown.length > 0) return thrown;
  const said = (name: string) =>
    events.findLast((event) => event.kind === 'variable' && event.name === name) as
      | (CallEvent & { readonly value: string })
      | undefined;
  const event = said('OFFHOOK_STATUS');
  if (event?.value !== 'ERROR') return [];
  const text = printable(said('OFFHOOK_REASON')?.value ?? '');
  return [{ what: `the app failed (OFFHOOK_REASON is ${text})`, text, error: undefined, event }];
}

/** The errors of the app in one call, and which of them the test expected. @internal */
export class AppErrors {
  /** What told of those that were expected. */
  readonly #expected = new Set<CallEvent>();

  /** The first error that no test has expected. */
  unexpectedIn(events: readonly CallEvent[]): AppError | undefined {
    return appErrorsIn(events).find(({ event }) => !this.#expected.has(event));
  }

  /**
   * Compares what the app threw with what is expected: `true` for any error, or a pattern.
   *
   * @returns what is wrong; nothing when it is as expected, which nobody complains of later then
   */
  judge(events: readonly CallEvent[], error: true | RegExp | undefined): string | undefined {
    const errors = appErrorsIn(events);
    const [first] = errors;
    if (error === undefined) return first && `${first.what}; a test that expects it says error: true, or a pattern`;
    if (first === undefined) return 'the app was to fail, but it did not';
    const expected = errors.filter(({ text }) => error === true || text.search(error) >= 0);
    if (expected.length === 0) return `an error like ${String(error)} was expected, but ${first.what}`;
    for (const { event } of expected) this.#expected.add(event);
    const other = this.unexpectedIn(events);
    return other && `beside an error like ${String(error)}, ${other.what}`;
  }
}
