import { CheckedFile, type FileName } from '../core/checked-file.js';
import { soundNameProblem } from '../dialog/sound-name.js';
import { partsOf, type Prompt, type PromptFor, type PromptItem } from '../dialog/prompt.js';
import type { ProblemList } from '../errors/problem-list.js';

const KINDS: Readonly<Record<PromptItem['kind'], true>> = {
  file: true,
  digits: true,
  number: true,
  spelled: true,
  phonetic: true,
  date: true,
  silence: true,
  tone: true,
  withoutBargeIn: true,
  inLanguage: true,
  byLanguage: true,
  plural: true,
};

/**
 * Looks at a prompt that is given as data, so that its mistake is found before a caller hears it.
 *
 * @param option - in words, for the message: `greeting`, `noInput[1]`
 * @returns the prompt; `undefined` when it is none, or there is none
 */
export function validPrompt(value: unknown, option: string, where: string, problems: ProblemList): Prompt | undefined {
  return value === undefined ? undefined : requiredPrompt(value, option, where, problems);
}

/** As `validPrompt`, where something must be heard. */
export function requiredPrompt(
  value: unknown,
  option: string,
  where: string,
  problems: ProblemList,
): Prompt | undefined {
  const found = findProblem(value);
  if (found === undefined) return value as Prompt; // looked at in full by findProblem
  problems.add('AGI_BOOT_PROMPT', where, { option, ...found });
  return undefined;
}

/** As `requiredPrompt`, where functions may stand in it: what they give is looked at when it is heard. */
export function requiredPromptFor(
  value: unknown,
  option: string,
  where: string,
  problems: ProblemList,
): PromptFor | undefined {
  const found = findProblem(value, true);
  if (found === undefined) return value as PromptFor; // looked at in full by findProblem
  problems.add('AGI_BOOT_PROMPT', where, { option, ...found });
  return undefined;
}

/** As `requiredPromptFor`, where nothing need be said. */
export function validPromptFor(
  value: unknown,
  option: string,
  where: string,
  problems: ProblemList,
): PromptFor | undefined {
  return value === undefined ? undefined : requiredPromptFor(value, option, where, problems);
}

/** As `validPromptFor`, for a list with one prompt for each failure. */
export function validPrompts(
  value: unknown,
  option: string,
  where: string,
  problems: ProblemList,
): PromptFor[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value))
    return value.flatMap((prompt, i) => [requiredPromptFor(prompt, `${option}[${i}]`, where, problems) ?? []]);
  problems.add('AGI_BOOT_OPTION', where, { option, value, problem: 'a list is needed: one prompt for each failure' });
  return undefined;
}

interface Found {
  readonly value: unknown;
  readonly problem: string;
}

function findProblem(value: unknown, mayBeFunction = false): Found | undefined {
  if (typeof value === 'string') return nameProblem(value);
  if (typeof value === 'function' && mayBeFunction) return undefined;
  if (Array.isArray(value)) return firstProblem(value, mayBeFunction);
  const item = value as Partial<PromptItem> | null | undefined;
  if (typeof item !== 'object' || item === null || typeof item.kind !== 'string' || !Object.hasOwn(KINDS, item.kind)) {
    return {
      value,
      problem: 'is not a prompt. Give the name of a sound file, an item made with say.*, or a list of them',
    };
  }
  if (item.kind === 'file') return nameProblem(item instanceof CheckedFile ? item : String(item.name));
  // Of one of the kinds above, made by say.*.
  return firstProblem(partsOf(item as PromptItem));
}

function nameProblem(file: FileName): Found | undefined {
  const problem = soundNameProblem(file);
  return problem === undefined ? undefined : { value: String(file), problem };
}

function firstProblem(values: readonly unknown[], mayBeFunction = false): Found | undefined {
  for (const value of values) {
    const found = findProblem(value, mayBeFunction);
    if (found !== undefined) return found;
  }
  return undefined;
}
