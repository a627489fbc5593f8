import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { KINDS } from '../../../src/cli/generate/names.js';
import { FakeCliEnvironment } from '../support.js';

const APP =
  "import { createAgiApp } from 'offhook';\n\nexport const app = createAgiApp({ controllers: [], providers: [] });\n";

let environment: FakeCliEnvironment;

beforeEach(async () => {
  environment = new FakeCliEnvironment();
  environment.cwd = await mkdtemp(join(tmpdir(), 'offhook-generate-'));
  await mkdir(join(environment.cwd, 'src'));
  await mkdir(join(environment.cwd, 'test'));
  await writeFile(join(environment.cwd, 'package.json'), '{}');
  await writeFile(join(environment.cwd, 'src/app.ts'), APP);
});

afterEach(() => rm(environment.cwd, { recursive: true, force: true }));

const read = (path: string) => readFile(join(environment.cwd, path), 'utf8');

async function everything(): Promise<Record<string, string>> {
  const entries = await readdir(environment.cwd, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)),
  );
}

test.each([
  'sales/returns',
  'sales/Returns',
  'sales/ReturnsController',
  'sales/returns-controller',
  'Sales/returns_controller',
  'src/sales/returns.controller.ts',
  'sales\\returns.controller',
])('%s is a controller in its folder, with a path, a test and a place in the app', async (name) => {
  expect(await environment.run('g', 'controller', name)).toBe(0);
  expect(environment.out).toBe(
    'create    src/sales/returns.controller.ts\ncreate    test/sales/returns.controller.test.ts\nupdate    src/app.ts\n',
  );
  const controller = await read('src/sales/returns.controller.ts');
  expect(controller).toContain("@AgiController('/sales/returns')\nexport class ReturnsController {");
  expect(await read('test/sales/returns.controller.test.ts')).toContain(
    "from '../../src/sales/returns.controller.js';",
  );
  expect(await read('src/app.ts')).toContain(
    "import { ReturnsController } from './sales/returns.controller.js';\n\nexport const app = createAgiApp({ controllers: [ReturnsController], providers: [] });",
  );
});

test.each(KINDS)('a %s and its test are made from their templates, and every blank is filled in', async (kind) => {
  expect(await environment.run('g', kind, 'returns'), environment.err).toBe(0);
  expect(environment.out).toContain(`create    src/returns/returns.${kind}.ts\n`);
  expect(environment.out).toContain(`create    test/returns/returns.${kind}.test.ts\n`);
  for (const text of Object.values(await everything())) expect(text).not.toContain('__');
});

test.each(KINDS)('the help explains a %s', async (kind) => {
  await environment.run('--help');
  expect(environment.out, 'the description of the command').toMatch(new RegExp(`Add a [^.]*\\b${kind}\\b`));
  await environment.run('generate', '--help');
  expect(environment.out, 'a line of HELP').toMatch(new RegExp(`^  ${kind} {2,}\\S`, 'm'));
});

test('the nearest module lists what stands in its folder and below', async () => {
  await environment.run('generate', 'module', 'sales');
  await environment.run('generate', 'service', 'sales/orders');
  await environment.run('generate', 'guard', 'sales/vip/known');
  expect(await read('src/app.ts')).toContain('imports: [SalesModule]');
  expect(await read('src/sales/sales.module.ts')).toContain('providers: [Orders, Known]');
  expect(await read('src/sales/sales.module.ts')).toContain("from './vip/known.guard.js'");
});

test('a second time nothing changes', async () => {
  const commands = [
    ['module', 'sales'],
    ['controller', 'sales'],
    ['service', 'orders'],
    ['dialog', 'sign-in'],
    ['guard', 'known'],
  ] as const;
  for (const command of commands) await environment.run('g', ...command);
  const before = await everything();
  environment.out = '';
  for (const command of commands) await environment.run('g', ...command);
  expect(await everything()).toEqual(before);
  expect(environment.out).not.toMatch(/create|update|overwrite/);
  expect(environment.asked).toEqual([]);
});

test('what differs is written over only after a yes', async () => {
  await environment.run('g', 'service', 'orders');
  await writeFile(join(environment.cwd, 'src/orders/orders.service.ts'), 'mine');
  await environment.run('g', 'service', 'orders');
  expect(environment.asked).toEqual(['src/orders/orders.service.ts is there and differs. Write over it?']);
  expect(await read('src/orders/orders.service.ts')).toBe('mine');
  environment.says = true;
  await environment.run('g', 'service', 'orders');
  expect(await read('src/orders/orders.service.ts')).toContain('class Orders');
});

test('--dry-run says what would be written and writes nothing', async () => {
  const before = await everything();
  await environment.run('g', 'controller', 'sales', '--dry-run');
  expect(environment.out).toContain('create    src/sales/sales.controller.ts');
  expect(await everything()).toEqual(before);
});

test('where an app lists in its own way it is left alone, and the person is told', async () => {
  const own = 'export const controllers = import.meta.glob("./**/*.ts");\n';
  await writeFile(join(environment.cwd, 'src/app.ts'), own);
  expect(await environment.run('g', 'controller', 'sales')).toBe(0);
  expect(environment.out).toContain('Add SalesController to controllers of your app yourself');
  expect(await read('src/app.ts')).toBe(own);
});

test('tests stand beside the source where there is no folder for them', async () => {
  await rm(join(environment.cwd, 'test'), { recursive: true });
  await environment.run('g', 'service', 'orders');
  expect(await read('src/orders/orders.service.test.ts')).toContain("from './orders.service.js'");
});

const IMPOSSIBLE = ['', '9lives', '../out', '/etc', 'a//b', 'a/../b', 'sales;rm', 'sales.v2', 'bücher', '\u001b[2Jx'];
const TAKEN = ['call', 'Object', 'on-call', 'AgiController', 'agi_module'];

test.each([...IMPOSSIBLE, ...TAKEN])('the name %j is refused with a sentence, and nothing is written', async (name) => {
  const before = await everything();
  expect(await environment.run('g', 'service', name)).toBe(2);
  expect(environment.err).toMatch(/^offhook: The name .* must .*\n$/);
  expect(environment.err).not.toContain('\u001b');
  expect(await everything()).toEqual(before);
});

test.each(['class', 'default', 'constructor', '__proto__', 'toString', 'a/b/c/d', 'controller', 'test'])(
  'a controller may be called %s',
  async (name) => {
    expect(await environment.run('g', 'controller', name)).toBe(0);
    expect(await read('src/app.ts')).toMatch(/controllers: \[\w+Controller\]/);
  },
);

test('a class whose name the app knows already is made, and the person is told', async () => {
  await environment.run('g', 'controller', 'returns');
  const before = await read('src/app.ts');
  environment.out = '';
  expect(await environment.run('g', 'controller', 'sales/returns')).toBe(0);
  expect(environment.out).toContain('create    src/sales/returns.controller.ts');
  expect(environment.out).toContain(
    'Add ReturnsController to controllers of src/app.ts yourself, under another name: it imports a ReturnsController from elsewhere.\n',
  );
  expect(await read('src/app.ts')).toBe(before);
});

test('a class of somebody else is kept, and gets no test of ours', async () => {
  await mkdir(join(environment.cwd, 'src/hello'));
  await writeFile(join(environment.cwd, 'src/hello/hello.controller.ts'), 'export class HelloController {}\n');
  expect(await environment.run('g', 'controller', 'hello')).toBe(1);
  expect(environment.out).toBe(
    'keep      src/hello/hello.controller.ts\nupdate    src/app.ts\nWhat differs was kept; --force writes over it.\n',
  );
});

test.each([
  ['controler', 'Did you mean "controller"?'],
  ['view', 'There are controller, service, module, dialog, guard.'],
])('for the kind %s the near one is told, or all', async (kind, advice) => {
  expect(await environment.run('g', kind, 'sales')).toBe(2);
  expect(environment.err).toContain(advice);
});

test('outside an app there is nothing to add to', async () => {
  await rm(join(environment.cwd, 'package.json'));
  expect(await environment.run('g', 'service', 'orders')).toBe(1);
  expect(environment.err).toContain('There is no package.json here or above.');
});
