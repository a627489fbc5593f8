/** What Asterisk keeps of a language, and looks for in the folders of its sounds. */
const LANGUAGE = /^[\w-]{1,39}$/;

/** Says what is wrong with a language's name; `undefined` when it will do. */
export const languageProblem = (tag: string): string | undefined =>
  LANGUAGE.test(tag) ? undefined : 'a language is the name of a folder: 1 to 39 letters, digits, _ and -';
