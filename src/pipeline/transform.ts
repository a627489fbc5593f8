import { MASKED } from '../errors/masked.js';
import type { Call } from '../call/call.js';
import type { Bound } from '../decorators/bound.js';
import type { ParameterPlace, Pipe, PipeFor } from '../decorators/pipe.js';
import { isSchema, placeOfIssue, type SchemaIssue } from '../decorators/standard-schema.js';
import { asDeclared } from './as-declared.js';
import { resolveBound } from './compiled-pipeline.js';
import { refuseValue } from './refuse-value.js';

/** How the value of one parameter is made of what its decorator gives. */
export interface ParameterPipes {
  readonly at: ParameterPlace;
  /** The app's, the class's, the handler's. */
  readonly pipes: readonly Bound<Pipe>[];
  /** The parameter's own. */
  readonly own?: PipeFor<unknown> | undefined;
  /** Whether text becomes what the parameter's type says, when it has no pipe of its own. */
  readonly isText: boolean;
  /** Whether errors keep the value to themselves. */
  readonly isMasked: boolean;
}

/**
 * Sends a value through the pipes of a parameter.
 *
 * @throws ParameterError for a value that the declared type or a schema refuses; whatever a pipe throws
 */
export async function transform(given: unknown, parameter: ParameterPipes, call: Call): Promise<unknown> {
  const { at, pipes, own, isText, isMasked } = parameter;
  let value = given;
  // In turn: each gets what the one before made.
  for (const by of pipes) value = await resolveBound(by, call).transform(value, at, call);
  if (own !== undefined && !isSchema(own)) return resolveBound(own, call).transform(value, at, call);
  if (own === undefined && !isText) return value;
  if (own === undefined) {
    const declared = asDeclared(value, at.type);
    if ('value' in declared) return declared.value;
    throw refuseValue(value, { isMasked, problem: declared.problem }, at);
  }
  const result = await own['~standard'].validate(value);
  if (result.issues === undefined) return result.value;
  throw refuseValue(value, { isMasked, problem: inWords(result.issues, value, isMasked) }, at);
}

/** Some libraries quote what they read. */
function inWords(issues: readonly SchemaIssue[], value: unknown, isMasked: boolean): string {
  const sentences = issues.map((issue) =>
    [placeOfIssue(issue), issue.message].filter((part) => part !== '').join(': '),
  );
  const text = sentences.join('; ');
  return isMasked && typeof value === 'string' && value !== '' ? text.replaceAll(value, MASKED) : text;
}
