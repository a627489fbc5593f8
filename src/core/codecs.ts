import type { CommandAnswer } from './commands/define-command.js';
import { type Key, keyByCode } from './values.js';

type Reader<R> = (answer: CommandAnswer) => R | Promise<R>;

/**
 * Reads an answer by its result alone. A result that is not listed cannot belong to the command: the session fails closed.
 *
 * @param readers - what each result means
 */
export function byResult<R>(readers: Readonly<Record<string, Reader<R>>>): Reader<R> {
  return (answer) => {
    const read = Object.hasOwn(readers, answer.result) ? readers[answer.result] : undefined;
    if (read === undefined) throw answer.unexpected();
    return read(answer);
  };
}

/** The command did what it says and has nothing to tell. */
export const done = (): void => {};

/** Where a `-1` means that the command failed, or that the caller is gone. */
export const failedOrHungUp =
  (problem: string): Reader<never> =>
  (answer) =>
    unlessHungUp(answer, () => {
      throw answer.failed(problem);
    });

/** The command failed. */
export const failed =
  (problem: string): Reader<never> =>
  (answer) => {
    throw answer.failed(problem);
  };

/** The same for AstDB. */
export const databaseFailed =
  (problem: string): Reader<never> =>
  (answer) => {
    throw answer.databaseFailed(problem);
  };

/** Tells a hang-up from what else the same answer can mean. */
export async function unlessHungUp<R>(answer: CommandAnswer, otherwise: () => R): Promise<R> {
  if (await answer.hasHungUp()) throw answer.hungUp();
  return otherwise();
}

/** Where a `-1` means that the file could not be played, or that the caller is gone. */
export const notPlayed = (answer: CommandAnswer): Promise<{ readonly kind: 'notPlayed'; readonly file: string }> =>
  unlessHungUp(answer, () => ({ kind: 'notPlayed', file: String(answer.args['file']) }));

/** The key that ended the command, from its ASCII code. */
export function keyOf(answer: CommandAnswer): Key {
  const key = keyByCode(answer.result);
  if (key === undefined) throw answer.unexpected();
  return key;
}

/** The whole number behind `result=`. */
export function numberOf(answer: CommandAnswer): number {
  if (!/^-?\d{1,10}$/.test(answer.result)) throw answer.unexpected();
  return Number(answer.result);
}

/** Where a sound ended or a recording stood: the number behind `endpos=`, in the unit of the command. */
export function endPosition(answer: CommandAnswer): number {
  const found = /(?:^| )endpos=(-?\d{1,15})$/.exec(answer.rest);
  if (found === null) throw answer.unexpected();
  return Number(found[1]);
}

/** The free text between the first and the last parenthesis. */
export function textOf(answer: CommandAnswer): string {
  const { rest } = answer;
  if (rest.length < 2 || !rest.startsWith('(') || !rest.endsWith(')')) throw answer.unexpected();
  return rest.slice(1, -1);
}
