import { nameAt, type Segment } from './route-path.js';

const REST_IN_ROU3 = '0';

// Without a prototype a parameter may be called __proto__, and one that is not there is undefined, not a method of Object.
const empty = () => Object.create(null) as Record<string, string>;

/** What most routes have. */
const NONE: Readonly<Record<string, string>> = Object.freeze(empty());

/** What each part of a path took. */
export function readParams(
  segments: readonly Segment[],
  found: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (segments.every(({ kind }) => kind === 'static')) return NONE;
  const params = empty();
  for (const [place, segment] of segments.entries()) {
    // What was found is in canonical form: decoding it cannot throw. rou3 leaves an empty rest out.
    if (segment.kind === 'param') params[segment.name] = decodeURIComponent(found[nameAt(place)] ?? '');
    if (segment.kind === 'rest') params['*'] = decodeURIComponent(found[REST_IN_ROU3] ?? '');
  }
  return params;
}

/** What each group of a regular expression took, by number and by name; those that took nothing are left out. */
export function readGroups(match: RegExpExecArray): Readonly<Record<string, string>> {
  const params = empty();
  for (const [name, value] of [
    ...match.slice(1).map((text, i) => [i + 1, text] as const),
    ...Object.entries(match.groups ?? {}),
  ])
    if (value !== undefined) params[name] = value;
  return params;
}
