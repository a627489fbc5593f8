/** `agi_network_script` taken apart. */
export interface Script {
  /** Begins with a slash and ends without one, otherwise as it came: not decoded, `..` and `//` inside left alone. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Reads what stands behind the host in `AGI(agi://host/sales?from=web)`.
 *
 * @param script - `agi_network_script` as Asterisk sends it: without the first slash, nothing decoded; `undefined` when
 *   the URL has no path
 * @internal
 */
export function readScript(script: string = ''): Script {
  const mark = script.indexOf('?');
  const path = mark === -1 ? script : script.slice(0, mark);
  return { path: `/${withoutOuterSlashes(path)}`, query: new URLSearchParams(mark === -1 ? '' : script.slice(mark)) };
}

/**
 * `agi://host//sales/` is a typing mistake without a second meaning, so it is `/sales`. Slashes inside are left: `/a//b` comes
 * from an empty dialplan variable, and taking `b` for what should have stood before it would answer the wrong call.
 */
function withoutOuterSlashes(path: string): string {
  let start = 0;
  let end = path.length;
  while (start < end && path[start] === '/') start++;
  // By hand: /\/+$/ takes quadratic time on a long run of slashes that does not end the text.
  while (end > start && path[end - 1] === '/') end--;
  return path.slice(start, end);
}
