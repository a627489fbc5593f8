import type { HandlerContext, ParameterRecord } from '../decorators/records.js';
import { parameterTypes } from '../decorators/metadata.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import { type ParameterPipes, transform } from '../pipeline/transform.js';
import { type Draft, methodOf } from './draft.js';
import { METHOD_KINDS } from './method-kinds.js';

/** Makes one argument of a handler. */
export type ArgumentReader = (context: HandlerContext) => unknown;

/** How to fill the parameters of each handler, in order. */
export type ArgumentPlan = ReadonlyMap<string, readonly ArgumentReader[]>;

/**
 * Plans the arguments of every handler.
 *
 * @param pipes - of the app and of the class
 */
export function planArguments(
  parameters: readonly ParameterRecord[],
  pipes: Pipeline['pipes'],
  draft: Draft,
): ArgumentPlan {
  const handlers = new Set(draft.records.map(({ member }) => member));
  return new Map(
    [...handlers].map((member) => {
      const all = [...pipes, ...(draft.pipelines.get(member)?.pipes ?? [])];
      return [member, planMethod(member, parameters, all, draft)];
    }),
  );
}

/** The first parameter without a decorator gets what the caller gave. */
const readInput: ArgumentReader = ({ input }) => input;

function planMethod(
  member: string,
  parameters: readonly ParameterRecord[],
  pipes: Pipeline['pipes'],
  draft: Draft,
): ArgumentReader[] {
  const types = parameterTypes(draft.prototype, member);
  const decorated = new Map(
    parameters
      .filter((each) => each.member === member && !each.isStatic)
      .map((each) => [each.index, readThrough(each, pipes, types, draft)]),
  );
  // Defaults and rest parameters are not counted: they fill themselves.
  const { length } = (methodOf(draft.prototype, member) ?? []) as { readonly length: number };
  const count = Math.max(length, ...[...decorated.keys()].map((index) => index + 1));
  const positions = Array.from({ length: count }, (_, index) => index);
  const bare = positions.filter((index) => !decorated.has(index)).map((index) => index + 1);
  const given = draft.records.some((record) => record.member === member && METHOD_KINDS[record.kind].getsInput);
  if (bare.length > (given ? 1 : 0)) {
    draft.problems.add('AGI_BOOT_UNDECORATED_PARAMETER', `${draft.name}.${member}`, { positions: bare, given });
  }
  return positions.map((index) => decorated.get(index) ?? readInput);
}

/** A parameter with its pipes. One that nothing happens to is read as it is. */
function readThrough(
  record: ParameterRecord,
  pipes: Pipeline['pipes'],
  types: readonly unknown[] | undefined,
  { name, problems }: Draft,
): ArgumentReader {
  const { read, pipe: own, decorator, index, member, isText = false, isMasked = false } = record;
  const type = types?.[index];
  const isConverted = isText && own === undefined && (type === Number || type === Boolean);
  if (isText && own === undefined && types === undefined)
    problems.add('AGI_BOOT_PARAMETER', `${name}.${String(member)}`, { decorator, index, problem: NO_TYPE });
  if (pipes.length === 0 && own === undefined && !isConverted) return read;
  const at = { controller: name, method: String(member), index, decorator, type };
  const parameter: ParameterPipes = { at, pipes, own, isText: isConverted, isMasked };
  return async (context) => transform(await read(context), parameter, context.call);
}

const NO_TYPE = [
  'has no type at run time, because this compiler writes none (esbuild, tsx and Vite 7 do not): a number would come as text.',
  'Compile with tsc or Vite 8 and "emitDecoratorMetadata", or say the type with a schema or a pipe behind the name.',
] as const;
