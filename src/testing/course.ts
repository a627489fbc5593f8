/** One wait of a command that takes time. */
export interface Wait {
  /** Milliseconds; Infinity for ever. */
  readonly forMs: number;
  /** Keys that end it; others pressed meanwhile are lost. Default none. */
  readonly keys?: string;
  /** A byte from the app ends it. Default false. */
  readonly isInterruptible?: boolean;
}

/** What ended a wait. */
export type Happening =
  | { readonly kind: 'elapsed' }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'interrupted' };

/**
 * What a command does in the course of time, written down as one goes through it: `yield` waits. A generator and not a
 * promise, because it goes on within the event that woke it, so that the order of things never depends on the event loop.
 */
export type Course<Result> = Generator<Wait, Result, Happening>;

/** Every key there is, those of few telephones too. */
export const EVERY_KEY = '0123456789*#ABCD';

/** Waits; nothing to wait is over at once. */
export function* wait(request: Wait): Course<Happening> {
  return request.forMs > 0 ? yield request : { kind: 'elapsed' };
}

/** @internal Tells what takes time from what is known at once. */
export function isCourse<Result extends object | number>(value: Result | Course<Result>): value is Course<Result> {
  return typeof value === 'object' && 'next' in value;
}
