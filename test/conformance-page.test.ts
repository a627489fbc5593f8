import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { CONFORMANCE_CASES } from '../src/cli/conformance/cases/all-cases.js';
import seen from './conformance/verdicts.json' with { type: 'json' };

const FILE = new URL('../docs/guides/conformance.md', import.meta.url);
const BEGIN = '<!-- verdicts -->\n';
const END = '<!-- /verdicts -->';

/** What the page says of a library. */
interface Judged {
  readonly library: string;
  readonly version: string;
  readonly language: string;
  readonly from: string;
  readonly failed: readonly string[];
  readonly notSupported: readonly string[];
}

const names = CONFORMANCE_CASES.map(({ name }) => name);
const groups = [...new Set(names.filter((name) => name.includes('/')).map((name) => name.split('/')[0] ?? ''))];
const OURS: Judged = {
  library: 'offhook',
  version: '0.1.0',
  language: 'TypeScript',
  from: 'this repository',
  failed: [],
  notSupported: [],
};
const judged: readonly Judged[] = [OURS, ...seen.libraries];

/** How many cases of a group were kept, of those that could be judged. */
function kept({ failed, notSupported }: Judged, group: string): string {
  const possible = names.filter((name) => name.startsWith(`${group}/`) && !notSupported.includes(name));
  const passed = possible.filter((name) => !failed.includes(name));
  return `${passed.length} of ${possible.length}`;
}

function verdictsOfPage(): string {
  const heads = ['library', 'version', ...groups];
  const rows = judged.map((each) => [
    `${each.library} (${each.language})`,
    `${each.version}, ${each.from}`,
    ...groups.map((group) => kept(each, group)),
  ]);
  const table = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const lists = judged
    .filter(({ failed }) => failed.length > 0)
    .map(({ library, failed }) => `- ${library} failed in ${failed.map((name) => `\`${name}\``).join(', ')}.`);
  const date = new Date(seen.date).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return [`Cases kept, of those that the library has commands for, on ${date}:`, '', ...table, '', ...lists, ''].join(
    '\n',
  );
}

test('the page has the verdicts that were seen', () => {
  const page = readFileSync(FILE, 'utf8');
  const [before, rest = ''] = page.split(BEGIN);
  const written = `${before}${BEGIN}${verdictsOfPage()}${END}${rest.split(END)[1]}`;
  if (process.env['UPDATE_DOCS']) writeFileSync(FILE, written);
  expect(page).toBe(written);
});

test.each(['offhook-app.ts', 'panoramisk-app.py', 'asterisk-agi-app.pl'])('the page shows %s', (file) => {
  const app = readFileSync(new URL(`conformance/${file}`, import.meta.url), 'utf8');
  expect(readFileSync(FILE, 'utf8')).toContain(`\n${app}\`\`\`\n`);
});

test('the page names every group', () => {
  const page = readFileSync(FILE, 'utf8');
  expect(groups.filter((group) => !page.includes(`| \`${group}\` |`))).toEqual([]);
});

test('every step of a case is in the table of the page', async () => {
  const page = readFileSync(FILE, 'utf8');
  const steps = await stepsOfCases();
  expect(steps.length).toBeGreaterThan(10);
  expect(steps.filter((step) => !page.includes(`| \`${step}\``))).toEqual([]);
});

/** Every step that a case lets an app do, seen without an app. */
async function stepsOfCases(): Promise<readonly string[]> {
  const steps = new Set<string>();
  const tools = {
    makeCall: async (plan: { readonly steps: readonly { readonly step: readonly string[] }[] }) => {
      for (const { step } of plan.steps) steps.add(step[0] ?? '');
      throw new Error('there is no app');
    },
    connect: () => Promise.reject(new Error('there is no app')),
    wait: async () => {},
    limitMs: 0,
  };
  await Promise.allSettled(CONFORMANCE_CASES.map((each) => each.judge(tools)));
  return [...steps];
}
