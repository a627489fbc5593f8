import { addRoute, createRouter, findRoute, type RouterContext } from 'rou3';
import { didYouMean } from '../errors/did-you-mean.js';
import { printable } from '../errors/printable.js';
import { canonicalPath } from './percent-encoding.js';
import { routerPattern, type Segment } from './route-path.js';
import type { CompiledRoute, Route } from './route.js';
import { readScript } from './script.js';

/** What a script leads to. Every text but `pattern` comes from the dialplan and is hostile. */
export interface RouteMatch<C> {
  readonly controller: C;
  /** The path of the route, as `@AgiController` gives it: `/orders/:number`. One of few, so a label for logs and counters. */
  readonly pattern: string;
  /** The path that was asked for, not decoded: `/orders/0012`. */
  readonly path: string;
  /** What each `:name` took, percent-decoded; `*` is the rest of the path, `''` when there is none. Has no prototype. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

const ANY_METHOD = '';
const REST_IN_ROU3 = '0';
// Names are compared letter by letter: what a hostile dialplan sends may be long, a path that somebody mistyped is not.
const LONGEST_TYPING_MISTAKE = 80;

/** Finds the controller that answers a script: the most specific path that fits, whatever the order of the list. */
export class Router<C> {
  readonly #routes: readonly CompiledRoute<C>[];
  readonly #tree: RouterContext<CompiledRoute<C>> = createRouter();

  /**
   * @param routes - in match order, without conflicts: what `compileRoutes` gives
   * @internal
   */
  constructor(routes: readonly CompiledRoute<C>[]) {
    this.#routes = routes;
    for (const route of routes) addRoute(this.#tree, ANY_METHOD, routerPattern(route.segments), route);
  }

  /**
   * Finds the route for a call.
   *
   * @param script - `agi_network_script` as Asterisk sends it; `undefined` when the URL has no path
   * @returns `undefined` when no path fits: {@link explainNoMatch} says why
   */
  match(script: string | undefined): RouteMatch<C> | undefined {
    const { path, query } = readScript(script);
    const found = findRoute(this.#tree, ANY_METHOD, canonicalPath(path));
    if (found === undefined) return undefined;
    const { controller, path: pattern, segments } = found.data;
    return { controller, pattern, path, params: readParams(segments, found.params), query };
  }

  /** The routes in the order in which they are tried. */
  routes(): readonly Route<C>[] {
    return this.#routes.map(({ path, controller }) => ({ path, controller }));
  }

  /**
   * Says why no controller answers, in one line that is safe to show in Asterisk's console.
   *
   * @param script - what {@link match} found nothing for
   */
  explainNoMatch(script: string | undefined): string {
    const { path } = readScript(script);
    const reason = `No controller answers "${printable(path)}".`;
    if (path.includes('//')) return `${reason} It has an empty part ("//"): is a variable of the dialplan empty?`;
    const known = this.#routes.filter((route) => route.segments.every((segment) => segment.kind === 'static'));
    return `${reason}${didYouMean(
      path.slice(0, LONGEST_TYPING_MISTAKE),
      known.map((route) => route.path),
    )}`;
  }
}

function readParams(
  segments: readonly Segment[],
  found: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  // Without a prototype a parameter may be called __proto__, and one that is not there is undefined, not a method of Object.
  const params = Object.create(null) as Record<string, string>;
  for (const segment of segments) {
    // What was found is in canonical form: decoding it cannot throw. rou3 leaves an empty rest out.
    if (segment.kind === 'param') params[segment.name] = decodeURIComponent(found[segment.name] ?? '');
    if (segment.kind === 'rest') params['*'] = decodeURIComponent(found[REST_IN_ROU3] ?? '');
  }
  return params;
}
