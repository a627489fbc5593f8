// `npm run test:mutation`: draws small mistakes in `src` and says which of them no quick test notices. See HELP.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { parseSync } from 'vite';
import { changedFiles } from './mutation/changed-files.mjs';
import { removeFolders } from './mutation/copy.mjs';
import { closeLanes, Lane } from './mutation/lanes.mjs';
import { isEquivalent, staleRows } from './mutation/match-equivalents.mjs';
import { mutantsOf, mutated, shown } from './mutation/mutants-of.mjs';
import { notesOf, testsFor } from './mutation/notes.mjs';
import { sample } from './mutation/sample.mjs';
import { complaintAbout, scoreOf } from './mutation/score.mjs';

const HELP = `npm run test:mutation -- [options]

Draws small mistakes in src (a condition, a boundary, a removed line, …), puts each into a copy of the tree, runs the quick
tests that reach it, and prints those that no test notices. Each folder gets a score: caught of all that could be caught.
A run that tries none of the mistakes it has drawn fails.

  --folder NAME     a folder of src; several: --folder core --folder router, or core,router
  --changed         instead of folders: the files of src that changed in the last 20 commits
  --since REF       with --changed: since the history parted from REF
  --line FILE:LINE  instead of a sample: every mistake in one line of a file
  --sample N        how many are drawn in each folder, or in all changed files together; default 60
  --seed N          draws the same again; default: a new one, which is printed
  --at-least P      the score in % below which the run fails; default 0
  --minutes N       begins no more when it has tried for so long, after the run without a mistake; default: no limit
  --workers N       how many are tried at once; default 2
  --verbose         prints those that were caught too, with the test that noticed them
  --list            prints what is drawn and runs nothing
`;

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', multiple: true, default: [] },
    changed: { type: 'boolean', default: false },
    since: { type: 'string' },
    line: { type: 'string' },
    sample: { type: 'string', default: '60' },
    seed: { type: 'string' },
    'at-least': { type: 'string', default: '0' },
    minutes: { type: 'string', default: 'Infinity' },
    workers: { type: 'string', default: '2' },
    verbose: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** @typedef {import('./mutation/mutants-of.mjs').Mutant} Mutant */
/**
 * @typedef {object} Tried
 * @property {Mutant} mutant
 * @property {import('./mutation/score.mjs').Result} result
 * @property {string | undefined} [by] - the file of tests that noticed it
 * @property {string} [how] - the test or the error
 * @property {number} [files] - how many files of tests ran
 */

const root = realpathSync(new URL('..', import.meta.url).pathname);
const startedAtMs = performance.now();
const seconds = () => Math.round((performance.now() - startedAtMs) / 1000);
const seed = Number(options.seed ?? Math.floor(Math.random() * 1_000_000));
const size = Number(options.sample);
const minutes = Number(options.minutes);
const atLeast = Number(options['at-least']);
const workers = Number(options.workers);

/** @type {Map<string, string>} */
const codes = new Map();
/** @param {string} file */
function codeOf(file) {
  const code = codes.get(file) ?? readFileSync(join(root, file), 'utf8');
  codes.set(file, code);
  return code;
}

/** What is drawn, by the name its score has. @returns {Map<string, Mutant[]>} */
function drawn() {
  /** @param {string[]} files */
  const all = (files) => files.toSorted().flatMap((file) => mutantsOf(file, codeOf(file)));
  /** @param {string[]} files */
  const some = (files) => {
    const found = [];
    for (const mutant of sample(all(files), Infinity, seed)) {
      if (found.length >= size) break;
      // `a ?? b || c` is no program.
      if (parseSync(mutant.file, mutated(codeOf(mutant.file), mutant)).errors.length === 0) found.push(mutant);
    }
    return found;
  };
  if (options.line !== undefined) {
    const [file = '', line] = options.line.split(':');
    const of = all([file]).filter((mutant) => shown(codeOf(file), mutant).line === Number(line));
    return new Map([[options.line, of]]);
  }
  if (options.changed) {
    const { since, files } = changedFiles(root, options.since);
    console.log(`${files.length} files of src changed since ${since}.`);
    return new Map([['changed files', some(files)]]);
  }
  const folders = options.folder.flatMap((names) => names.split(','));
  return new Map(
    folders.map((folder) => {
      const names = readdirSync(join(root, 'src', folder), { recursive: true }).map(String);
      const files = names.filter((name) => name.endsWith('.ts')).map((name) => `src/${folder}/${name}`);
      return [folder, some(files)];
    }),
  );
}

/** @param {Lane} lane @param {Mutant} mutant @param {string[]} tests @returns {Promise<Tried>} */
async function tryOne(lane, mutant, tests) {
  if (isEquivalent(mutant, codeOf(mutant.file))) return { mutant, result: 'equivalent' };
  const changed = new Map([[mutant.file, mutated(codeOf(mutant.file), mutant)]]);
  const verdict = tests.length > 0 ? await lane.run(changed, tests) : { failed: [] };
  if (verdict === undefined) return { mutant, result: 'endless' };
  const [first] = verdict.failed;
  if (first !== undefined) {
    const isLate = /timed out in \d+ms/.test(first.message);
    const by = first.file === '' ? undefined : relative(lane.folder, first.file);
    return { mutant, result: isLate ? 'endless' : 'caught', by, how: first.name || first.message };
  }
  if (!(await lane.compiles(changed))) return { mutant, result: 'doesNotCompile' };
  return { mutant, result: tests.length > 0 ? 'survived' : 'unreached', files: tests.length };
}

/** @param {Tried} tried */
function print({ mutant, result, by, how, files }) {
  const { line, before, after } = shown(codeOf(mutant.file), mutant);
  const where = `${mutant.file}:${line}`;
  if (result === 'survived' || result === 'unreached') {
    console.log(`SURVIVED  ${where} (${files === 0 ? 'no test runs it' : `${files} files of tests`})`);
    console.log(`          - ${before}\n          + ${after}`);
  } else if (options.verbose || options.line !== undefined) {
    console.log(
      `${result.padEnd(10)}${where} ${[by, how].filter(Boolean).join(' > ')}\n          - ${before}\n          + ${after}`,
    );
  }
}

/** @param {string} name @param {readonly Tried['result'][]} results */
function printScore(name, results) {
  const count = (/** @type {Tried['result']} */ result) => results.filter((each) => each === result).length;
  const { caught, counted, score } = scoreOf(results);
  const apart = [
    `${count('endless')} by a time limit`,
    `${count('equivalent')} equivalent`,
    `${count('doesNotCompile')} that do not compile`,
  ];
  const percent = score === undefined ? 'no score' : `${score.toFixed(1).padStart(5)} %`;
  console.log(`${name.padEnd(12)} ${percent}  ${caught} of ${counted} caught (${apart.join(', ')})`);
}

async function main() {
  const samples = drawn();
  const mutants = [...samples.values()].flat();
  for (const { file, before } of staleRows((name) => (existsSync(join(root, name)) ? codeOf(name) : undefined))) {
    console.log(`No longer there, remove it from the equivalents: ${file}: ${before}`);
  }
  if (options.list) {
    for (const mutant of mutants) {
      const { line, before, after } = shown(codeOf(mutant.file), mutant);
      console.log(`${mutant.file}:${line} ${mutant.kind}\n  - ${before}\n  + ${after}`);
    }
    return;
  }
  console.log(`${mutants.length} mutants drawn with --seed ${seed}.`);
  if (mutants.length === 0) {
    console.log('There is nothing to try.');
    // Commits may leave src alone; a folder or a line was named in order to try something.
    process.exitCode = options.changed ? 0 : 1;
    return;
  }
  // All copies are made now: what changes in the tree later does not matter.
  const lanes = Array.from({ length: workers }, () => new Lane(root));
  const notes = await notesOf(mutants, codeOf, lanes);
  console.log(`${notes.length} files of tests ran without a mutant, ${seconds()} s.`);

  /** @type {Map<Mutant, Tried>} */
  const results = new Map();
  // The folders take turns, so that a run that is short of time has tried some of each.
  const places = new Map([...samples.values()].flatMap((of) => of.map((mutant, place) => [mutant, place])));
  const waiting = mutants
    .map((mutant, index) => ({ mutant, index, place: places.get(mutant) ?? 0 }))
    .toSorted((one, other) => one.place - other.place);
  // Copies and the run without a mistake take minutes on a busy machine: they leave the time for trying alone.
  const untilMs = performance.now() + minutes * 60_000;
  /** @type {Map<string, Set<string>>} */
  const witnessesOf = new Map();
  let isSound = true;
  await Promise.all(
    lanes.map(async (lane) => {
      /** @type {Set<string>} */
      const witnesses = new Set();
      for (let next = waiting.shift(); next !== undefined && performance.now() < untilMs; next = waiting.shift()) {
        const { mutant, index } = next;
        const noticed = witnessesOf.get(mutant.file) ?? new Set();
        const tried = await tryOne(lane, mutant, testsFor(mutant, index, notes, noticed));
        results.set(mutant, tried);
        print(tried);
        if (tried.by === undefined) continue;
        witnessesOf.set(mutant.file, noticed.add(tried.by));
        witnesses.add(tried.by);
      }
      // The same process without a mistake: whoever noticed one is content now, or the whole run says nothing.
      const control = await lane.run(
        new Map(),
        notes.map(({ file }) => file).filter((file) => witnesses.has(file)),
      );
      lane.close();
      for (const { file, name, message } of control?.failed ?? [{ file: '', name: '', message: 'no end' }]) {
        console.error(`Fails without a mutant too, so the scores say nothing: ${file} > ${name}: ${message}`);
        isSound = false;
      }
    }),
  );

  console.log('');
  const complaints = [];
  for (const [name, of] of samples) {
    const tried = of.flatMap((mutant) => results.get(mutant)?.result ?? []);
    printScore(name, tried);
    const complaint = complaintAbout(tried, of.length, atLeast);
    if (complaint !== undefined) complaints.push(`${name}: ${complaint}`);
  }
  console.log(`${results.size} of ${mutants.length} drawn with --seed ${seed} were tried in ${seconds()} s.`);
  if (isSound) for (const complaint of complaints) console.log(complaint);
  process.exitCode = isSound && complaints.length === 0 ? 0 : 1;
}

function cleanUp() {
  closeLanes();
  removeFolders();
}

const wrong = Object.entries({ sample: size, seed, 'at-least': atLeast, minutes, workers }).filter(
  ([, value]) => !(value >= 0),
);
if (wrong.length > 0) {
  console.error(`A number is needed: ${wrong.map(([name]) => `--${name}`).join(', ')}`);
  process.exitCode = 2;
} else if (options.help || (!options.changed && options.folder.length === 0 && options.line === undefined)) {
  console.log(HELP);
  process.exitCode = options.help ? 0 : 2;
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      cleanUp();
      process.exit(130);
    });
  }
  try {
    await main();
  } finally {
    cleanUp();
  }
}
