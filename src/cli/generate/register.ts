import { blankText, closingBracket } from './blank-text.js';

/** A class that is to be listed. */
export interface Listing {
  readonly list: 'controllers' | 'providers' | 'imports';
  readonly className: string;
  /** As it is written in an import. */
  readonly from: string;
}

/** A source with one class more; or it knows a class of that name from elsewhere, or lists in a way that is not known here. */
export type Registered =
  | { readonly kind: 'listed'; readonly source: string }
  | { readonly kind: 'otherClass' }
  | { readonly kind: 'unclear' };

/**
 * Lists a class in a module or an app: one more entry in the one array of that name, or a new array where a module or an app
 * has none, and the import. A source that lists it already stays as it is.
 */
export function register(source: string, listing: Listing): Registered {
  const code = blankText(source);
  const isKnown = mentions(code, listing.className);
  if (isKnown && !imports(source, listing.from)) return { kind: 'otherClass' };
  const listed = list(source, code, listing);
  if (listed === undefined) return { kind: 'unclear' };
  return { kind: 'listed', source: isKnown ? listed : importIn(listed, listing) };
}

function list(source: string, code: string, { list: name, className }: Listing): string | undefined {
  const arrays = [...code.matchAll(new RegExp(`\\b${name}\\s*:\\s*\\[`, 'g'))];
  if (arrays.length > 1) return undefined;
  const [array] = arrays;
  if (array === undefined) return addArray(source, code, `${name}: [${className}]`);
  const start = array.index + array[0].length;
  const end = closingBracket(code, start - 1);
  if (end === undefined) return undefined;
  const inside = code.slice(start, end);
  if (mentions(inside, className)) return source;
  return `${source.slice(0, start)}${withEntry(source.slice(start, end), inside, className)}${source.slice(end)}`;
}

const mentions = (code: string, className: string) => new RegExp(`\\b${className}\\b`).test(code);

const imports = (source: string, from: string) => source.includes(`'${from}'`) || source.includes(`"${from}"`);

/** What stands between the brackets, and one more; each on its own line where they are. */
function withEntry(text: string, code: string, className: string): string {
  const last = code.trimEnd().length;
  if (last === 0 && text.trim() === '') return className;
  const isOpen = last > 0 && !code.trimEnd().endsWith(',');
  const head = `${text.slice(0, last)}${isOpen ? ',' : ''}`;
  const indent = /\n([ \t]*)\S/.exec(text)?.[1];
  if (indent !== undefined) return `${head}\n${indent}${className},${text.slice(last)}`;
  return `${head} ${className}${text.slice(last)}`;
}

/** Before the one other list, or in the one module or app that has none. */
function addArray(source: string, code: string, entry: string): string | undefined {
  const others = [...code.matchAll(/\b(?:imports|controllers|providers)\s*:\s*\[/g)];
  const places = others.length > 0 ? others : [...code.matchAll(/(?:@AgiModule|\bcreateAgiApp)\s*\(\s*\{/g)];
  const names = new Set(places.map(([text]) => text));
  const [place] = places;
  // Two of one name: there is more than one place.
  if (place === undefined || names.size < places.length) return undefined;
  if (others.length === 0) return addFirst(source, code, { entry, start: place.index + place[0].length });
  const indent = /\n[ \t]*$/.exec(code.slice(0, place.index))?.[0] ?? ' ';
  return `${source.slice(0, place.index)}${entry},${indent}${source.slice(place.index)}`;
}

function addFirst(source: string, code: string, { entry, start }: { entry: string; start: number }): string {
  const isEmpty = /^\s*\}/.test(code.slice(start));
  const indent = /^\n[ \t]*(?=\S)/.exec(code.slice(start))?.[0] ?? ' ';
  if (isEmpty) return `${source.slice(0, start)} ${entry} ${source.slice(start).trimStart()}`;
  return `${source.slice(0, start)}${indent}${entry},${source.slice(start)}`;
}

/** Behind the last import, written as that one is, or before everything. */
function importIn(source: string, { className, from }: Listing): string {
  const found = [...blankText(source).matchAll(/^import\b[^'"`;()=]*(['"]) *\1(;?)[^\n]*\n/gm)];
  const last = found.at(-1);
  const [, quote = "'", semicolon = ';'] = last ?? [];
  const at = last === undefined ? 0 : last.index + last[0].length;
  return `${source.slice(0, at)}import { ${className} } from ${quote}${from}${quote}${semicolon}\n${source.slice(at)}`;
}
