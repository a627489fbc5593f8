/**
 * Splits a command line as Asterisk does (res_agi, parse_args), written anew and sharing nothing with the
 * encoder it judges. Works on the characters of one line.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  let isEscaped = false;
  for (const character of line) {
    if (isEscaped) {
      word = (word ?? '') + character;
      isEscaped = false;
    } else if (character === '\\') {
      isEscaped = true;
    } else if (character === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (!isQuoted && (character === ' ' || character === '\t')) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/**
 * Cuts an application's text into arguments as Asterisk does (main/app.c, __ast_app_separate_args).
 *
 * @param unescape - whether quotes and backslashes are taken out, as most applications ask for
 */
export function separateArguments(text: string, unescape: boolean): string[] {
  if (text === '') return [];
  const parts = [''];
  let parentheses = 0;
  let brackets = 0;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    let kept = character;
    if (character === '(') parentheses++;
    else if (character === ')') parentheses -= parentheses > 0 ? 1 : 0;
    else if (character === '[') brackets++;
    else if (character === ']') brackets -= brackets > 0 ? 1 : 0;
    else if (character === '"') {
      isQuoted = !isQuoted;
      if (unescape) kept = '';
    } else if (character === '\\') {
      const next = text[++i] ?? '';
      kept = unescape ? next : `\\${next}`;
    } else if (character === ',' && parentheses === 0 && brackets === 0 && !isQuoted) {
      parts.push('');
      continue;
    }
    parts[parts.length - 1] += kept;
  }
  return parts;
}
