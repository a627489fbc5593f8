import type { MethodRecord } from '../decorators/records.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import type { ProblemList } from '../errors/problem-list.js';

/** A decorated method that is one: on the instance, under a plain name. */
export type HandlerRecord = MethodRecord & { readonly member: string };

/** One kind of handler. */
export type RecordOf<Kind extends MethodRecord['kind']> = Extract<HandlerRecord, { readonly kind: Kind }>;

/** What a class is to the app: `@AgiController`, `@Screening` or `@Dialog`. */
export type Role = 'controller' | 'screening' | 'dialog';

/** What a target is looked up in: a class, or an app, which has no nodes of its own. */
export interface TargetScope {
  readonly role: Role;
  readonly prototype: object;
  readonly records: readonly HandlerRecord[];
  /** Methods that a call can go to. */
  readonly nodes: readonly string[];
  readonly problems: ProblemList;
}

/** One class while it is compiled: what its decorators say, and what is wrong with it. */
export interface Draft extends TargetScope {
  readonly name: string;
  readonly menus: readonly string[];
  readonly asks: readonly string[];
  /** What is bound to each of its handlers; filled before they are compiled. */
  readonly pipelines: Map<string, Pipeline>;
  readonly warnings: ProblemList;
}

/** The scope of what an app says itself: nobody runs it as a dialog. */
export const scopeOfApp = (problems: ProblemList): TargetScope => ({
  role: 'controller',
  prototype: {},
  records: [],
  nodes: [],
  problems,
});

/** The records of these kinds. */
export function recordsOfKind<Kind extends MethodRecord['kind']>(
  draft: Draft,
  ...kinds: readonly Kind[]
): RecordOf<Kind>[] {
  return draft.records.filter((record): record is RecordOf<Kind> => (kinds as readonly string[]).includes(record.kind));
}

/** What a class has under a name; a getter is not run. */
export function methodOf(prototype: object, name: string): unknown {
  let owner: object | null = prototype;
  while (owner !== null && owner !== Object.prototype) {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    if (own !== undefined) return own.value;
    owner = Object.getPrototypeOf(owner) as object | null; // typed any by TypeScript
  }
  return undefined;
}
