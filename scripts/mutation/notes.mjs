import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { temporaryFolder } from './copy.mjs';
import { mutantsOf, noting } from './mutants-of.mjs';

/** @typedef {import('./lanes.mjs').Lane} Lane */
/** @typedef {import('./mutants-of.mjs').Mutant} Mutant */

/**
 * What a file of tests runs: the numbers of the mutants whose code its tests run, or the modules that it loads, and the
 * files of `src` of which its tests run anything.
 *
 * @typedef {object} Note
 * @property {string} file
 * @property {number} ms
 * @property {ReadonlySet<number>} ran
 * @property {ReadonlySet<number>} imported
 * @property {ReadonlySet<string>} sources
 */

/**
 * Runs every quick test once without a mistake, which shows which of them run the code of which mutant.
 *
 * @param {readonly Mutant[]} mutants
 * @param {(file: string) => string} codeOf
 * @param {readonly Lane[]} lanes
 * @returns {Promise<Note[]>}
 */
export async function notesOf(mutants, codeOf, lanes) {
  const folder = temporaryFolder();
  try {
    /** @type {Map<string, { index: number, site: Mutant['site'] }[]>} */
    const sites = new Map();
    for (const [index, { file, site }] of mutants.entries()) {
      sites.set(file, [...(sites.get(file) ?? []), { index, site }]);
    }
    // Behind the mutants come the files, each noted wherever anything of it could be mutated.
    const files = [...sites.keys()];
    for (const [index, file] of files.entries()) {
      const all = new Map(mutantsOf(file, codeOf(file)).map(({ site }) => [site.start, site]));
      sites.get(file)?.push(...[...all.values()].map((site) => ({ index: mutants.length + index, site })));
    }
    const changed = new Map([...sites].map(([file, of]) => [file, noting(codeOf(file), of)]));
    const tests = quickTests(lanes[0]?.folder ?? '.');
    const failures = await Promise.all(
      lanes.map(async (lane, place) => {
        let part = tests.filter((_, index) => index % lanes.length === place);
        let verdict = await lane.run(changed, part, folder);
        while (verdict === undefined) {
          const stuck = lane.current;
          console.error(`Does not come to an end without a mutant, and is left out: ${stuck}`);
          if (!part.includes(stuck)) throw new Error('The tests do not come to an end.');
          part = part.filter((file) => file !== stuck);
          verdict = await lane.run(changed, part, folder);
        }
        return verdict.failed.map((failure) => ({
          ...failure,
          file: failure.file && relative(lane.folder, failure.file),
        }));
      }),
    );
    const failing = new Set(failures.flat().map(({ file }) => file));
    for (const { file, name, message } of failures.flat()) {
      console.error(
        file === ''
          ? `An error that belongs to no test, without a mutant: ${message}`
          : `Fails without a mutant, so its file is left out: ${file} > ${name}: ${message}`,
      );
    }
    return readdirSync(folder)
      .map((name) => {
        const note = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        const lane = lanes.find((each) => note.file.startsWith(`${each.folder}/`));
        const ran = new Set(note.ran);
        return {
          file: relative(lane?.folder ?? '', note.file),
          ms: note.ms,
          ran,
          imported: new Set(note.imported),
          sources: new Set(files.filter((_, index) => ran.has(mutants.length + index))),
        };
      })
      .filter(({ file }) => !failing.has(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function quickTests(folder) {
  const vitest = join(folder, 'node_modules/.bin/vitest');
  const listed = execFileSync(vitest, ['list', '--filesOnly', '--config', 'vitest.mutation.config.ts'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return listed.toString().trim().split('\n');
}

/** Which part of the time of all tests a mutant gets from those of other folders when its own have not noticed it. */
const ELSEWHERE = 0.2;
/** What a file of tests costs besides, milliseconds: it is loaded. */
const LOADING_MS = 100;

/**
 * The files of tests to run for a mutant: those that have noticed one in its file, the one that mirrors its file, those of
 * its folder, then the rest, as long as they take a fifth of the time of all; each time the quick ones first. Code that
 * runs when its module is loaded concerns all of them.
 *
 * @param {Mutant} mutant
 * @param {number} index
 * @param {readonly Note[]} notes
 * @param {ReadonlySet<string>} noticed - files of tests that have noticed a mutant in the same file
 * @returns {string[]}
 */
export function testsFor(mutant, index, notes, noticed) {
  const mirrored = mutant.file.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
  const folder = mirrored.slice(0, mirrored.indexOf('/', 'test/'.length) + 1);
  const isStatic = notes.some(({ imported }) => imported.has(index));
  const using = notes.filter(({ sources }) => sources.has(mutant.file));
  const loading = using.length > 0 ? using : notes;
  const reaching = isStatic ? loading : notes.filter(({ ran }) => ran.has(index));
  const rank = (/** @type {Note} */ { file }) =>
    file === mirrored || noticed.has(file) ? 0 : file.startsWith(folder) ? 1 : 2;
  const ordered = reaching.toSorted((one, other) => rank(one) - rank(other) || one.ms - other.ms);
  let leftMs = ELSEWHERE * notes.reduce((sum, { ms }) => sum + ms + LOADING_MS, 0);
  return ordered
    .filter((note) => rank(note) === 0 || note.file.startsWith(folder) || (leftMs -= note.ms + LOADING_MS) > 0)
    .map(({ file }) => file);
}
