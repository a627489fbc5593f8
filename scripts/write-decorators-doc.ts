// Makes docs/reference/decorators.md: the compiler says which options a decorator has, their docstrings what they mean.
// `npm run docs:reference` writes it; test/decorators-doc.test.ts compares.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  API,
  type Checker,
  SignatureKind,
  type Symbol as Declared,
  SymbolFlags,
  type Type,
} from 'typescript/unstable/sync';

import { cell, oneLine, readComment } from './write-commands-doc.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'On a class': ['AgiController', 'Dialog', 'Screening', 'AgiModule', 'Injectable', 'Catch'],
  'On a method': 'OnCall OnEnter Step Menu Ask OnDtmf Link OnNoInput OnNoMatch OnAttemptsUsedUp OnHangup'.split(' '),
  'On a class or a method': ['UseGuard', 'UseInterceptor', 'UsePipe', 'UseFilter'],
  'On a property': ['Field', 'Input'],
  'On a parameter': 'CallerNumber Param Query Arg Variable Digits Signal Log Subdialog Inject'.split(' '),
};

/** What the page calls an interface of options that several decorators share. */
const SHARED: Readonly<Record<string, string>> = {
  Route: 'Options of a path',
  RouteCondition: 'Conditions of a path',
  DialogOptions: 'Options of a class',
  AgiControllerOptions: 'Options of a class with a path',
  HandlerOptions: 'Options of every handler',
  MenuHandlerOptions: 'Options of a handler of a menu',
  QuestionHandlerOptions: 'Options of a handler of any question',
  FailureOptions: 'Options of a handler of failures',
  SlowOptions: 'Options of `slow`',
  QuestionOptions: 'Where a question of a class goes on',
  RepeatOptions: 'Prompts of every question',
  QuestionDefaults: 'Prompts for failures',
  QuestionTimes: 'Times and attempts',
  ValueOptions: 'Options of a question for a value',
  CancelOptions: 'The key that cancels',
};

const INTRODUCTION = `# Decorators

<!-- Made by scripts/write-decorators-doc.ts from the docstrings in src/decorators; do not edit. -->

Every decorator of \`offhook\` with its parameters, its options and their defaults. Options that several decorators share have tables of their own at the end; each decorator names them.`;

interface Option {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly text: string;
  /** The interface that declares it. */
  readonly home: string;
  /** Where it stands in its file: the compiler gives members in no order that lasts. */
  readonly place: number;
}

interface Entry {
  readonly name: string;
  readonly comment: ReturnType<typeof readComment>;
  readonly example: string;
  readonly options: readonly Option[];
}

/** The text of docs/reference/decorators.md. */
export function decoratorsDoc(): string {
  const entries = readEntries();
  const grouped = new Set(Object.values(GROUPS).flat());
  const missing = [...entries.keys()].filter((name) => !grouped.has(name));
  if (missing.length > 0) throw new Error(`add ${missing.join(', ')} to a group of GROUPS`);
  const parts = [INTRODUCTION];
  for (const [title, names] of Object.entries(GROUPS)) {
    parts.push(`## ${title}`);
    for (const name of names) {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`export ${name} from src/index.ts, or take it out of GROUPS`);
      parts.push(section(entry));
    }
  }
  parts.push('## Shared options', ...sharedTables([...entries.values()]));
  return `${parts.join('\n\n')}\n`;
}

function readEntries(): Map<string, Entry> {
  const files = new Map(
    Array.from(
      readFileSync(`${ROOT}src/index.ts`, 'utf8').matchAll(/^export \{([^}]*)\} from '\.\/(decorators\/.*)\.js'/gm),
      ([, names = '', file = '']) => names.split(',').map((name) => [name.trim(), `src/${file}.ts`] as const),
    ).flat(),
  );
  const api = new API({ cwd: ROOT });
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${ROOT}tsconfig.build.json`] }).getProjects();
    const source = project?.program.getSourceFile(`${ROOT}src/index.ts`);
    const entry = source && project?.checker.getSymbolAtLocation(source);
    if (project === undefined || entry === undefined) throw new Error('src/index.ts is not in tsconfig.build.json');
    const { checker } = project;
    const decorators = checker
      .getExportsOfModule(entry)
      .filter(({ name }) => /^[A-Z]/.test(name) && files.has(name))
      .map((exported) => [exported.name, checker.getAliasedSymbol(exported)] as const);
    return new Map(
      decorators.map(([name, declared]) => {
        const { comment, example } = docstringOf(name, files.get(name) ?? '');
        return [name, { name, comment, example, options: optionsOf(declared, checker) }];
      }),
    );
  } finally {
    api.close();
  }
}

function docstringOf(name: string, file: string): Pick<Entry, 'comment' | 'example'> {
  const source = readFileSync(`${ROOT}${file}`, 'utf8');
  const [, docstring = ''] =
    new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\nexport function ${name}\\b`).exec(source) ?? [];
  const [text = '', example = ''] = docstring.split(' @example\n');
  if (example === '') throw new Error(`${file}: ${name} needs an example`);
  return { comment: readComment(text), example: example.replace(/^[ \t]*\* ?/gm, '').trimEnd() };
}

/** All options that the parameters of a decorator take, those of the interfaces they extend and of `slow` too. */
function optionsOf(decorator: Declared, checker: Checker): Option[] {
  const options = new Map<string, Option>();
  const signatures = checker.getSignaturesOfType(checker.getTypeOfSymbol(decorator) as Type, SignatureKind.Call);
  for (const signature of signatures) {
    const constraints = new Map(
      signature.getTypeParameters().map((parameter) => {
        const constraint = checker.getConstraintOfTypeParameter(parameter);
        return [checker.typeToString(parameter), constraint === undefined ? '' : checker.typeToString(constraint)];
      }),
    );
    const types = signature.getParameters().map((parameter) => checker.getTypeOfSymbol(parameter) as Type);
    for (const option of types.flatMap((type) => membersOf(type, '', constraints, checker)))
      options.set(option.name, option);
  }
  const homes = Object.keys(SHARED);
  return [...options.values()].toSorted((a, b) => homes.indexOf(a.home) - homes.indexOf(b.home) || a.place - b.place);
}

/** An interface of options. */
const isOptions = (name: string) => /^(?:\w*Options|Route)$/.test(name);

function membersOf(
  type: Type,
  prefix: string,
  constraints: ReadonlyMap<string, string>,
  checker: Checker,
): readonly Option[] {
  const members = 'getTypes' in type ? ((type.getTypes as () => readonly Type[] | undefined)() ?? [type]) : [type];
  return members
    .filter((member) => isOptions(member.getSymbol()?.name ?? ''))
    .flatMap((member) => checker.getPropertiesOfType(member))
    .flatMap((property): readonly Option[] => {
      const written = checker.getTypeOfSymbol(property) as Type;
      if (property.name === 'slow') {
        const inner = membersOf(checker.getNonNullableType(written) as Type, 'slow.', constraints, checker);
        return [optionOf(property, prefix, written, constraints, checker), ...inner];
      }
      return [optionOf(property, prefix, written, constraints, checker)];
    });
}

function optionOf(
  property: Declared,
  prefix: string,
  written: Type,
  constraints: ReadonlyMap<string, string>,
  checker: Checker,
): Option {
  const type = checker.typeToString(written);
  const isOptional = (property.flags & SymbolFlags.Optional) !== 0;
  const text = oneLine(property.getDocumentationComment(checker)).replace(/\{@link (\w+)\}/g, '`$1`');
  const [, meaning = '', fallback] = /^(.*?)\.? ?\bDefault:? (.*?)\.?$/.exec(text) ?? [undefined, text];
  const home = property.getParent()?.name ?? '';
  if (isOptional && fallback === undefined)
    throw new Error(`${home}.${property.name}: its docstring needs "Default …." at its end`);
  return {
    name: `${prefix}${property.name}`,
    type: shown(type, constraints),
    default: fallback ?? 'required',
    text: `${meaning.replace(/\.$/, '')}.`,
    home,
    place: property.declarations[0]?.index ?? 0,
  };
}

/** A type as a reader needs it: without `undefined`, and with what a type parameter stands for. */
function shown(type: string, constraints: ReadonlyMap<string, string>): string {
  const plain = type
    .replace(/ \| undefined/g, '')
    .replace(/^\((\w+) & .*\)$/, '$1')
    .replace(/^(\w+) & .*$/, '$1')
    .replace(/<Self>/g, '')
    .replace(/NoInfer<(\w+)>/g, '$1')
    .replace(/^\((\([^|]*\) => .*)\)$/, '$1');
  return plain.replace(/\b[A-Z]\w*\b/g, (name) => constraints.get(name) || name);
}

function section({ name, comment, example, options }: Entry): string {
  const lines = [`### @${name}`, comment.summary];
  // What the tables say is not said twice.
  const parameters = comment.parameters.filter((each) => each.name !== 'options' || options.length === 0);
  if (parameters.length > 0)
    lines.push(parameters.map(({ name: parameter, text }) => `- \`${parameter}\`: ${linked(text)}`).join('\n'));
  const own = options.filter(({ home }) => !(home in SHARED));
  if (own.length > 0) lines.push(table(own));
  const homes = [...new Set(options.map(({ home }) => home))].filter((home) => home in SHARED);
  if (homes.length > 0) {
    const links = homes.map((home) => {
      const names = options.filter((option) => option.home === home).map((option) => `\`${option.name}\``);
      return `- [${SHARED[home]}](#${anchor(SHARED[home] ?? '')}): ${names.join(', ')}`;
    });
    lines.push(`${own.length > 0 ? 'And these' : 'Its options'}:\n\n${links.join('\n')}`);
  }
  lines.push(`\`\`\`ts\n${example}\n\`\`\``);
  return lines.join('\n\n');
}

function sharedTables(entries: readonly Entry[]): string[] {
  return Object.entries(SHARED).flatMap(([home, title]) => {
    const users = entries.filter(({ options }) => options.some((option) => option.home === home));
    const options = new Map(
      users.flatMap((entry) => entry.options.filter((option) => option.home === home)).map((each) => [each.name, each]),
    );
    if (options.size === 0) throw new Error(`no decorator has options of ${home}`);
    const names = users.map(({ name }) => `\`@${name}\``).join(', ');
    return [`### ${title}`, `Of ${names}.`, table([...options.values()])];
  });
}

/** Paths of pages are links. */
const linked = (text: string) => text.replace(/\bdocs\/([\w/-]+\.md)/g, '[$1](../$1)');

const anchor = (title: string) => title.toLowerCase().replaceAll('`', '').replaceAll(' ', '-');

function table(options: readonly Option[]): string {
  const rows = options.map(
    (option) => `| \`${option.name}\` | \`${cell(option.type)}\` | ${cell(option.default)} | ${cell(option.text)} |`,
  );
  return ['| option | type | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
