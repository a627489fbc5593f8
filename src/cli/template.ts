import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Behind the name of every file in `templates/`, so that no tool takes one for source. */
const SUFFIX = '.template';
const FOLDER = fileURLToPath(new URL('../../templates/', import.meta.url));

/** What replaces each `__name__` of a template. */
export type TemplateValues = Readonly<Record<string, string>>;

/**
 * Fills in a template of the package.
 *
 * @param name - its path in `templates/`, without its suffix
 */
export function fillTemplate(name: string, values: TemplateValues): string {
  const text = readFileSync(join(FOLDER, `${name}${SUFFIX}`), 'utf8');
  return text.replaceAll(/__([a-zA-Z]+(?::[^_]+)?)__/g, (whole, key: string) => values[key] ?? whole);
}

/** The files of a folder of templates, without their suffix, folders within it too. */
export function templatesIn(folder: string): readonly string[] {
  return readdirSync(join(FOLDER, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .toSorted();
}
