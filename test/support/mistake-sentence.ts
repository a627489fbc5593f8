import { type BootProblem, problemLine } from '../../src/errors/catalogue/boot-problem.js';

/** A mistake on a line, as its message says it, without file and line: those of a test change with every edit. */
export const mistakeSentence = ({ file: _file, line: _line, ...problem }: BootProblem): string => problemLine(problem);
