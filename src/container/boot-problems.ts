import { didYouMean } from '../errors/did-you-mean.js';
import { printable } from '../errors/printable.js';
import type { Class } from '../dialog/class.js';
import { describeToken } from '../dialog/token.js';
import type { ProviderOf } from '../decorators/provider.js';
import type { AnyToken } from './binding.js';

/** Where a dependency stands: who wants what, and in which constructor parameter (from 0). */
export interface DependencyPlace {
  readonly owner: AnyToken;
  /** `undefined` for an alias. */
  readonly index?: number | undefined;
  readonly token: AnyToken;
}

const at = ({ owner, index }: DependencyPlace) =>
  index === undefined
    ? `The alias ${describeToken(owner)}`
    : `${describeToken(owner)}: constructor parameter ${index + 1}`;
const arrows = (tokens: readonly AnyToken[]) => tokens.map(describeToken).join(' → ');

/** What can be wrong with a list of providers: what, where, and what to do about it. */
export const bootProblem = {
  notAProvider: (position: number, entry: unknown, list: string) =>
    isUnfinished(entry)
      ? `Provider ${position + 1} of ${list} is provide(…) with nothing behind it. Say what it gives: provide(…).withValue(…), .withClass(…), .withFactory(…), .withExisting(…) or .withConfiguration(…). [AGI_BOOT_PROVIDER]`
      : `Provider ${position + 1} of ${list} is ${inWords(entry)}, neither a class nor { provide, useClass | useValue | useFactory | useExisting | useSchema } with a class or a token() for "provide".${entry === undefined ? ' An import cycle leaves a class undefined.' : ''} [AGI_BOOT_PROVIDER]`,

  notAController: (position: number, entry: unknown, list: string) =>
    `Controller ${position + 1} of ${list} is ${inWords(entry)}, but a class with @AgiController is needed.${entry === undefined ? ' An import cycle leaves a class undefined.' : ''} [AGI_BOOT_NOT_A_CONTROLLER]`,

  notAModule: (position: number, entry: unknown, list: string) =>
    entry === undefined
      ? `Import ${position + 1} of ${list} is undefined: an import cycle leaves a class undefined. Write () => TheModule. [AGI_BOOT_MODULE]`
      : `Import ${position + 1} of ${list} is ${typeof entry === 'function' && entry.name !== '' ? printable(entry.name) : inWords(entry)}, but a class with @AgiModule, or { module } with one, is needed. [AGI_BOOT_MODULE]`,

  moduleOption: (name: string, option: string, hint: string) =>
    option === 'exports'
      ? `${name}: @AgiModule has no option "exports", because nothing is hidden: what a module provides can be injected everywhere. Take it away. [AGI_BOOT_UNKNOWN_OPTION]`
      : `${name}: @AgiModule has no option "${printable(option)}".${hint} [AGI_BOOT_UNKNOWN_OPTION]`,

  moduleList: (name: string, option: string) => `${name}: ${option} of @AgiModule must be a list. [AGI_BOOT_OPTION]`,

  providedTwice: (token: AnyToken, first: string, second: string) =>
    `${describeToken(token)} is provided by ${first} and by ${second}, each in its own way, and neither imports the other. Keep one, or say which in a module that imports both. [AGI_BOOT_PROVIDED_TWICE]`,

  configuration: (token: AnyToken, place: string, message: string) =>
    `Configuration ${describeToken(token)}: ${place === '' ? '' : `${printable(place)}: `}${printable(message, 200)} [AGI_BOOT_CONFIGURATION]`,

  givenByTheCall: (token: AnyToken) =>
    `${describeToken(token)} is given by each call, so a provider for it has no effect. Remove it from the list. [AGI_BOOT_PROVIDER]`,

  givenByTheApp: (token: AnyToken) =>
    `${describeToken(token)} is given by the app, so a provider for it has no effect. Remove it from the list; your own logger is an option, { logger }. [AGI_BOOT_PROVIDER]`,

  notInjectable: (target: Class) =>
    `${target.name}: its constructor has parameters, but no @Injectable(). Put @Injectable() on ${target.name}. [AGI_BOOT_NOT_INJECTABLE]`,

  declaredForTsyringe: (target: Class) =>
    `${target.name}: @singleton() and @scoped() of tsyringe register it in tsyringe's global container, which this app does not read. Use @Injectable({ scope }) instead. [AGI_BOOT_GLOBAL_CONTAINER]`,

  unknownType: (target: Class, problem: string) => `${target.name}: ${problem} [AGI_BOOT_TYPE_MISSING]`,

  notListed: (place: DependencyPlace, known: readonly AnyToken[]) =>
    `${at(place)} is ${describeToken(place.token)}, which is not among the providers. ${howToList(place.token)}${nearName(place.token, known)} [AGI_BOOT_NOT_LISTED]`,

  wantedNotListed: (token: AnyToken, where: string, known: readonly AnyToken[]) =>
    `${printable(where)} wants ${describeToken(token)}, which is not among the providers. ${howToList(token)}${nearName(token, known)} [AGI_BOOT_NOT_LISTED]`,

  onlyInTsyringe: (place: DependencyPlace) =>
    `${at(place)} is ${describeToken(place.token)}, which only tsyringe's global container knows (its @singleton(), @scoped() and register() put it there), and this app does not read that. ${typeof place.token === 'symbol' ? '' : 'Put @Injectable() on it. '}${howToList(place.token)} [AGI_BOOT_GLOBAL_CONTAINER]`,

  captive: (place: DependencyPlace, way: readonly AnyToken[]) =>
    `${at(place)} is ${describeToken(place.token)}, which belongs to one call${way.length > 1 ? ` (${arrows(way)})` : ''}, but ${describeToken(place.owner)} is made once for the app and would keep the first caller's. Make it @Injectable({ scope: 'call' }), or pass ${describeToken(way.at(-1) ?? place.token)} to its methods. [AGI_BOOT_CAPTIVE]`,

  circular: (place: DependencyPlace, circle: readonly AnyToken[]) =>
    place.index === undefined
      ? `${at(place)} is ${describeToken(place.token)}, which closes a circle: ${arrows(circle)}. Let one of them stand for something else. [AGI_BOOT_CIRCULAR]`
      : `${at(place)} closes a circle: ${arrows(circle)}. Move what they share into a class of its own that both use. [AGI_BOOT_CIRCULAR]`,

  hookOfCall: (target: Class, hook: string) =>
    `${printable(target.name)}.${hook}: it would never run, because ${printable(target.name)} belongs to a call and the app begins and ends without one. Move it to a service of scope "app"; for the end of a call write onCallEnd(). [AGI_BOOT_HOOK]`,

  hookOfNest: (target: Class, theirs: string, ours: string) =>
    `${printable(target.name)}.${theirs}: nobody calls it here. Name it ${ours}(). [AGI_BOOT_HOOK]`,

  factoryOrder: (token: AnyToken) =>
    `${describeToken(token)} was asked for before its factory ran: factories run in the order of the list. List it before the factory that asks. [AGI_BOOT_FACTORY_ORDER]`,
} as const;

/** What `provide()` returns: a provider only when one of its methods was called. */
const isUnfinished = (entry: unknown) =>
  typeof (entry as Partial<ProviderOf<unknown>> | null | undefined)?.withValue === 'function';

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
    : `List it: providers: [${token.name || '…'}].`;
}

/** A hint when something of a near name is listed, or another class of the very same name. */
export function nearName(token: AnyToken, known: readonly AnyToken[]): string {
  const name = describeToken(token);
  const names = known.map(describeToken);
  return names.includes(name)
    ? ` Another ${name} is listed: the two come from different files.`
    : didYouMean(name, names);
}
