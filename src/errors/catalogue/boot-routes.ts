import { printable } from '../printable.js';
import type { ProblemText } from './wording.js';

/** What can be wrong with the paths of an app; `path` is text or an expression, written out. */
export const bootRoutes = {
  AGI_BOOT_ROUTE_PATH: (f: { path: string; problem: ProblemText }) => [
    `path "${printable(f.path)}" ${f.problem[0]}`,
    f.problem[1],
  ],
  AGI_BOOT_ROUTE_CONDITION: (f: { path: string; problem: string }) => [
    `path "${printable(f.path)}": ${f.problem}.`,
    'Correct the condition, or take it away.',
  ],
  AGI_BOOT_ROUTE_CONFLICT: (f: { path: string; other: string; otherPath: string; when: string }) => [
    f.path === f.otherPath
      ? `path "${printable(f.path)}"${inBrackets(f.when)} is answered by ${f.other} too.`
      : `path "${printable(f.path)}"${inBrackets(f.when)} matches the same scripts as "${printable(f.otherPath)}" of ${f.other}.`,
    'Give one of them another path, or take one away.',
  ],
  AGI_BOOT_ROUTE_SHADOWED: (f: { path: string; when: string; other: string; otherWhen: string }) => [
    `path "${printable(f.path)}"${inBrackets(f.when)} may want a call that ${f.other}${inBrackets(f.otherWhen)} wants as well; ${f.other} is listed first and has it.`,
    'List first the one that is to have it, or say more in its condition.',
  ],
} satisfies Record<string, (fields: never) => ProblemText>;

const inBrackets = (when: string) => (when === '' ? '' : ` (${when})`);
