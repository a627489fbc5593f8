import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AgiApp, AgiServer } from 'offhook';
import type { ListeningAddress } from 'offhook/core';
import { connectTcp, openTestPhone } from 'offhook/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
// Inside the project, so that `offhook` is found by its own name and tsconfig.json covers it.
const folder = `${root}test/readme-blocks`;
let readme = '';
let blocks: readonly string[] = [];
/** What the first two blocks take for granted. */
const FRONT = `
import { AgiController, Ask, Call, hangUp, Injectable, read } from 'offhook';
import { type Caller, createTestPhone } from 'offhook/testing';

@Injectable()
class Parcels {
  find = async (number: string) => (number === '0012' ? { isSent: true } : undefined);
}
export const tests: (() => Promise<void>)[] = [];
const test = (_name: string, run: () => Promise<void>) => void tests.push(run);
let caller!: Caller;
export const transcript = () => caller.transcript;
`;

beforeAll(async () => {
  readme = await readFile(`${root}README.md`, 'utf8');
  blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? '');
  await mkdir(folder, { recursive: true });
  const [controller = '', short = '', app = '', main = '', conversation = '', core = ''] = blocks;
  await writeFile(
    `${folder}/front.ts`,
    `${FRONT}${controller}${short}`.replace('await line', 'caller = line').replace('\n});', '\n  await caller;\n});'),
  );
  await writeFile(`${folder}/app.ts`, app);
  await writeFile(
    `${folder}/main.ts`,
    main
      .replace('const server', 'export const server')
      .replace('await server', 'export const address = await server')
      .replace(/port: .* \}/, 'port: 0 }'),
  );
  // Vitest knows its own tests already.
  const collected = 'export const tests = []; const test = (_name, run) => void tests.push(run);';
  await writeFile(`${folder}/app-test.ts`, conversation.replace("import { test } from 'vitest';", collected));
  await writeFile(
    `${folder}/core.ts`,
    core.replace('port: 4573', 'port: 0').replace('await answerCalls', 'export const address = await answerCalls'),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('has six blocks of code: a class and its test, an app, its start, its test, and the core alone', () => {
  expect(blocks).toHaveLength(6);
});

test('shows in its first forty lines a class, its test, and what really happens then', async () => {
  const { tests, transcript } = (await import(`${folder}/front.ts`)) as {
    readonly tests: readonly (() => Promise<void>)[];
    readonly transcript: () => string;
  };
  for (const run of tests) await run();
  const [shown = ''] = /(?<=```\n)\d:.*?(?=```)/s.exec(readme) ?? [];
  expect(shown.trimEnd()).toBe(transcript().trimEnd());
  expect(readme.slice(0, readme.indexOf(shown) + shown.length).split('\n').length).toBeLessThanOrEqual(40);
});

test('its first call is answered in about thirty lines, the core alone in fifteen', () => {
  expect(blocks[2]?.trim().split('\n').length).toBeLessThanOrEqual(36);
  expect(blocks[5]?.trim().split('\n').length).toBeLessThanOrEqual(15);
});

test('its app answers the conversation that follows it, and has nothing to warn of', async () => {
  const { app } = (await import(`${folder}/app.ts`)) as {
    readonly app: AgiApp;
  };
  const { routes, warnings } = await app.describe();
  expect(routes).toEqual([{ path: '/sales', controller: 'SalesController' }]);
  expect(warnings).toEqual([]);
  const { tests } = (await import(`${folder}/app-test.ts`)) as { readonly tests: readonly (() => Promise<void>)[] };
  expect(tests).toHaveLength(1);
  for (const run of tests) await run();
}, 60_000);

test('its app opens a port where it is started, and not where its test imports it', async () => {
  await import(`${folder}/app.ts`);
  expect(process.getActiveResourcesInfo()).not.toContain('TCPServerWrap');
  const { address, server } = (await import(`${folder}/main.ts`)) as {
    readonly address: ListeningAddress;
    readonly server: AgiServer;
  };
  await using line = openTestPhone({ connect: () => connectTcp(`agi://127.0.0.1:${address.port}`) });
  await line.dial('/sales', { callerId: '5550100' }).hears('hello').hangsUp().ends({ by: 'caller' });
  await server.close();
});

test('its core alone asks for a number, and keeps it for the dialplan', async () => {
  const { address } = (await import(`${folder}/core.ts`)) as { readonly address: ListeningAddress };
  await using line = openTestPhone({ connect: () => connectTcp(`agi://127.0.0.1:${address.port}`) });
  const caller = line.dial('/agents', { callerId: '5550100' }).hears('agent-user').presses('1001');
  await caller.ends({ by: 'dialplan' });
  expect(caller.variables).toMatchObject({ AGENT: '1001' });
  await line.dial('/agents').hears('agent-user').staysOn().ends({ by: 'dialplan' });
});
