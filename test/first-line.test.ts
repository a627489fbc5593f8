import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
// Inside the project, so that `offhook` is found by its own name and tsconfig.json covers it.
const folder = `${root}test/first-line-blocks`;
const page = await readFile(`${root}docs/tutorial/first-line.md`, 'utf8');
const blocks = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? '');
const [app = '', calls = ''] = blocks;
const start = `import { createAgiApp } from 'offhook';
const app = createAgiApp({ controllers: [ClinicController], providers: [Patients] });`;

test('docs/tutorial/first-line.md has an app and its tests, which are those below', () => {
  expect(blocks).toHaveLength(2);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

// Declares the page's own tests.
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/clinic.ts`, `${app}\n${start}\n${calls}`);
await import(`${folder}/clinic.ts`);
