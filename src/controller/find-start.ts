import { whichIsMeant } from '../errors/did-you-mean.js';
import { type Draft, recordsOfKind, type Role } from './draft.js';

/** What each kind of class calls its first handler. */
const FIRST = { controller: 'OnCall', screening: 'OnCall', dialog: 'OnEnter' } as const satisfies Record<Role, string>;

/**
 * Where a class begins: at its first handler, at `start`, else at its only menu, else at its only `@Ask`.
 *
 * @param start - as written in the options of the class
 * @returns the name of a node; empty when there is none, and the draft has the mistake
 */
export function findStart(start: string | undefined, draft: Draft): string {
  const { name, nodes, menus, asks, problems } = draft;
  const first = `@${FIRST[draft.role]}`;
  const handlers = recordsOfKind(draft, FIRST[draft.role]).map(({ member }) => member);
  const starts = [
    ...handlers.map((member) => `${first} ${member}`),
    ...(start === undefined ? [] : [`start: "${start}"`]),
  ];
  if (starts.length > 1) problems.add('AGI_BOOT_TWO_STARTS', name, { starts });
  if (start !== undefined && !nodes.includes(start))
    problems.add('AGI_BOOT_UNKNOWN_START', name, { start, hint: whichIsMeant(String(start), nodes) });
  const questions = menus.length > 0 ? menus : asks;
  const found = handlers[0] ?? start ?? (questions.length === 1 ? questions[0] : undefined);
  if (found === undefined) problems.add('AGI_BOOT_NO_START', name, { first, questions: [...menus, ...asks] });
  return found ?? '';
}
