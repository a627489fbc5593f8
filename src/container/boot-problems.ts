import { didYouMean } from '../errors/did-you-mean.js';
import { printable } from '../errors/printable.js';
import type { Class } from '../dialog/class.js';
import { describeToken } from '../dialog/token.js';
import type { AnyToken } from './binding.js';

/** Where a dependency stands: which class, which constructor parameter (from 0), what it wants. */
export interface Place {
  readonly target: Class;
  readonly index: number;
  readonly token: AnyToken;
}

const at = ({ target, index }: { target: Class; index: number }) =>
  `${target.name}: constructor parameter ${index + 1}`;
const arrows = (tokens: readonly AnyToken[]) => tokens.map(describeToken).join(' → ');

/** What can be wrong with a list of providers: what, where, and what to do about it. */
export const bootProblem = {
  notAProvider: (position: number, entry: unknown) =>
    `Provider ${position + 1} of the list is ${inWords(entry)}, neither a class nor { provide, useClass | useValue | useFactory } with a class or a token() for "provide".${entry === undefined ? ' An import cycle leaves a class undefined.' : ''} [AGI_BOOT_PROVIDER]`,

  givenByTheCall: (token: AnyToken) =>
    `${describeToken(token)} is given by each call, so a provider for it has no effect. Remove it from the list. [AGI_BOOT_PROVIDER]`,

  notInjectable: (target: Class) =>
    `${target.name}: its constructor has parameters, but no @Injectable(). Put @Injectable() on ${target.name}. [AGI_BOOT_NOT_INJECTABLE]`,

  declaredForTsyringe: (target: Class) =>
    `${target.name}: @singleton() and @scoped() of tsyringe register it in tsyringe's global container, which this app does not read. Use @Injectable({ scope }) instead. [AGI_BOOT_GLOBAL_CONTAINER]`,

  unknownType: (target: Class, problem: string) => `${target.name}: ${problem} [AGI_BOOT_TYPE_MISSING]`,

  notListed: (place: Place, known: readonly AnyToken[]) =>
    `${at(place)} is ${describeToken(place.token)}, which is not among the providers. ${howToList(place.token)}${nearName(place.token, known)} [AGI_BOOT_NOT_LISTED]`,

  onlyInTsyringe: (place: Place) =>
    `${at(place)} is ${describeToken(place.token)}, which only tsyringe's global container knows (its @singleton(), @scoped() and register() put it there), and this app does not read that. ${typeof place.token === 'symbol' ? '' : 'Put @Injectable() on it. '}${howToList(place.token)} [AGI_BOOT_GLOBAL_CONTAINER]`,

  captive: (place: Place, way: readonly AnyToken[]) =>
    `${at(place)} is ${describeToken(place.token)}, which belongs to one call${way.length > 1 ? ` (${arrows(way)})` : ''}, but ${place.target.name} is made once for the app and would keep the first caller's. Make it @Injectable({ scope: 'call' }), or pass ${describeToken(way.at(-1) ?? place.token)} to its methods. [AGI_BOOT_CAPTIVE]`,

  circular: (place: Place, circle: readonly AnyToken[]) =>
    `${at(place)} closes a circle: ${arrows(circle)}. Move what they share into a class of its own that both use. [AGI_BOOT_CIRCULAR]`,

  factoryOrder: (token: AnyToken) =>
    `${describeToken(token)} was asked for before its factory ran: factories run in the order of the list. List it before the factory that asks. [AGI_BOOT_FACTORY_ORDER]`,
} as const;

/** An entry of the list as far as it can be shown: what it provides, or what it is. */
function inWords(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return printable(entry);
  const { provide } = entry as { readonly provide?: unknown };
  if (typeof provide === 'string') return `an object that provides the text "${printable(provide)}"`;
  if (typeof provide === 'function') return `an object that provides ${describeToken(provide as Class)}`;
  return 'an object';
}

/** How a token gets into the list. */
export function howToList(token: AnyToken): string {
  return typeof token === 'symbol'
    ? 'List it: providers: [provide(…).withValue(…)].'
    : `List it: providers: [${token.name}].`;
}

/** A hint when something of a near name is listed, or another class of the very same name. */
export function nearName(token: AnyToken, known: readonly AnyToken[]): string {
  const name = describeToken(token);
  const names = known.map(describeToken);
  return names.includes(name)
    ? ` Another ${name} is listed: the two come from different files.`
    : didYouMean(name, names);
}
