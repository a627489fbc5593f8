/** Comments, strings and templates, the ways in which brackets and names may stand in a file and mean nothing. */
const TEXT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** The same source, character by character, with blanks where it is text: what is found in it is code. Quotes stay. */
export function blankText(source: string): string {
  return source.replace(TEXT, (text) => text.replace(/[^\n'"`]/g, ' '));
}

/** Where the bracket that is open at `start` is closed; nothing when it is not. */
export function closingBracket(code: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    if ('([{'.includes(code.charAt(at))) depth++;
    else if (')]}'.includes(code.charAt(at)) && --depth === 0) return at;
  }
  return undefined;
}
