import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYERS, lintConfig, ROOMS } from '../scripts/layers.mjs';

const run = promisify(execFile);
const root = new URL('..', import.meta.url).pathname;
let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'offhook-layers-'));
  await writeFile(join(copy, '.oxlintrc.json'), JSON.stringify({ ...lintConfig(), ignorePatterns: [] }));
  for (const layer of LAYERS) {
    await mkdir(join(copy, 'src', layer), { recursive: true });
    await writeFile(join(copy, 'src', layer, 'something.ts'), 'export type Something = string;\n');
  }
});

afterAll(() => rm(copy, { recursive: true, force: true }));

async function lintMessages(): Promise<string> {
  // oxlint exits with 1 when it finds something, which is what we look for.
  const { stdout } = await run(join(root, 'node_modules/.bin/oxlint'), ['-f', 'unix', 'src'], { cwd: copy }).catch(
    (failure: { stdout: string }) => failure,
  );
  return stdout;
}

test('the linter configuration is the one written from the line of layers', async () => {
  expect(JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8'))).toEqual(lintConfig());
});

test('the line of layers names every folder of src, and no other', async () => {
  const entries = await readdir(join(root, 'src'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(LAYERS.toSorted()).toEqual(folders.toSorted());
});

test('an import from a higher folder is refused in every folder, types too', async () => {
  const highest = LAYERS.at(-1);
  for (const [i, layer] of LAYERS.slice(0, -1).entries()) {
    const form = i % 2 === 0 ? 'import type { Something }' : 'import { type Something }';
    await writeFile(
      join(copy, 'src', layer, 'planted.ts'),
      `${form} from '../${LAYERS[i + 1]}/something.js';\nimport type { Something as Far } from '../${highest}/something.js';\nexport type Both = Something | Far;\n`,
    );
  }
  const messages = await lintMessages();
  for (const layer of LAYERS.slice(0, -1)) {
    expect(messages, layer).toContain(`src/${layer}/planted.ts:1`);
    expect(messages, layer).toContain(`src/${layer}/planted.ts:2`);
  }
});

test('within a folder an import from a room to the right is refused', async () => {
  const planted: string[] = [];
  for (const [layer, text] of Object.entries(ROOMS)) {
    const line = text.split(' < ').map((place) => place.split(' '));
    for (const [i, place] of line.slice(0, -1).entries()) {
      const [next = ''] = line[i + 1] ?? [];
      for (const room of place) {
        const folder = room === '*' ? layer : `${layer}/${room}`;
        const up = room === '*' ? '.' : '..';
        const from = next === '*' ? '../something.js' : `${up}/${next}/something.js`;
        await mkdir(join(copy, 'src', folder), { recursive: true });
        await writeFile(
          join(copy, 'src', folder, 'room.ts'),
          `import type { Something } from '${from}';\nexport type S = Something;\n`,
        );
        planted.push(`src/${folder}/room.ts:1`);
      }
    }
  }
  expect(planted).toHaveLength(8);
  const messages = await lintMessages();
  for (const place of planted) expect(messages).toContain(place);
});

test('the rooms of a folder are those that it has', async () => {
  for (const [layer, text] of Object.entries(ROOMS)) {
    const entries = await readdir(join(root, 'src', layer), { withFileTypes: true });
    const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(
      text
        .split(/ < | /)
        .filter((room) => room !== '*')
        .toSorted(),
    ).toEqual(rooms.toSorted());
  }
});

test('an import cycle is refused', async () => {
  await writeFile(join(copy, 'src/core/a.ts'), "import { b } from './b.js';\nexport const a = () => b;\n");
  await writeFile(join(copy, 'src/core/b.ts'), "import { a } from './a.js';\nexport const b = () => a;\n");
  expect(await lintMessages()).toContain('no-cycle');
});
