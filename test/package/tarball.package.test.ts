import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeOf, RELEASES } from './support/node-of.js';
import { freePort } from '../support/free-port.js';
import { pack, project } from './support/pack.js';
import { run } from './support/run.js';

/** A test file of a user who has no vitest: one conversation as the app has it, and one that it does not. */
const CONVERSATION = `
import { test } from 'node:test';
import { AgiController, Call, Menu, menu, OnCall, OnDtmf } from 'offhook';
import { createTestPhone } from 'offhook/testing';

@AgiController('/door')
class DoorController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' })
  async answer() {
    await this.call.answer();
  }

  @Menu({ otherwise: 'main' })
  main() {
    return menu('vm-enter-num-to-call');
  }

  @OnDtmf('1', { menu: 'main' })
  async open() {
    await this.call.play('auth-thankyou');
  }
}

test('the door opens', async () => {
  await using line = await createTestPhone({ controllers: [DoorController] });
  await line.dial('/door').hears('vm-enter-num-to-call').presses('1').hears('auth-thankyou').hangsUp().ends({ by: 'caller' });
});

test('the door says goodbye', async () => {
  await using line = await createTestPhone({ controllers: [DoorController] });
  await line.dial('/door').hears('vm-enter-num-to-call').presses('1').hears('vm-goodbye').hangsUp();
});
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-package-'));
  const tarball = await pack(folder);
  const { devDependencies } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const pinned = (name: string) => `${name}@${devDependencies[name]}`;
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'user-app', version: '1.0.0', private: true, type: 'module' }),
  );
  await run(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      tarball,
      pinned('tsyringe'),
      pinned('reflect-metadata'),
      pinned('typescript'),
      pinned('@types/node'),
      // What the example brings along.
      pinned('drizzle-orm'),
      pinned('@electric-sql/pglite'),
      pinned('pg'),
      pinned('@types/pg'),
      pinned('zod'),
    ],
    { cwd: folder },
  );
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        module: 'NodeNext',
        strict: true,
        types: ['node'],
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        declaration: true,
        outDir: 'dist',
        rootDir: 'src',
        // Drizzle's declarations name databases that are not installed; ours are checked below.
        skipLibCheck: true,
      },
      include: ['src'],
    }),
  );
  for (const part of ['src', 'migrations']) {
    await cp(join(project, 'example-app', part), join(folder, part), { recursive: true });
  }
  await writeFile(join(folder, 'src/conversation.test.ts'), CONVERSATION);
  await run('npx', ['--no', 'tsc'], { cwd: folder });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function listening(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('listens') && resolve());
    server.once('exit', (code) => reject(new Error(`the app ended with ${code}`)));
  });
}

/** Lets a caller with a script call the built example, on a Node of our choice. @returns what they saw */
async function callExample(node: string, path: string, script: string): Promise<string> {
  const port = await freePort();
  const server = spawn(node, ['dist/main.js'], { cwd: folder, env: { ...process.env, PORT: String(port) } });
  const cli = [join(folder, 'node_modules/offhook/dist/cli/main.js'), 'call', `agi://127.0.0.1:${port}${path}`];
  const sounds = join(project, 'example-app/sounds');
  try {
    await listening(server);
    return (await run(node, [...cli, '--sounds', sounds, '--script', script], { cwd: folder })).stdout;
  } finally {
    server.kill('SIGTERM');
    const code = await new Promise((resolve) => server.once('exit', resolve));
    expect(code).toBe(0);
  }
}

test.each(RELEASES)('the example, built against the tarball, answers a scripted call on Node %i', async (release) => {
  const seen = await callExample(await nodeOf(release), '/sales', '1 s 0012 s s s h');
  expect(seen).toContain('sales/enter-order');
  expect(seen).toContain('digits 0012');
  expect(seen).toContain('sales/is-shipped');
  expect(seen).toContain('by the caller');
});

test.each([
  ['/support', '1 w6 # s 1 s s w 2 s 100001 s h', 'support/is-open'],
  ['/account', '100100 s 4711 s 1 s s s h', 'number 1'],
])('a caller in the terminal gets through %s', async (path, script, heard) => {
  expect(await callExample(process.execPath, path, script)).toContain(heard);
});

test.each(RELEASES)('a conversation is tested without vitest, by the runner of Node %i', async (release) => {
  const flags = ['--test', '--test-reporter=spec', 'dist/conversation.test.js'];
  const failed: unknown = await run(await nodeOf(release), flags, { cwd: folder }).catch((error: unknown) => error);
  const said = String(failed);
  expect(said).toMatch(/✔ the door opens/);
  expect(said).toMatch(/✖ the door says goodbye/);
  expect(said).toContain('hears(vm-goodbye): expected vm-goodbye, but auth-thankyou was heard.');
  expect(said).toMatch(
    /What happened:\n[^]*presses +1[^]*auth-thankyou[^]*What was expected:\n[^]*x hears\(vm-goodbye\)/,
  );
  expect(said).toMatch(/at .*conversation\.test\.js:\d+/);
});

test('every link of the pages leads to a file that is in the tarball', async () => {
  const own = join(folder, 'node_modules/offhook');
  const pages = (await readdir(own, { recursive: true })).filter((name) =>
    /^(?!dist|.*node_modules).*\.md$/.test(name),
  );
  const dead: string[] = [];
  for (const page of pages) {
    const text = await readFile(join(own, page), 'utf8');
    for (const [, link = ''] of text.matchAll(/\]\((?!\w+:)([^)#]+)/g))
      if (!existsSync(join(own, dirname(page), link))) dead.push(`${page}: ${link}`);
  }
  expect(pages).toContain('README.md');
  expect(dead).toEqual([]);
});

test('the example says what is wrong with its environment in sentences, without a stack', async () => {
  const env = { ...process.env, PORT: 'abc', DATABASE_URL: 'mysql://db' };
  const failed: unknown = await run(process.execPath, ['dist/main.js'], { cwd: folder, env }).catch((e: unknown) => e);
  expect(String(failed)).toMatch(
    /failed:\nThe app was not started: 2 mistakes\.\n  - .*PORT: .*\n  - .*DATABASE_URL: .*\n \[AGI_BOOT\]\n$/,
  );
});

test('a compiler without experimentalDecorators is named by the first decorator that it applies', async () => {
  const app = join(folder, 'standard');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(app, 'app.ts'),
    `import { AgiController, hangUp, OnCall } from 'offhook';
@AgiController('/door')
class Door {
  // @ts-ignore: the compiler has its own idea of a decorator.
  @OnCall({ next: hangUp }) talk() {}
}
`,
  );
  const flags = ['--module', 'nodenext', '--target', 'es2022', '--types', 'node', '--ignoreConfig', '--skipLibCheck'];
  // It says itself that something is wrong, and writes the code all the same.
  await run(join(folder, 'node_modules/.bin/tsc'), [...flags, 'app.ts'], { cwd: app }).catch(() => undefined);
  const failed: unknown = await run(process.execPath, ['app.js'], { cwd: app }).catch((error: unknown) => error);
  expect(String(failed)).toContain(
    'A decorator on method talk was applied as a standard decorator, which is not told its class. Set "experimentalDecorators"',
  );
});

test('two copies of the package are told, with the folder of each', async () => {
  const lib = join(folder, 'node_modules/lib-of-another');
  await cp(join(folder, 'node_modules/offhook'), join(lib, 'node_modules/offhook'), { recursive: true });
  await writeFile(join(lib, 'package.json'), '{ "type": "module", "main": "index.js" }');
  await writeFile(join(lib, 'index.js'), "export { leave } from 'offhook';");
  await writeFile(
    join(folder, 'two-copies.mjs'),
    `import { AgiController, createAgiApp, OnCall } from 'offhook';
import { leave } from 'lib-of-another';
class Door { talk() {} }
OnCall({ next: leave })(Door.prototype, 'talk');
AgiController('/door')(Door);
const { problems } = await createAgiApp({ controllers: [Door] }).start().catch((error) => error);
console.log(JSON.stringify(problems));
`,
  );
  const { stdout } = await run(process.execPath, ['two-copies.mjs'], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject([
    { code: 'AGI_BOOT_TARGET_CLASS', where: 'Door.talk', file: 'two-copies.mjs' },
    {
      code: 'AGI_BOOT_TWO_COPIES',
      message: expect.stringMatching(
        /node_modules\/offhook\/dist\/.*lib-of-another\/node_modules\/offhook\/dist\//,
      ) as string,
    },
  ]);
});

test('a circular import ends in the sentence that the page of errors explains', async () => {
  const app = join(folder, 'circle');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{ "type": "module" }');
  const service = (name: string, other: string) => `import { Injectable } from 'offhook';
import { ${other} } from './${other}.js';
@Injectable()
export class ${name} {
  constructor(readonly other: ${other}) {}
}
`;
  await writeFile(join(app, 'A.ts'), service('A', 'B'));
  await writeFile(join(app, 'B.ts'), service('B', 'A'));
  const flags = ['--module', 'nodenext', '--target', 'es2022', '--types', 'node', '--ignoreConfig', '--skipLibCheck'];
  const decorators = ['--experimentalDecorators', '--emitDecoratorMetadata'];
  await run(join(folder, 'node_modules/.bin/tsc'), [...flags, ...decorators, 'A.ts'], { cwd: app });
  const failed: unknown = await run(process.execPath, ['A.js'], { cwd: app }).catch((error: unknown) => error);
  expect(String(failed)).toMatch(/Cannot access '\w+' before initialization/);
});

test('the declarations compile by themselves', async () => {
  const entries = ['offhook', 'offhook/core', 'offhook/testing', 'offhook/types'];
  await writeFile(
    join(folder, 'entries.ts'),
    entries.map((entry, i) => `export * as entry${i} from '${entry}';`).join('\n'),
  );
  const flags = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', 'node', '--noEmit'];
  const compiled = run(join(folder, 'node_modules/.bin/tsc'), [...flags, '--ignoreConfig', 'entries.ts'], {
    cwd: folder,
  });
  await expect(compiled).resolves.toMatchObject({ stdout: '' });
});

test('the tarball brings the built files and its papers, and few dependencies', async () => {
  const own = join(folder, 'node_modules/offhook');
  expect((await readdir(own)).toSorted()).toEqual([
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'dist',
    'docs',
    'example-app',
    'package.json',
    'src',
    'templates',
  ]);
  const { dependencies } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8')) as { dependencies: object };
  expect(Object.keys(dependencies)).toEqual([
    'commander',
    'fastest-levenshtein',
    'libphonenumber-js',
    'pino',
    'prom-client',
    'rou3',
  ]);
  const files = await readdir(join(own, 'dist'), { recursive: true });
  expect(files.filter((name) => /\.test\b|\.ts$/.test(name) && !name.endsWith('.d.ts'))).toEqual([]);
});

test('go to definition ends in the code: every map of the tarball names a file that it brings', async () => {
  const dist = join(folder, 'node_modules/offhook/dist');
  const maps = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.map'));
  expect(maps).toEqual(expect.arrayContaining(['index.js.map', 'index.d.ts.map', 'core/wire.js.map']));
  for (const map of maps) {
    const { sources } = JSON.parse(await readFile(join(dist, map), 'utf8')) as { sources: readonly string[] };
    for (const source of sources) await access(join(dist, dirname(map), source));
  }
});
