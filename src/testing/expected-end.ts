import type { CallEvent, EndedBy, Place } from './call-event.js';

/**
 * How a call is expected to end. Of the place in the dialplan, what is left out may be anything. `error`: that the app fails,
 * `true` for any error, or a pattern for its name and message (for a server that runs elsewhere: for what `OFFHOOK_REASON`
 * says). An error that the pattern does not match fails the step, and so does any error without it.
 */
export type ExpectedEnd = ({ readonly by: 'caller' | 'app' } | ({ readonly by: 'dialplan' } & Partial<Place>)) & {
  readonly error?: true | RegExp;
};

const HOW_ENDED: Readonly<Record<EndedBy, string>> = {
  caller: 'the caller hung up',
  app: 'the app hung up',
  dialplan: 'the app gave it back to the dialplan',
};

/** Where the end of a call is not the one that was expected. @internal */
interface UnexpectedEnd {
  readonly problem: string;
  readonly actual: string;
  readonly expected: string;
}

/** How a call that is over ended otherwise than expected, its errors apart; nothing when it ended so. @internal */
export function unexpectedEnd(events: readonly CallEvent[], expected: ExpectedEnd): UnexpectedEnd | undefined {
  const end = events.find((event) => event.kind === 'ended');
  if (end === undefined) return undefined;
  const actual = { by: end.by, ...end.goesOnAt };
  const { error: _, ...ending } = expected;
  for (const [name, value] of Object.entries(ending)) {
    const found: unknown = actual[name as keyof typeof actual];
    if (found === value) continue;
    const problem =
      name === 'by'
        ? `the call was to end by the ${value}, but ${HOW_ENDED[end.by]}`
        : `the dialplan was to go on at ${name} ${value}, not ${String(found)}`;
    return { problem, actual: String(found), expected: String(value) };
  }
  return undefined;
}
