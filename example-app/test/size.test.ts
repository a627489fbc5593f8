import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const example = new URL('..', import.meta.url).pathname;
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;
const read = (path: string) => readFileSync(join(example, path), 'utf8');
const withoutImports = (text: string) => text.replaceAll(/^import\s[^;]*;\n/gm, '');

test.each(['sales', 'support', 'account'])('the calls to /%s take fewer lines than what they test', (feature) => {
  const files = readdirSync(join(example, 'src', feature)).map((file) => read(`src/${feature}/${file}`));
  expect(linesOf(read(`test/scenarios/${feature}.ts`))).toBeLessThan(linesOf(files.join('\n')));
});

test('three levels of menus with a look-up, behind a PIN, take less than 60 lines', () => {
  expect(linesOf(withoutImports(read('src/account/account.controller.ts')))).toBeLessThan(60);
});
