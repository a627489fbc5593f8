// Makes docs/reference/commands.md out of the command table: the rows for what is so, their TSDoc for what it means.
// `npm run docs:reference` writes it; test/core/commands-doc.test.ts compares.
import { readFileSync } from 'node:fs';

import type { CommandRow } from '../src/core/commands/define-command.js';
import * as table from '../src/core/commands/index.js';

/** The rows by the name of their method. */
const rowOf: ReadonlyMap<string, CommandRow> = new Map(Object.entries(table));

const FAMILIES: Readonly<Record<string, string>> = {
  call: 'The call',
  media: 'Sounds and recordings',
  input: 'Keys',
  say: 'Numbers, letters, dates',
  variables: 'Variables',
  database: 'AstDB',
  dialplan: 'Dialplan',
  speech: 'Speech recognition',
  messages: 'Text and images',
  log: 'Console',
};

const INTRODUCTION = `# AGI commands

<!-- Made by scripts/write-commands-doc.ts from src/core/commands; do not edit. -->

Each of the 47 commands of Asterisk is a method of the channel:

\`\`\`ts
const pin = await channel.getData('enter-pin', { maxDigits: 4 });
if (pin.kind === 'complete') await channel.verbose(\`\${pin.digits.length} digits\`);
\`\`\`

One command runs at a time; a second one waits its turn. Every method may also reject with

- \`ArgumentError\`: an argument that Asterisk would misread; nothing was sent.
- \`HangUpError\`: the call is over. Commands marked *after the hang-up* still run then, until the connection closes.
- \`UsageError\`, \`InvalidCommandError\`: Asterisk refused the arguments, or lacks the module of the command.
- \`ProtocolError\`: something arrived that no command asked for, or no answer came to what Asterisk answers at once; the session was ended.

A command that is given up or masked is sent as a value: \`signal\` ends the wait, and Asterisk carries the command out all the same; \`masked\` keeps arguments and answer, or with \`'answer'\` only the answer, out of errors, traces and journals.

\`\`\`ts
const pin = await channel.send(commands.getData('enter-pin', { maxDigits: 4 }), { masked: 'answer', signal });
\`\`\``;

interface Parameter {
  readonly name: string;
  readonly text: string;
}

interface Entry {
  readonly family: string;
  readonly name: string;
  readonly row: CommandRow;
  readonly signature: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly tags: ReadonlyMap<string, string>;
}

/** The text of docs/reference/commands.md. */
export function commandsDoc(): string {
  const entries = Object.keys(FAMILIES).flatMap(readFamily);
  const missing = [...rowOf.keys()].filter((name) => !entries.some((entry) => entry.name === name));
  if (missing.length > 0)
    throw new Error(
      `${missing.join(', ')}: no docstring right above "export const", or a file that FAMILIES does not list`,
    );
  const parts = [INTRODUCTION, '## Asterisk’s names', overview(entries)];
  for (const [family, title] of Object.entries(FAMILIES)) {
    parts.push(`## ${title}`, ...entries.filter((entry) => entry.family === family).map(section));
  }
  parts.push(
    '## Defaults',
    'What is sent, or done, when an argument is left out: what Asterisk does, or what pystrix does, the AGI library for Python.',
    defaults(entries),
  );
  return `${parts.join('\n\n')}\n`;
}

function readFamily(family: string): Entry[] {
  const source = readFileSync(new URL(`../src/core/commands/${family}.ts`, import.meta.url), 'utf8');
  const rows = source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport const (\w+) = defineCommand\(/g);
  return [...rows]
    .map(([match, comment = '', name = '']) => {
      const row = rowOf.get(name);
      if (row === undefined) throw new Error(`${family}.ts: export ${name} from src/core/commands/index.ts too`);
      const code = source.slice(source.indexOf(match) + match.length);
      return { family, name, row, ...readComment(comment), signature: signature(name, code, source) };
    })
    .map(checked(source));
}

export function readComment(comment: string): Pick<Entry, 'summary' | 'parameters' | 'tags'> {
  const text = comment.replace(/^\s*\* ?/gm, '').replace(/\{@link (\w+)\}/g, '`$1`');
  const [summary = '', ...tags] = text.split(/^@/m);
  const parameters: Parameter[] = [];
  const others = new Map<string, string>();
  for (const tag of tags) {
    const [, kind = '', value = ''] = /^(\w+)\s*([^]*)$/.exec(tag) ?? [];
    const [, name, meaning] = kind === 'param' ? (/^([\w.]+) - ([^]*)$/.exec(value) ?? []) : [];
    if (name !== undefined && meaning !== undefined) parameters.push({ name, text: oneLine(meaning) });
    else others.set(kind, kind === 'example' ? value.trim() : oneLine(value));
  }
  return { summary: oneLine(summary), parameters, tags: others };
}

export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** `getData(file: string, options?: GetDataOptions): Promise<GetDataResult>` from the row's encode and decode. */
function signature(name: string, code: string, source: string): string {
  const parameters = encodeParameters(code).map(
    ({ label, type, isOptional }) => `${label}${isOptional ? '?' : ''}: ${type}`,
  );
  return `${name}(${parameters.join(', ')}): Promise<${resultType(code, source)}>`;
}

interface Encoded {
  readonly label: string;
  readonly type: string;
  readonly isOptional: boolean;
}

function encodeParameters(code: string): Encoded[] {
  const from = code.indexOf('encode: (') + 'encode: '.length;
  return splitTopLevel(code.slice(from + 1, closing(code, from))).map((parameter) => {
    const [, pattern = '', mark = '', rest = ''] =
      /^(\{[^}]*\}|\.{0,3}\w+)(\??): ([^]*)$/.exec(oneLine(parameter)) ?? [];
    const [type = '', initial] = rest.split(' = ');
    if (type === '') throw new Error(`cannot read the parameter ${parameter}`);
    // A destructured parameter has no name of its own: it is the options, or what the comment calls it.
    return {
      label: pattern.startsWith('{') ? nameFor(type) : pattern,
      type,
      isOptional: mark === '?' || initial !== undefined,
    };
  });
}

const nameFor = (type: string) => (type.endsWith('Options') ? 'options' : 'caller');

/** Where the bracket that opens at a place closes. */
function closing(code: string, from: number): number {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    if ('({'.includes(code[at] ?? '')) depth++;
    else if (')}'.includes(code[at] ?? '') && --depth === 0) return at;
  }
  throw new Error('a bracket is not closed');
}

/** Splits at commas that are in no bracket. */
function splitTopLevel(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of list) {
    if ('({<'.includes(character)) depth++;
    else if (')}>'.includes(character)) depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function resultType(code: string, source: string): string {
  const decode = code.slice(code.indexOf('decode: ') + 'decode: '.length);
  const shared = /^(\w+),/.exec(decode)?.[1];
  const declaration = shared === undefined ? decode : (source.split(`const ${shared} = `)[1] ?? '');
  const found =
    /^byResult<([^(]+)>\(/.exec(declaration) ?? /^\(\w+(?:: CommandAnswer)?\): ([^=]+?) =>/.exec(declaration);
  if (found?.[1] === undefined) throw new Error(`cannot read the result of ${decode.slice(0, 60)}`);
  return splitUnion(found[1]).join(' | ');
}

/** The members of a union without the promises, which every method returns anyway. */
const splitUnion = (type: string) => type.split(' | ').filter((member) => !/Promise<|>$/.test(member));

/** The comment must name every parameter and option of the code, and give each default its reason. */
const checked = (source: string) => (entry: Entry) => {
  const named = entry.parameters.map(({ name }) => name);
  const optional = new Set<string>();
  const expected = encodeParameters(source.slice(source.indexOf(`export const ${entry.name} =`))).flatMap(
    ({ label, type, isOptional }) => {
      const name = label.replace('...', '');
      if (label !== 'options') {
        if (isOptional) optional.add(name);
        return [name];
      }
      const members = [
        ...(source
          .split(`interface ${type} {`)[1]
          ?.split('}')[0]
          ?.matchAll(/readonly (\w+)\?/g) ?? []),
      ].map((member) => `options.${member[1]}`);
      for (const member of members) optional.add(member);
      return members;
    },
  );
  if (named.join() !== expected.join())
    throw new Error(`${entry.name}: documented are ${named.join()}, the code has ${expected.join()}`);
  for (const { name, text } of entry.parameters) {
    if (optional.has(name) !== (defaultOf(text) !== undefined))
      throw new Error(`${entry.name}: ${name} needs "default … (reason)" at its end`);
  }
  return entry;
};

/** `default 2000 (as pystrix)` or `default: the channel's (as Asterisk)` at the end of a parameter's text. */
function defaultOf(text: string): { readonly value: string; readonly reason: string } | undefined {
  const [, mark, value = '', reason = ''] = /; default(:?) (.+?) \(([^)]*)\)$/.exec(text) ?? [];
  if (mark === undefined) return undefined;
  return { value: mark === '' ? `\`${value}\`` : value, reason };
}

function overview(entries: readonly Entry[]): string {
  const rows = entries
    .toSorted((a, b) => a.row.verb.localeCompare(b.row.verb))
    .map(
      ({ name, summary, row }) =>
        `| ${row.verb} | [${name}](#${name.toLowerCase()}) | ${row.afterHangup ? 'yes' : ''} | ${cell(summary)} |`,
    );
  return ['| Asterisk | method | after the hang-up | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function section({ name, row, signature: code, summary, parameters, tags }: Entry): string {
  const lines = [
    `### ${name}`,
    `[${row.verb}](${/https:\S+/.exec(tags.get('see') ?? '')?.[0]})${row.afterHangup ? ' · also after the hang-up' : ''}`,
    `\`\`\`ts\n${code}\n\`\`\``,
    summary,
  ];
  if (parameters.length > 0)
    lines.push(parameters.map(({ name: parameter, text }) => `- \`${parameter}\`: ${text}`).join('\n'));
  if (tags.has('returns')) lines.push(`**Result**: ${tags.get('returns')}.`);
  if (tags.has('throws')) lines.push(`**Errors**: ${tags.get('throws')}.`);
  if (tags.has('remarks')) lines.push(tags.get('remarks') ?? '');
  if (tags.has('example')) lines.push(`\`\`\`ts\n${tags.get('example')}\n\`\`\``);
  return lines.join('\n\n');
}

function defaults(entries: readonly Entry[]): string {
  const rows = entries.flatMap(({ name, parameters }) =>
    parameters.flatMap(({ name: parameter, text }) => {
      const found = defaultOf(text);
      return found === undefined
        ? []
        : [`| ${name} | \`${parameter}\` | ${cell(found.value)} | ${cell(found.reason)} |`];
    }),
  );
  return ['| method | argument | default | reason |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

export const cell = (text: string) => text.replaceAll('|', '\\|');
