import type { HandlerContext, ParameterRecord } from '../decorators/records.js';
import { type Draft, methodOf } from './draft.js';

/** Makes one argument of a handler. */
export type ArgumentReader = (context: HandlerContext) => unknown;

/** How to fill the parameters of each handler, in order. */
export type ArgumentPlan = ReadonlyMap<string, readonly ArgumentReader[]>;

/** Plans the arguments of every handler. */
export function planArguments(parameters: readonly ParameterRecord[], draft: Draft): ArgumentPlan {
  const handlers = new Set(draft.records.map(({ member }) => member));
  return new Map([...handlers].map((member) => [member, planMethod(member, parameters, draft)]));
}

/** Decorators whose methods get something from the caller. */
const GIVEN = new Set<string>(['OnDtmf', 'OnNoMatch', 'OnAttemptsUsedUp', 'Ask', 'Link', 'OnHangup']);

/** The first parameter without a decorator gets what the caller gave. */
const readInput: ArgumentReader = ({ input }) => input;

function planMethod(member: string, parameters: readonly ParameterRecord[], draft: Draft): ArgumentReader[] {
  const decorated = new Map(
    parameters.filter((each) => each.member === member && !each.isStatic).map((each) => [each.index, each.read]),
  );
  // Defaults and rest parameters are not counted: they fill themselves.
  const { length } = (methodOf(draft.prototype, member) ?? []) as { readonly length: number };
  const count = Math.max(length, ...[...decorated.keys()].map((index) => index + 1));
  const positions = Array.from({ length: count }, (_, index) => index);
  const bare = positions.filter((index) => !decorated.has(index)).map((index) => index + 1);
  const given = draft.records.some((record) => record.member === member && GIVEN.has(record.kind));
  if (bare.length > (given ? 1 : 0)) {
    draft.problems.add('AGI_BOOT_UNDECORATED_PARAMETER', `${draft.name}.${member}`, { positions: bare, given });
  }
  return positions.map((index) => decorated.get(index) ?? readInput);
}
