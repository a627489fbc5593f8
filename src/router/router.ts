import { addRoute, createRouter, findAllRoutes, type RouterContext } from 'rou3';
import { didYouMean } from '../errors/did-you-mean.js';
import { printable } from '../errors/printable.js';
import { canonicalPath, decodeLeniently } from './percent-encoding.js';
import { readFact, type RouteFacts } from './route-condition.js';
import { routeKey, routerPattern } from './route-path.js';
import type { CompiledRoute, ExpressionRoute, PathRoute } from './route.js';
import { readGroups, readParams } from './route-params.js';
import { readScript } from './script.js';

/** What a script leads to. Every text but `pattern` comes from the dialplan and is hostile. */
export interface RouteMatch<C> {
  readonly controller: C;
  /** The path of the route, as `@AgiController` gives it: `/orders/:number`. One of few, so a label for logs and counters. */
  readonly pattern: string;
  /** The path that was asked for, not decoded: `/orders/0012`. */
  readonly path: string;
  /**
   * What each `:name` took, percent-decoded; `*` is the rest of the path, `''` when there is none; the groups of a regular
   * expression by name and number. Has no prototype.
   */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** A route in the list of those that are tried. */
export interface ListedRoute<C> {
  readonly path: string;
  readonly controller: C;
  /** In words, when it does not answer every call of the path: `language is fr`. */
  readonly when?: string;
}

const ANY_METHOD = '';
// Names are compared letter by letter: what a hostile dialplan sends may be long, a path that somebody mistyped is not.
const LONGEST_TYPING_MISTAKE = 80;
// Some expressions take for ever on long texts.
const LONGEST_FOR_EXPRESSIONS = 256;
/** Nothing is known. */
const NO_FACTS: RouteFacts = { calledNumber: undefined, context: '', extension: '', language: '', request: undefined };

interface Candidate<C> {
  readonly route: CompiledRoute<C>;
  readonly params: () => Readonly<Record<string, string>>;
}

/** Finds the controller that answers a call: the most specific path that fits, whatever the order of the list. */
export class Router<C extends { readonly name: string }> {
  readonly #routes: readonly CompiledRoute<C>[];
  readonly #place: ReadonlyMap<CompiledRoute<C>, number>;
  readonly #expressions: readonly ExpressionRoute<C>[];
  readonly #tree: RouterContext<readonly PathRoute<C>[]> = createRouter();

  /**
   * @param routes - in match order, without conflicts: what `compileRoutes` gives
   * @internal
   */
  constructor(routes: readonly CompiledRoute<C>[]) {
    this.#routes = routes;
    this.#place = new Map(routes.map((route, place) => [route, place]));
    this.#expressions = routes.filter((route) => route.kind === 'expression');
    for (const same of groupByKey(routes)) addRoute(this.#tree, ANY_METHOD, routerPattern(same[0].segments), same);
  }

  /**
   * Finds the route for a call.
   *
   * @param script - `agi_network_script` as Asterisk sends it; `undefined` when the URL has no path
   * @param facts - what else is known of the call, for routes with conditions
   * @returns `undefined` when no path fits: {@link explainNoMatch} says why
   */
  match(script: string | undefined, facts: RouteFacts = NO_FACTS): RouteMatch<C> | undefined {
    const { path, query } = readScript(script);
    const found = this.#candidates(path).find(({ route }) => route.conditions.every(({ holds }) => holds(facts)));
    if (found === undefined) return undefined;
    const { route, params } = found;
    return { controller: route.controller, pattern: route.pattern, path, params: params(), query };
  }

  /** The routes in the order in which they are tried. */
  routes(): readonly ListedRoute<C>[] {
    return this.#routes.map(({ pattern, controller, conditions }) => ({
      path: pattern,
      controller,
      ...(conditions.length > 0 && { when: conditions.map(({ text }) => text).join(' and ') }),
    }));
  }

  /**
   * Says why no controller answers, in one line that is safe to show in Asterisk's console.
   *
   * @param script - what {@link match} found nothing for
   * @param facts - as for `match`
   */
  explainNoMatch(script: string | undefined, facts: RouteFacts = NO_FACTS): string {
    const { path } = readScript(script);
    const reason = `No controller answers "${printable(path)}".`;
    const almost = this.#candidates(path)[0];
    if (almost !== undefined) return `${reason} ${whyNot(almost.route, facts)}`;
    if (path.includes('//')) return `${reason} It has an empty part ("//"): is a variable of the dialplan empty?`;
    const known = this.#routes.filter(
      (route) => route.kind === 'path' && route.segments.every((segment) => segment.kind === 'static'),
    );
    return `${reason}${didYouMean(
      path.slice(0, LONGEST_TYPING_MISTAKE),
      known.map((route) => route.pattern),
    )}`;
  }

  /** Every route whose path fits, in match order. */
  #candidates(path: string): Candidate<C>[] {
    const byPath = findAllRoutes(this.#tree, ANY_METHOD, canonicalPath(path)).flatMap(({ data, params }) =>
      data.map((route): Candidate<C> => ({ route, params: () => readParams(route.segments, params) })),
    );
    const all = this.#expressions.length === 0 ? byPath : [...byPath, ...this.#byExpression(path)];
    return all.length < 2 ? all : all.toSorted((a, b) => this.#placeOf(a) - this.#placeOf(b));
  }

  #byExpression(path: string): Candidate<C>[] {
    if (path.length > LONGEST_FOR_EXPRESSIONS) return [];
    const decoded = decodeLeniently(path);
    return this.#expressions.flatMap((route) => {
      const match = route.expression.exec(decoded);
      return match === null ? [] : [{ route, params: () => readGroups(match) }];
    });
  }

  #placeOf({ route }: Candidate<C>): number {
    return this.#place.get(route) ?? 0;
  }
}

function groupByKey<C>(routes: readonly CompiledRoute<C>[]): [PathRoute<C>, ...PathRoute<C>[]][] {
  const groups = new Map<string, [PathRoute<C>, ...PathRoute<C>[]]>();
  for (const route of routes) {
    if (route.kind !== 'path') continue;
    const group = groups.get(routeKey(route.segments));
    if (group === undefined) groups.set(routeKey(route.segments), [route]);
    else group.push(route);
  }
  return [...groups.values()];
}

/** The first condition that does not hold, and what is there instead. */
function whyNot<C extends { readonly name: string }>(
  { controller, conditions }: CompiledRoute<C>,
  facts: RouteFacts,
): string {
  const missed = conditions.filter(({ holds }) => !holds(facts));
  const words = missed.map(({ text, fact }) => `when ${text} (here it is "${printable(readFact(fact, facts))}")`);
  return `${controller.name} does only ${words.join(' and ')}.`;
}
