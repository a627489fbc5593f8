import type { ProblemText } from '../errors/catalogue/wording.js';
import { printable } from '../errors/printable.js';
import { canonicalPath } from './percent-encoding.js';

/** One part of a route's path, between two slashes. */
export type Segment =
  /** `text` is in the form that {@link canonicalPath} gives, so that spellings of the same text are equal. */
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'rest' };

/** A path as `@AgiController` gives it, read; or what is wrong with it. */
export type RoutePath =
  | { readonly kind: 'path'; readonly segments: readonly Segment[] }
  | { readonly kind: 'problem'; readonly problem: ProblemText };

const DOTS = /^\.{1,2}$/;
const PARAM_NAME = /^[a-z_]\w*$/i;

/**
 * Reads a route's path: static parts, `:name` for one part, `*` at the end for the rest (which may be empty). `*` alone is
 * `/*`: every script that no other path takes.
 *
 * @internal
 */
export function readRoutePath(path: string): RoutePath {
  if (path === '*') return { kind: 'path', segments: [{ kind: 'rest' }] };
  if (!path.startsWith('/')) return problem('does not begin with a slash.', `Write ${quote(`/${path}`)}.`);
  if (path.includes('?')) return problem('has a "?": a query is not part of a path.', 'Read it with request.query.');

  const parts = path.slice(1).split('/');
  if (parts.at(-1) === '') parts.pop();

  const segments: Segment[] = [];
  const names = new Set<string>();
  for (const [index, part] of parts.entries()) {
    const wrong = problemOf(part, { isLast: index === parts.length - 1, names });
    if (wrong !== undefined) return problem(...wrong);
    const segment = segmentOf(part);
    if (segment.kind === 'param') names.add(segment.name);
    segments.push(segment);
  }
  return { kind: 'path', segments };
}

/**
 * Two paths with the same key match the same scripts: `/a/:x` and `/a/:y`.
 *
 * @internal
 */
export function routeKey(segments: readonly Segment[]): string {
  return write(segments, () => ':');
}

/**
 * The path in rou3's own syntax. Parameters are called by their place, because routes that differ in their conditions alone may
 * call them otherwise.
 *
 * @internal
 */
export function routerPattern(segments: readonly Segment[]): string {
  return write(segments, (place) => `:${nameAt(place)}`);
}

/**
 * What a parameter is called in {@link routerPattern}.
 *
 * @internal
 */
export const nameAt = (place: number): string => `p${place}`;

/**
 * Sorts paths as they are tried: static parts before parameters before the rest, from left to right.
 *
 * @internal
 */
export function bySpecificity(a: readonly Segment[], b: readonly Segment[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    const difference = rank(left) - rank(right);
    if (difference !== 0) return difference;
    if (left?.kind === 'static' && right?.kind === 'static' && left.text !== right.text) {
      return left.text < right.text ? -1 : 1;
    }
  }
  return 0;
}

function problemOf(part: string, context: { isLast: boolean; names: ReadonlySet<string> }): ProblemText | undefined {
  if (part === '') return ['has an empty part ("//").', 'Take one slash away.'];
  if (DOTS.test(canonicalPath(part)))
    return [
      `has the part ${quote(part)}, which nobody resolves: a script is taken as it comes.`,
      'Write the whole path.',
    ];
  if (part === '*')
    return context.isLast ? undefined : ['has "*" before its end, but "*" takes the rest of the path.', 'Put it last.'];
  if (part.includes('*')) return [`has "*" inside ${quote(part)}.`, 'Let it stand alone, as the last part.'];
  if (!part.includes(':')) return undefined;

  const name = part.slice(1);
  if (part === ':') return ['has a parameter without a name (":").', 'Name it: ":queue".'];
  if (!part.startsWith(':'))
    return [`has ":" inside ${quote(part)}.`, 'A parameter takes a whole part; write a colon as text as %3A.'];
  if (!PARAM_NAME.test(name))
    return [`has the parameter ${quote(part)}.`, 'Name it with letters, digits and "_", no digit first.'];
  if (context.names.has(name)) return [`has the parameter ${quote(part)} twice.`, 'Rename one of them.'];
  return undefined;
}

function segmentOf(part: string): Segment {
  if (part === '*') return { kind: 'rest' };
  if (part.startsWith(':')) return { kind: 'param', name: part.slice(1) };
  return { kind: 'static', text: canonicalPath(part) };
}

function write(segments: readonly Segment[], param: (place: number) => string): string {
  const parts = segments.map((segment, place) => {
    switch (segment.kind) {
      case 'static':
        return segment.text;
      case 'param':
        return param(place);
      case 'rest':
        return '*';
    }
  });
  return `/${parts.join('/')}`;
}

function rank(segment: Segment | undefined): number {
  return segment === undefined ? 0 : { static: 1, param: 2, rest: 3 }[segment.kind];
}

function problem(...text: ProblemText): RoutePath {
  return { kind: 'problem', problem: text };
}

function quote(text: string): string {
  return `"${printable(text)}"`;
}
