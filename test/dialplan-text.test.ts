/* The lines for extensions.conf: one text, wherever it is shown. Its branches are tried on a real Asterisk (test/asterisk/server). */
import { readdirSync, readFileSync } from 'node:fs';
import { CORE_SOUNDS } from 'offhook/testing';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
/** What `offhook new` writes, for the path of the pages. */
const text = read('templates/app/asterisk/extensions.conf.template').replaceAll('hello', 'sales');
const blocksOf = (page: string) => [...page.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, block]) => block ?? '');
const pages = [
  'README.md',
  'SECURITY.md',
  'example-app/README.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`),
].filter((file) => file.endsWith('.md'));

test.each(['README.md', 'docs/guides/operations.md'])('%s shows what offhook new writes', (file) => {
  expect(blocksOf(read(file)).filter((block) => block.startsWith('[sales]'))).toEqual([text]);
});

test('the dialplan of the example holds it', () => {
  expect(read('example-app/asterisk/extensions.conf')).toContain(`\n\n${text}\n`);
});

test('no page shows another way to call an app, but for the routine that Dial runs', () => {
  const shown = pages.flatMap((file) => blocksOf(read(file))).filter((block) => block.includes(',AGI(agi://'));
  const others = shown.filter((block) => block !== text && !block.startsWith('[offhook-screening]'));
  expect(others).toEqual([]);
});

test('no page looks at AGISTATUS in the dialplan', () => {
  for (const file of [...pages, 'example-app/asterisk/extensions.conf'])
    expect(read(file), file).not.toContain('${AGISTATUS}');
});

test.each(['templates/app/asterisk/extensions.conf.template', 'example-app/asterisk/extensions.conf'])(
  'the sounds of %s are in the package asterisk-core-sounds-en-gsm',
  (file) => {
    const played = [...read(file).matchAll(/Playback\(([^)]*)\)/g)].flatMap(([, names = '']) => names.split('&'));
    expect(played).not.toEqual([]);
    for (const name of played) expect(CORE_SOUNDS.durationMs(name), name).toBeGreaterThan(0);
  },
);
