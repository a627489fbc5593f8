import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { changedFiles } from '../scripts/mutation/changed-files.mjs';
import { staleRows } from '../scripts/mutation/match-equivalents.mjs';
import { mutantsOf, mutated, noting, shown } from '../scripts/mutation/mutants-of.mjs';
import { sample } from '../scripts/mutation/sample.mjs';
import { complaintAbout, scoreOf } from '../scripts/mutation/score.mjs';

const root = new URL('..', import.meta.url).pathname;

describe('the mistakes in a line', () => {
  const table: Record<string, string[]> = {
    'if (a < 1) b();': [
      'if (true) b();',
      'if (false) b();',
      'if (a <= 1) b();',
      'if (a >= 1) b();',
      'if (a < 2) b();',
      'if (a < 0) b();',
      'if (a < 1) ;',
    ],
    'x = a && !b;': ['x = a || !b;', 'x = a;', 'x = !b;', 'x = a && b;', ';'],
    'const x = a ?? b;': ['const x = a && b;', 'const x = a;', 'const x = b;'],
    "const x = f('');": ["const x = f('mutant');"],
    'const x = [true];': ['const x = [false];', 'const x = [];'],
    'const x = a?.b;': ['const x = a.b;'],
    'count++;': ['count--;', ';'],
    'function f() { return a; }': ['function f() { return undefined; }'],
    'const f = () => a;': ['const f = () => undefined;'],
    'await f(x);': ['void f(x);', ';'],
    'const x = Math.min(a, b).trim();': ['const x = Math.max(a, b).trim();', 'const x = Math.min(a, b);'],
    'const x = /^a+$/i;': ['const x = /a+$/i;', 'const x = /^a+/i;', 'const x = /^a+$/;', 'const x = /^a*$/i;'],
    "import { a } from './a.js';": [],
    "export * from './a.js';": [],
    "type A = 'x' | 1;": [],
    "let x: 'a' | 2;": [],
    "throw new ArgumentError('no such name');": [';'],
    "log.warn('no such name');": [';'],
    "const x = 'there is no such name';": [],
    'const x = `there is no ${a + 1}`;': [
      'const x = `there is no ${a - 1}`;',
      'const x = `there is no ${a + 2}`;',
      'const x = `there is no ${a + 0}`;',
    ],
    "const x = 'caf\u00E9 \u{1F600}' + a;": ["const x = '' + a;"],
  };
  it.each(Object.entries(table))('%s', (line, expected) => {
    const found = mutantsOf('a.ts', line);
    expect(found.map((mutant) => mutated(line, mutant)).toSorted()).toEqual(expected.toSorted());
    expect(found.map((mutant) => shown(line, mutant))).toEqual(
      found.map((mutant) => ({ line: 1, behind: '', before: line, after: mutated(line, mutant) })),
    );
  });

  it('is known by the line before it too, where a file has it twice', () => {
    const code = 'a();\n  f(1);\nb();\nf(1);\n';
    const twos = mutantsOf('a.ts', code).filter(({ text }) => text === '2');
    expect(twos.map((mutant) => shown(code, mutant))).toEqual([
      { line: 2, behind: 'a();', before: 'f(1);', after: 'f(2);' },
      { line: 4, behind: 'b();', before: 'f(1);', after: 'f(2);' },
    ]);
  });

  it('those of methods, decorators and classes are found, names and types are left alone', () => {
    const code = "@a('b')\nclass A {\n  c = 1;\n  d(e: 'f' = 'g') {\n    return { h: e };\n  }\n}";
    expect(mutantsOf('a.ts', code).map((mutant) => shown(code, mutant).after)).toEqual([
      "@a('')",
      'c = 2;',
      'c = 0;',
      "d(e: 'f' = '') {",
      'return undefined;',
    ]);
  });
});

it('notes of what ran stand before the statement, or around the value of an arrow function', () => {
  const code = 'const f = (a) => ({ b: a < 1 });\nif (f(2).b) g();\nswitch (x) {\n  case 1:\n    h();\n}';
  const mutants = mutantsOf('a.ts', code);
  const noted = noting(
    code,
    [...mutants.entries()].map(([index, { site }]) => ({ index, site })),
  );
  expect(parseSync('a.ts', noted).errors).toEqual([]);
  const add: number[] = [];
  // oxlint-disable-next-line typescript/no-implied-eval -- what runs is the text that was made here
  const run = new Function('globalThis', 'x', 'g', 'h', noted) as (...args: unknown[]) => void;
  run(
    { offhookMutation: { add: (index: number) => add.push(index) } },
    2,
    () => undefined,
    () => undefined,
  );
  const ran = [...new Set(add)].map((index) => mutants[index]);
  expect(mutants.filter((mutant) => !ran.includes(mutant)).map((mutant) => shown(code, mutant).before)).toEqual([
    'h();',
  ]);
});

describe('a sample', () => {
  const all = Array.from({ length: 1_000 }, (_, index) => index);

  it('is the same for the same seed, and another for another', () => {
    expect(sample(all, 60, 1)).toEqual(sample(all, 60, 1));
    expect(sample(all, 60, 1)).not.toEqual(sample(all, 60, 2));
  });

  it('has nothing twice, and all there is when more is wanted', () => {
    expect(new Set(sample(all, 60, 1)).size).toBe(60);
    expect(sample(all, 2_000, 1).toSorted((one, other) => one - other)).toEqual(all);
  });
});

describe('a mistake that nobody can notice', () => {
  const row = { file: 'src/a.ts', before: 'if (a < 1) b();', after: 'if (a <= 1) b();', why: '' };
  const stale = (code: string | undefined, of: { behind?: string } & typeof row = row) => staleRows(() => code, [of]);

  it('is known by its line before and after, and by the line before it', () => {
    expect(stale('\n  if (a < 1) b();\n')).toEqual([]);
    expect(stale('c();\nif (a < 1) b();\n', { ...row, behind: 'c();' })).toEqual([]);
  });

  it.each([
    ['whose line has changed', '\nif (a < 2) b();\n', row],
    ['whose line stands behind another', 'd();\nif (a < 1) b();\n', { ...row, behind: 'c();' }],
    ['that is drawn no more', '\nif (a < 1) b();\n', { ...row, after: 'if (a < 7) b();' }],
    ['whose file is gone', undefined, row],
  ])('%s is reported', (_what, code, of) => {
    expect(stale(code, of)).toEqual([of]);
  });

  it('is in src: no row is left over', () => {
    const codeOf = (file: string) => (existsSync(root + file) ? readFileSync(root + file, 'utf8') : undefined);
    expect(staleRows(codeOf)).toEqual([]);
  });
});

describe('a score', () => {
  it('counts what a test or a time limit has caught, and leaves out what nobody could notice', () => {
    expect(scoreOf(['caught', 'endless', 'survived', 'unreached', 'equivalent', 'doesNotCompile'])).toEqual({
      caught: 2,
      counted: 4,
      score: 50,
    });
  });

  it('of nothing is none', () => {
    expect(scoreOf(['equivalent', 'doesNotCompile']).score).toBeUndefined();
  });

  it('that is too low is a failure, and so is a sample of which nothing was tried', () => {
    expect(complaintAbout(['caught', 'survived'], 2, 50)).toBeUndefined();
    expect(complaintAbout(['caught', 'survived'], 2, 51)).toBe('the score is below 51 %');
    expect(complaintAbout([], 24, 0)).toBe('none of 24 was tried');
    expect(complaintAbout(['equivalent'], 1, 100)).toBeUndefined();
    expect(complaintAbout([], 0, 100)).toBeUndefined();
  });

  it.each([
    [['--line', 'src/core/wire.ts:1'], 1, 'There is nothing to try.'],
    [['--folder', 'core', '--minutes', 'four'], 2, 'A number is needed: --minutes'],
  ])('is not given for %j', (options, code, said) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}scripts/test-mutation.mjs`, ...options]);
    expect(`${String(stdout)}${String(stderr)}`).toContain(said);
    expect(status).toBe(code);
  });
});

describe('the files that changed', () => {
  function repository() {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-changed-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
    git('init', '--quiet', '--initial-branch=main');
    execFileSync('mkdir', ['-p', join(folder, 'src')]);
    const commit = (name: string) => {
      writeFileSync(join(folder, name), name);
      git('add', '.');
      git('commit', '--quiet', '-m', name);
    };
    return { folder, git, commit };
  }

  it('are those since the history parted from the reference, without what is no source', () => {
    const { folder, git, commit } = repository();
    commit('src/a.ts');
    git('switch', '--quiet', '-c', 'work');
    commit('src/b.ts');
    commit('README.md');
    expect(changedFiles(folder, 'main').files).toEqual(['src/b.ts']);
  });

  it('are those of the last commits where nobody knows the reference', () => {
    const { folder, commit } = repository();
    for (let count = 1; count <= 22; count++) commit(`src/${count}.ts`);
    expect(changedFiles(folder, 'nowhere').files).toHaveLength(20);
    expect(changedFiles(folder, 'main').files).toHaveLength(20);
    expect(changedFiles(folder, undefined).files).toHaveLength(20);
  });

  it('are all in a clone that knows few commits', () => {
    const { folder, git, commit } = repository();
    commit('src/a.ts');
    commit('src/b.ts');
    git('clone', '--quiet', '--depth', '1', `file://${folder}`, 'clone');
    expect(changedFiles(join(folder, 'clone'), undefined).files).toEqual(['src/a.ts', 'src/b.ts']);
    expect(changedFiles(folder, undefined).files).toEqual(['src/a.ts', 'src/b.ts']);
  });
});
