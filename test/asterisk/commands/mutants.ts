import type { CommandAnswer } from '../../../src/core/commands/define-command.js';
import * as table from '../../../src/core/commands/index.js';
import type { RowName } from './check.js';

type Decode = (answer: CommandAnswer) => unknown;
type Alter = (outcome: Outcome) => Outcome;
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** One way in which a row may read its answers wrong. */
export interface Mutant {
  /** What it changes: `kind=key.endSamples`, `an HangUpError`. */
  readonly what: string;
  readonly alter: Alter;
}

/** Runs `work` while a row decodes in another way. */
export async function whileDecoding<R>(name: RowName, alter: Alter, work: () => Promise<R>): Promise<R> {
  // A row is a function with properties: the type alone says that they stay.
  const row = table[name] as { decode: Decode };
  const decode = row.decode;
  row.decode = async (answer) => {
    const outcome = alter(await outcomeOf(decode, answer));
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
  try {
    return await work();
  } finally {
    row.decode = decode;
  }
}

/** A mutant for each thing that was seen in an outcome: each field, each kind, each error. */
export function mutantsOf(outcome: Outcome): Mutant[] {
  if ('error' in outcome) {
    const { name } = outcome.error as Error;
    return [
      {
        what: `no ${name}`,
        alter: (other) => ('error' in other && (other.error as Error).name === name ? { value: undefined } : other),
      },
    ];
  }
  const { value } = outcome;
  const shape = shapeOf(value);
  const where = (what: string, change: (value: unknown) => unknown): Mutant => ({
    what,
    alter: (other) => ('value' in other && shapeOf(other.value) === shape ? { value: change(other.value) } : other),
  });
  if (typeof value !== 'object' || value === null) return [where(shape, altered)];
  return Object.keys(value).map((field) =>
    where(`${shape}.${field}`, (other) => ({
      ...(other as object),
      [field]: altered((other as Record<string, unknown>)[field]),
    })),
  );
}

async function outcomeOf(decode: Decode, answer: CommandAnswer): Promise<Outcome> {
  try {
    return { value: await decode(answer) };
  } catch (error) {
    return { error };
  }
}

function shapeOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return `kind=${String((value as { kind?: unknown }).kind)}`;
  return typeof value === 'boolean' ? String(value) : typeof value;
}

function altered(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return value + 100_000;
    case 'string':
      return `${value}~`;
    case 'boolean':
      return !value;
    case 'undefined':
      return 'a mutant';
    default:
      return Array.isArray(value) ? value.slice(1) : undefined;
  }
}
