import { printable } from '../errors/printable.js';
import type { MissingType } from '../errors/catalogue/boot-classes.js';
import type { Class } from '../dialog/class.js';
import { classAndBases, constructorTypes, ownRecords } from './metadata.js';
import type { InjectedRecord } from './records.js';
import type { Token } from '../dialog/token.js';

/** What one constructor parameter is filled with, or why nobody can know. */
export type Dependency =
  | { readonly kind: 'token'; readonly index: number; readonly token: Token<unknown> }
  | { readonly kind: 'unknown'; readonly index: number; readonly why: MissingType };

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
  for (const owner of classAndBases(target)) {
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
    if (token !== undefined) return { kind: 'unknown', index, why: { kind: 'notAToken', written: writtenAs(token) } };
    // The compiler writes classes and the built-in functions excluded here, nothing else.
    if (!NO_CLASS.has(type)) return { kind: 'token', index, token: type as Class };
    return { kind: 'unknown', index, why: whyUnknown(owner, types, type) };
  });
}

function whyUnknown(owner: Class, types: readonly unknown[] | undefined, type: unknown): MissingType {
  if (types === undefined)
    return hasDecorator(owner) ? { kind: 'noMetadata' } : { kind: 'noDecorator', owner: owner.name };
  if (type === undefined) return { kind: 'undefined' };
  return { kind: 'noClass', reads: typeof type === 'function' ? type.name : printable(type) };
}

/** Whether anything makes the compiler write down what the constructor takes: decorators of methods do not. */
function hasDecorator(owner: Class): boolean {
  const records = ownRecords(owner);
  if (records === undefined) return false;
  return (
    records.writtenAt !== undefined ||
    [...records.bound, ...records.injected].some(({ member }) => member === undefined)
  );
}

// The types allow nothing else; those who come from other containers write a text.
const isToken = (token: unknown): boolean => typeof token === 'function' || typeof token === 'symbol';

const writtenAs = (token: unknown) => (typeof token === 'string' ? `"${token}"` : String(token));
