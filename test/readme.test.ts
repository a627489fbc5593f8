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
  // In a function: Vite does not lower `await using` at the top of a file, and Node 20 does not know it.
  const [imports = '', ...steps] = conversation.split('\n\n');
  await writeFile(
    `${folder}/call.ts`,
    `${imports}\n${app}\nexport async function converse() {\n${steps.join('\n\n')}}\n`,
  );
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

test('its app answers the conversation that follows it', async () => {
  const { app, converse } = (await import(`${folder}/call.ts`)) as {
    readonly app: { routes(): unknown };
    readonly converse: () => Promise<void>;
  };
  expect(app.routes()).toEqual([{ path: '/sales', controller: 'SalesController' }]);
  await converse();
}, 60_000);
