import { printable } from '../errors/printable.js';
import type { Class } from '../dialog/class.js';
import { constructorTypes, lineageOf, ownRecords } from './metadata.js';
import type { InjectedRecord } from './records.js';
import type { Token } from '../dialog/token.js';

/** What one constructor parameter is filled with, or a sentence that says why nobody can know. */
export type Dependency =
  | { readonly kind: 'token'; readonly index: number; readonly token: Token<unknown> }
  | { readonly kind: 'unknown'; readonly index: number; readonly problem: string };

/** Types that stand for "no class": interfaces, unions and `import type` read as `Object` or `Function`. */
const NO_CLASS = new Set<unknown>([
  undefined,
  Object,
  Function,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Array,
  Promise,
]);

/**
 * What a class wants in its constructor, from `@Inject` and from the types that the compiler wrote down. A class without a
 * constructor has its base's.
 *
 * @returns one entry for each parameter, in order
 */
export function dependenciesOf(target: Class): readonly Dependency[] {
  for (const owner of lineageOf(target)) {
    const types = constructorTypes(owner);
    const injected = ownRecords(owner)?.injected.filter(({ member }) => member === undefined) ?? [];
    if (types !== undefined || injected.length > 0 || owner.length > 0) return constructorOf(owner, types, injected);
  }
  return [];
}

function constructorOf(
  owner: Class,
  types: readonly unknown[] | undefined,
  injected: readonly InjectedRecord[],
): Dependency[] {
  const count = Math.max(types?.length ?? 0, owner.length, ...injected.map(({ index }) => index + 1));
  return Array.from({ length: count }, (_, index): Dependency => {
    const token = injected.find((record) => record.index === index)?.token;
    const type = types?.[index];
    if (token !== undefined && isToken(token)) return { kind: 'token', index, token };
    if (token !== undefined) return { kind: 'unknown', index, problem: notAToken(index, token) };
    // The compiler writes classes and the built-in functions excluded here, nothing else.
    if (!NO_CLASS.has(type)) return { kind: 'token', index, token: type as Class };
    return { kind: 'unknown', index, problem: `constructor parameter ${index + 1} ${whyUnknown(owner, types, type)}` };
  });
}

function whyUnknown(owner: Class, types: readonly unknown[] | undefined, type: unknown): string {
  const name = printable(owner.name);
  if (types === undefined && ownRecords(owner) === undefined) {
    return `has no type at run time, because ${name} has no decorator. Put @Injectable() on ${name}, or inject by token: @Inject(token).`;
  }
  if (types === undefined) {
    return `has no type at run time, because this compiler writes none (esbuild, tsx and Vite 7 do not). Compile with tsc or Vite 8 and "emitDecoratorMetadata", or inject by token: @Inject(token).`;
  }
  const reads = typeof type === 'function' ? type.name : String(type);
  return `has no class for a type at run time (it reads ${reads}). Import the class as a value, not with "import type"; or inject by token: @Inject(token).`;
}

// The types allow nothing else; those who come from other containers write a text.
const isToken = (token: unknown): boolean => typeof token === 'function' || typeof token === 'symbol';

function notAToken(index: number, token: unknown): string {
  const written = printable(typeof token === 'string' ? `"${token}"` : String(token));
  return `constructor parameter ${index + 1} has @Inject(${written}), which is no token here. Make one, const NAME = token<Type>('name'), and use it in both places.`;
}
