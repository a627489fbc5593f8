import type { MethodRecord } from '../decorators/records.js';

type Kind = MethodRecord['kind'];

/** What a method is in the flow of its class. */
type FlowRole =
  /** A node whose code runs when a call enters it. */
  | 'step'
  /** A node that asks the caller something. */
  | 'question'
  /** Code that runs when something happens in a question. */
  | 'handler'
  /** Code that runs after the call. */
  | 'end';

interface MethodKind {
  readonly role: FlowRole;
  /** Whether the first parameter without a decorator gets what the caller gave. */
  readonly getsInput: boolean;
  /** Whether the method may return `keepListening`: its question is still open. */
  readonly mayListen: boolean;
}

/** What the decorator of a method makes of it. A decorator that is missing here does not compile. */
export const METHOD_KINDS = {
  OnCall: { role: 'step', getsInput: false, mayListen: false },
  OnEnter: { role: 'step', getsInput: false, mayListen: false },
  Step: { role: 'step', getsInput: false, mayListen: false },
  Menu: { role: 'question', getsInput: false, mayListen: false },
  Ask: { role: 'question', getsInput: true, mayListen: false },
  OnDtmf: { role: 'handler', getsInput: true, mayListen: true },
  OnNoInput: { role: 'handler', getsInput: false, mayListen: true },
  OnNoMatch: { role: 'handler', getsInput: true, mayListen: true },
  OnAttemptsUsedUp: { role: 'handler', getsInput: true, mayListen: false },
  Link: { role: 'handler', getsInput: true, mayListen: true },
  OnHangup: { role: 'end', getsInput: true, mayListen: false },
} as const satisfies Readonly<Record<Kind, MethodKind>>;

/** The decorators whose methods have one of these roles. */
export type KindOf<Role extends FlowRole> = {
  [Each in Kind]: (typeof METHOD_KINDS)[Each]['role'] extends Role ? Each : never;
}[Kind];

/** @param roles - the kinds of these are given, in the order of the table */
export const kindsOf = <Role extends FlowRole>(...roles: readonly Role[]): KindOf<Role>[] =>
  // The filter leaves only those.
  (Object.keys(METHOD_KINDS) as Kind[]).filter((kind) =>
    (roles as readonly FlowRole[]).includes(METHOD_KINDS[kind].role),
  ) as KindOf<Role>[];
