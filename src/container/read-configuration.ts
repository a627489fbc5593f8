import { MASKED } from '../errors/masked.js';
import { placeOfIssue, type SchemaIssue } from '../decorators/standard-schema.js';
import { printable } from '../errors/printable.js';
import type { Binding, ConfigurationBinding } from './binding.js';
import { describeToken } from '../dialog/token.js';
import { ProblemList } from '../errors/problem-list.js';
import type { ContainerPlan } from './plan-container.js';

/**
 * Reads every configuration that counts, and puts its value in its place. One that a test replaced is not read.
 *
 * @returns the plan with the values, and each thing that is wrong with them
 */
export async function readConfiguration({ bindings, problems, ...plan }: ContainerPlan): Promise<ContainerPlan> {
  const found = new ProblemList();
  const read = await Promise.all(
    [...bindings].map(async ([token, binding]) => {
      if (binding.kind !== 'configuration') return [token, binding] as const;
      return [token, await readOne(binding, found)] as const;
    }),
  );
  return { ...plan, bindings: new Map(read), problems: [...problems, ...found.found] };
}

async function readOne(binding: ConfigurationBinding, problems: ProblemList): Promise<Binding> {
  const { token, schema, source } = binding;
  const wrong = (place: string, problem: string) =>
    problems.add('AGI_BOOT_CONFIGURATION', describeToken(token), { place, problem });
  try {
    const result = await schema['~standard'].validate(source);
    if (result.issues === undefined) return { kind: 'value', token, scope: 'app', value: result.value };
    for (const issue of result.issues) wrong(placeOfIssue(issue), withoutValue(issue, source));
  } catch (error) {
    wrong('', `the schema failed: ${printable(error)}`);
  }
  return binding;
}

/** Some libraries quote what they read, and that may be a password. */
function withoutValue({ message, path = [] }: SchemaIssue, source: unknown): string {
  const value = path.reduce<unknown>((within, part) => {
    const key = typeof part === 'object' ? part.key : part;
    // Any object may be asked for any property.
    return typeof within === 'object' && within !== null ? (within as Record<PropertyKey, unknown>)[key] : undefined;
  }, source);
  if (typeof value !== 'string' || value === '') return message;
  // A value of 0 is not quoted by 3650.
  const isInNumber = (at: number) =>
    /^\d+$/.test(value) && /\d/.test(message.charAt(at - 1) + message.charAt(at + value.length));
  return message.replaceAll(value, (found, at: number) => (isInNumber(at) ? found : MASKED));
}
