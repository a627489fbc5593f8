import { printable } from '../../errors/printable.js';
import { CliError, ExitCode } from '../exit-code.js';
import { fillTemplate, templatesIn } from '../template.js';
import { blankText } from './blank-text.js';

/** What can be generated. */
export const KINDS = ['controller', 'service', 'module', 'dialog', 'guard'] as const;

export type Kind = (typeof KINDS)[number];

/** A name in every form that it is needed in. */
export interface Names {
  /** Folders below the source folder: `sales`. */
  readonly folders: readonly string[];
  /** Of the file, without its role: `returns`. */
  readonly file: string;
  /** `ReturnsController`; `SignIn` for what needs no suffix. */
  readonly className: string;
  /** `/sales/returns`. */
  readonly path: string;
  readonly words: string;
}

const SUFFIXED: readonly Kind[] = ['controller', 'module'];

/**
 * Reads a name as somebody types it: `sales/returns`, `SalesReturns`, `sales_returns`, `ReturnsController`; or as a shell
 * completes it: `src/sales/returns.controller.ts`, `sales\\returns`.
 *
 * @param sourceFolder - in which it stands, from the app's own: `src`, or nothing
 * @throws CliError for what can be no name of a class
 */
export function readNames(name: string, kind: Kind, sourceFolder: string): Names {
  const bare = name.replaceAll('\\', '/').replace(new RegExp(`(?:\\.${kind})?(?:\\.ts)?$`), '');
  const inSource = sourceFolder !== '' && bare.startsWith(`${sourceFolder}/`);
  const parts = (inSource ? bare.slice(sourceFolder.length + 1) : bare).split('/').map(lowerCaseWords);
  const leaf = parts.at(-1) ?? [];
  // Whoever writes the role means the same without it.
  if (leaf.length > 1 && leaf.at(-1) === kind) leaf.pop();
  if (parts.some((words) => !/^[a-z][a-z0-9-]*$/.test(words.join('-'))))
    throw refusal(name, 'have a letter from a to z first, and only such letters, digits and hyphens: sales/returns');
  const file = leaf.join('-');
  const base = leaf.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  const className = SUFFIXED.includes(kind) ? `${base}${kind.charAt(0).toUpperCase()}${kind.slice(1)}` : base;
  if (className in globalThis || isInTemplates(className))
    throw refusal(name, `be another: there is a class or function ${className} already`);
  const folders = parts.slice(0, -1).map((words) => words.join('-'));
  return {
    folders: folders.length === 0 ? [file] : folders,
    file,
    className,
    path: `/${[...folders, file].join('/')}`,
    words: leaf.join(' '),
  };
}

/** `salesReturns`, `SalesReturns`, `sales_returns`, `sales returns`, `HTTPLog` in lower-case words. */
function lowerCaseWords(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** Whether a generated file, of whatever kind, imports or declares something of that name. */
const isInTemplates = (className: string) =>
  templatesIn('generate').some((template) =>
    new RegExp(`\\b${className}\\b`).test(blankText(fillTemplate(`generate/${template}`, {}))),
  );

const refusal = (name: string, problem: string) =>
  new CliError(`The name "${printable(name)}" must ${problem}.`, ExitCode.Usage);
