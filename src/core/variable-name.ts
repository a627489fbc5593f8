import { functions } from './functions/table.js';
import { refusedArgument } from './line.js';

const NAME = /^_{0,2}[A-Za-z][\w.-]*$/;
const FUNCTION = /^_{0,2}(\w+)\(/;

/**
 * Checks the name of a variable. A name with parentheses is a function to Asterisk, wherever a variable is named: `SHELL(…)`
 * would run a program.
 *
 * @param command - what the error names
 * @returns the name
 * @throws ArgumentError for a function, and for what Asterisk would read as something else: `A:1`, `${A}`
 * @internal
 */
export function variableName(command: string, name: string): string {
  const problem = variableNameProblem(name);
  if (problem !== undefined) throw refusedArgument(command, 'name', name, problem);
  return name;
}

/** @internal What is wrong with the name of a variable; nothing when it is one. */
export function variableNameProblem(name: string): string | undefined {
  if (typeof name === 'string' && NAME.test(name)) return undefined;
  const called = FUNCTION.exec(name)?.[1];
  if (called === undefined) return 'a variable is named by letters, digits, _, . and -, a letter first';
  if (!Object.hasOwn(functions, called)) {
    return "it is a function of Asterisk, and this takes a variable; code that means it writes getFullVariable('${NAME(…)}')";
  }
  return `it is a function of Asterisk, and this takes a variable; write getFunction('${called}', …) or setFunction('${called}', …)`;
}
