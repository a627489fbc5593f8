import { fileURLToPath } from 'node:url';

const COPIES = Symbol.for('offhook.copies');

// What a process has once, whatever is loaded twice.
const holder = globalThis as { [COPIES]?: Set<string> };

/** The folder of this copy of the package; a bundle that it is in has none of its own. */
const folder = fileURLToPath(new URL('..', import.meta.url));

/**
 * The copies of this package that the process has loaded, by folder. What one copy makes, steps and readers and tokens, is not
 * what another one looks for.
 */
export const copies = (): readonly string[] => [...(holder[COPIES] ?? [])];

holder[COPIES] = new Set(holder[COPIES]).add(folder);
