import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
// Inside the project, so that `offhook` is found by its own name and tsconfig.json covers it.
const folder = `${root}test/readme-blocks`;
let blocks: readonly string[] = [];

beforeAll(async () => {
  const readme = await readFile(`${root}README.md`, 'utf8');
  blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? '');
  await mkdir(folder, { recursive: true });
  const [app = '', conversation = '', core = ''] = blocks;
  await writeFile(`${folder}/app.ts`, app);
  // Vitest knows its own tests already.
  const collected = 'export const tests = []; const test = (_name, run) => void tests.push(run);';
  await writeFile(`${folder}/app-test.ts`, conversation.replace("import { test } from 'vitest';", collected));
  await writeFile(
    `${folder}/core.ts`,
    core.replace('port: 4573', 'port: 0').replace('await answerCalls', 'export const address = await answerCalls'),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('has three blocks of code: an app, its test, and the core alone', () => {
  expect(blocks).toHaveLength(3);
});

test('its first call is answered in about thirty lines, the core alone in fifteen', () => {
  expect(blocks[0]?.trim().split('\n').length).toBeLessThanOrEqual(36);
  expect(blocks[2]?.trim().split('\n').length).toBeLessThanOrEqual(15);
});

test('its app answers the conversation that follows it, and has nothing to warn of', async () => {
  const { app } = (await import(`${folder}/app.ts`)) as {
    readonly app: { readonly warnings: readonly unknown[]; routes(): unknown };
  };
  expect(app.routes()).toEqual([{ path: '/sales', controller: 'SalesController' }]);
  expect(app.warnings).toEqual([]);
  const { tests } = (await import(`${folder}/app-test.ts`)) as { readonly tests: readonly (() => Promise<void>)[] };
  expect(tests).toHaveLength(1);
  for (const run of tests) await run();
}, 60_000);
