import type { HandlerContext, ParameterRecord } from '../decorators/records.js';
import { didYouMean } from '../errors/did-you-mean.js';
import { type Draft, methodOf } from './draft.js';

/** Makes one argument of a handler. */
export type ArgumentReader = (context: HandlerContext) => unknown;

/** How to fill the parameters of each handler, in order. */
export type ArgumentPlan = ReadonlyMap<string, readonly ArgumentReader[]>;

/** Plans the arguments of every handler, and looks at where the parameter decorators stand. */
export function planArguments(
  parameters: readonly ParameterRecord[],
  paths: readonly string[],
  draft: Draft,
): ArgumentPlan {
  const handlers = new Set(draft.records.map(({ member }) => member));
  for (const parameter of parameters) {
    const { decorator, index, member = 'constructor' } = parameter;
    for (const problem of mistakesOf(parameter, parameters, handlers, paths)) {
      draft.problems.add('AGI_BOOT_PARAMETER', `${draft.name}.${String(member)}`, { decorator, index, problem });
    }
  }
  return new Map([...handlers].map((member) => [member, planMethod(member, parameters, draft)]));
}

/** Decorators whose methods get something from the caller. */
const GIVEN = new Set<string>(['OnDtmf', 'OnNoMatch', 'OnHangup']);

/** The first parameter without a decorator gets what the caller gave. */
const readInput: ArgumentReader = ({ input }) => input;

function planMethod(member: string, parameters: readonly ParameterRecord[], draft: Draft): ArgumentReader[] {
  const decorated = new Map(
    parameters.filter((each) => each.member === member && !each.isStatic).map((each) => [each.index, each.read]),
  );
  // Defaults and rest parameters are not counted: they fill themselves.
  const { length } = methodOf(draft.prototype, member) as { readonly length: number };
  const count = Math.max(length, ...[...decorated.keys()].map((index) => index + 1));
  const positions = Array.from({ length: count }, (_, index) => index);
  const bare = positions.filter((index) => !decorated.has(index)).map((index) => index + 1);
  const given = draft.records.some((record) => record.member === member && GIVEN.has(record.kind));
  if (bare.length > (given ? 1 : 0)) {
    draft.problems.add('AGI_BOOT_UNDECORATED_PARAMETER', `${draft.name}.${member}`, { positions: bare, given });
  }
  return positions.map((index) => decorated.get(index) ?? readInput);
}

function mistakesOf(
  parameter: ParameterRecord,
  all: readonly ParameterRecord[],
  handlers: ReadonlySet<unknown>,
  paths: readonly string[],
): string[] {
  const { member, isStatic, index, needs } = parameter;
  const mistakes: string[] = [];
  if (member === undefined) mistakes.push('belongs on a parameter of a handler. Inject Call here instead, and ask it.');
  else if (isStatic || !handlers.has(member)) mistakes.push('does nothing: no decorator makes the method a handler.');
  const first = all.find((each) => each.member === member && each.isStatic === isStatic && each.index === index);
  if (first !== undefined && first !== parameter)
    mistakes.push(`is not alone: ${first.decorator} stands there too. Keep one.`);
  if (needs?.kind === 'argument' && !(Number.isInteger(needs.position) && needs.position >= 1)) {
    mistakes.push('needs a position: a whole number from 1.');
  }
  if (needs?.kind === 'param') {
    const path = paths.find((each) => !paramsOf(each).includes(needs.name));
    if (path !== undefined)
      mistakes.push(
        `asks for ":${needs.name}", which is not in the path "${path}".${didYouMean(needs.name, paramsOf(path))}`,
      );
  }
  return mistakes;
}

const paramsOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([part]) => part.slice(1));
