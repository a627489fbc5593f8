import type { Class } from './class.js';

declare const target: unique symbol;

/** Where a call goes on in the dialplan after the application. What is left out stays as it is; a context or an extension alone begins at priority 1. */
export interface DialplanPlace {
  readonly context?: string;
  readonly extension?: string;
  readonly priority?: number | string;
}

/** Why the application ends the call, for the other side's signalling. A number is an ISDN cause code, 1 to 127. */
export type HangUpCause = 'normal' | 'busy' | 'congestion' | 'noAnswer' | 'rejected' | number;

/** Where the call goes next, as plain data. */
export type Destination =
  | { readonly kind: 'go'; readonly node: string }
  /** Another flow; `key` is what the app knows it by (its class, or a function that gives the class). */
  | { readonly kind: 'enter'; readonly key: object; readonly input?: unknown }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'keepListening' }
  | { readonly kind: 'back' }
  | { readonly kind: 'finish'; readonly value: unknown }
  /** A sub-dialog ends without a value: its question was given up. */
  | { readonly kind: 'giveUp'; readonly reason?: 'noInput' | 'noMatch' | 'back' }
  /** What the one who was called says to it, where they are asked. */
  | { readonly kind: 'accept' | 'reject' }
  | { readonly kind: 'hangUp'; readonly cause: HangUpCause | undefined }
  | { readonly kind: 'leave'; readonly place: DialplanPlace | undefined };

/** A destination in words: `go('main')`, `hangUp`. */
export function describeDestination(destination: Destination): string {
  switch (destination.kind) {
    case 'go':
      return `go('${destination.node}')`;
    case 'enter':
      return `go(${(destination.key as { name?: string }).name ?? 'class'})`;
    default:
      return destination.kind;
  }
}

/** Whether nothing of the app follows. */
export const endsCall = ({ kind }: Destination): boolean => kind === 'hangUp' || kind === 'leave';

/**
 * What a handler returns to send the call somewhere; made with `go`, `repeat`, `keepListening`, `back`, `finish`, `leave` and `hangUp`.
 * Public under this name, because a method whose return type is inferred has it in its declaration. (`Step` is the decorator.)
 *
 * @typeParam To - where it leads, for the type checker
 */
export interface NextStep<To = unknown> {
  readonly destination: Destination;
  readonly [target]?: To;
}

/** What a class with an `input` property must be given when it is entered. */
export type InputArgs<D> = D extends { readonly input: infer Input } ? [input: Input] : [];

/**
 * Goes to a node of this class (a `@Menu`, `@Ask` or `@Step` method), or to another controller or dialog.
 *
 * @param to - the method's name, or the class
 * @param input - what a dialog with `@Input` wants
 * @returns the step, for a handler to return; `to` of its decorator must list it
 * @example
 * @OnCall({ to: ['main', SalesController] })
 * async greet(@CallerNumber() number: string | undefined) {
 *   return (await this.crm.isVip(number)) ? go(SalesController) : go('main');
 * }
 */
export function go<const Name extends string>(to: Name): NextStep<Name>;
export function go<C extends Class>(to: C, ...input: InputArgs<InstanceType<C>>): NextStep<C>;
export function go(to: string | Class, ...input: unknown[]): NextStep {
  if (typeof to === 'string') return { destination: { kind: 'go', node: to } };
  return { destination: { kind: 'enter', key: to, ...(input.length > 0 && { input: input[0] }) } };
}

/**
 * Asks the menu again from the start, its long prompt included.
 *
 * @example
 * @OnDtmf('9', { menu: 'main', to: [repeat] })
 * async again() { return repeat; }
 */
export const repeat: NextStep<'<repeat>'> = { destination: { kind: 'repeat' } };

/**
 * Waits for another entry without saying the menu again; the failures are still counted. For handlers of a question.
 *
 * @example
 * @OnDtmf('8', { menu: 'main', to: [keepListening] })
 * async softly() { await this.call.play('beep'); return keepListening; }
 */
export const keepListening: NextStep<'<keepListening>'> = { destination: { kind: 'keepListening' } };

/**
 * Goes to the menu that the caller was in before; at the first one it is asked again. In a sub-dialog's first menu it gives up.
 *
 * @example
 * @OnDtmf('*', { menu: 'main', to: [back] })
 * async before() { return back; }
 */
export const back: NextStep<'<back>'> = { destination: { kind: 'back' } };

/**
 * Ends a sub-dialog with a value, for the handler that ran it.
 *
 * @param value - anything
 * @returns the step, for a handler whose decorator lists `finish` itself: `to: [finish]`
 * @example
 * @Dialog()
 * class Confirm {
 *   @Menu({ prompt: 'yes-1', attempts: 2 }) declare readonly main: Menu;
 *   @OnDtmf('1', { to: [finish] }) yes() { return finish(true); }
 * }
 */
export function finish<const V>(value: V): NextStep<Finish<V>> {
  return { destination: { kind: 'finish', value } };
}

/** The value that a dialog finishes with, for the type checker. */
export interface Finish<V> {
  readonly value: V;
}

/**
 * Takes the call: ends a `@Screening`, and the caller is connected.
 *
 * @example
 * @Menu({ choices: { '1': accept, '2': reject } })
 * offer() { return menu('accept-1-reject-2'); }
 */
export const accept: NextStep<'<accept>'> = { destination: { kind: 'accept' } };

/**
 * Does not take the call: ends a `@Screening`, and `call.dial` of the caller gives `notAccepted`.
 *
 * @example
 * @Menu({ choices: { '1': accept, '2': reject } })
 * offer() { return menu('accept-1-reject-2'); }
 */
export const reject: NextStep<'<reject>'> = { destination: { kind: 'reject' } };

/**
 * Ends the call; `hangUp('busy')` tells the other side why.
 *
 * @example
 * @OnDtmf('9', { menu: 'main', to: [hangUp] })
 * async busy() { return hangUp('busy'); }
 */
export const hangUp: NextStep<'<hangUp>'> & ((cause: HangUpCause) => NextStep<'<hangUp>'>) = Object.assign(
  (cause: HangUpCause): NextStep<'<hangUp>'> => ({ destination: { kind: 'hangUp', cause } }),
  { destination: { kind: 'hangUp', cause: undefined } } as const,
);

/**
 * Gives the call back to the dialplan. To a place that does not exist it fails with AGI_NO_SUCH_PLACE, and the call goes on
 * behind AGI(), where the fallback is.
 *
 * @param place - where it goes on; default the next priority, but where an application has moved the call (`exitKey` of a
 *   queue, `userExit` of a mailbox, a Goto) that place
 * @returns the step, for a handler whose decorator lists `leave`, or this very place
 * @example
 * @OnDtmf('0', { menu: 'main', to: [leave] })
 * async reception() { return leave({ context: 'reception' }); }
 */
export function leave(place?: DialplanPlace): NextStep<'<leave>'> {
  return { destination: { kind: 'leave', place } };
}
