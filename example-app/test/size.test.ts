import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const example = new URL('..', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(example, path), 'utf8');
/** As the formatter leaves them, without imports and empty ones. */
const linesOf = (path: string) =>
  read(path)
    .replaceAll(/^import\s[^;]*;\n/gm, '')
    .split('\n')
    .filter((line) => line.trim() !== '').length;

test.each(['sales', 'support', 'account'])('the calls to /%s take fewer lines than what they test', (feature) => {
  const tested = readdirSync(join(example, 'src', feature)).filter((file) => !file.endsWith('.module.ts'));
  const lines = tested.map((file) => linesOf(`src/${feature}/${file}`)).reduce((sum, each) => sum + each);
  expect(linesOf(`test/scenarios/${feature}.ts`)).toBeLessThan(lines);
});

test('three levels of menus with a look-up, behind a PIN, take less than 60 lines', () => {
  expect(linesOf('src/account/account.controller.ts')).toBeLessThan(60);
});
