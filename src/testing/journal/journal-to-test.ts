import { printable } from '../../errors/printable.js';
import type { HeardSound } from '../../session/journal.js';
import type { Journal } from '../../session/record-calls.js';
import type { CallSetup } from '../virtual-asterisk.js';
import { type CallerStep, type ReplayableCall, replayableCall } from './caller-steps.js';
import { MASKED } from '../../errors/masked.js';

/** What the test calls. */
export type TestTarget =
  /** An app: `{ module: './app.js', name: 'app' }`. */
  | { readonly kind: 'app'; readonly module: string; readonly name: string }
  /** A function that opens a phone which calls the app. */
  | { readonly kind: 'phone'; readonly module: string; readonly name: string }
  /** A FastAGI server that runs: `agi://127.0.0.1:4573`. */
  | { readonly kind: 'server'; readonly url: string };

/**
 * Writes calls again as a vitest file. Keys that the journal does not show become constants to be filled in; what Dial and
 * Queue came to must be said by hand, which a comment names.
 *
 * @param journals - of calls that are over
 * @param target - what the tests call
 * @returns the file's text
 * @throws TypeError for a journal that does not say who calls, or holds what offhook never writes
 * @example
 * const file = journalToTest([JSON.parse(text)], { kind: 'app', module: './app.js', name: 'app' });
 */
export function journalToTest(journals: readonly Journal[], target: TestTarget): string {
  const calls = journals.map(replayableCall);
  const secrets: string[] = [];
  const tests = calls.map((call) => testOf(call, target, secrets));
  const names = new Set(['test', ...namesOf(target)]);
  const usesHeard = tests.some((text) => text.includes('heard.'));
  const testing = [...names].filter((name) => name !== 'test');
  if (usesHeard) testing.push('heard');
  return [
    ...(testing.length > 0 ? [`import { ${testing.toSorted().join(', ')} } from 'offhook/testing';`] : []),
    `import { test } from 'vitest';`,
    ...(target.kind === 'server' ? [] : [`import { ${target.name} } from ${quote(target.module)};`]),
    '',
    ...(secrets.length > 0 ? [...secrets, ''] : []),
    tests.join('\n\n'),
    '',
  ].join('\n');
}

function namesOf({ kind }: TestTarget): readonly string[] {
  if (kind === 'phone') return [];
  return kind === 'app' ? ['createTestPhone'] : ['connectTcp', 'openTestPhone'];
}

function testOf(call: ReplayableCall, target: TestTarget, secrets: string[]): string {
  const { path, steps, applications } = call;
  const setup = withoutSecrets(call.setup, secrets);
  const title = `a call to ${printable(path)}${setup.callerId === undefined ? '' : ` from ${printable(setup.callerId)}`}`;
  const options = Object.keys(setup).length === 0 ? '' : `, ${literal(setup)}`;
  return [
    ...applications.map(
      (line) => `// It ran ${printable(line, 200)}: say with line.onDial() or line.onQueue() what comes of it.`,
    ),
    `test(${quote(title)}, async () => {`,
    `  await using line = await ${opened(call, target)};`,
    '  await line',
    `    .dial(${quote(path)}${options})`,
    ...steps.map((step) => `    .${written(step, secrets)}`),
  ]
    .join('\n')
    .concat(';\n});');
}

/** The name of a constant. */
class Constant {
  constructor(readonly name: string) {}
}

/** A further argument that the journal does not show becomes a constant. */
function withoutSecrets({ args = [], ...setup }: CallSetup, secrets: string[]) {
  if (args.length === 0) return setup;
  const given = args.map((arg) =>
    arg === MASKED ? constant('An argument of AGI() that the journal does not show: fill it in.', secrets) : arg,
  );
  return { ...setup, args: given };
}

function constant(what: string, secrets: string[]): Constant {
  const name = `SECRET_${secrets.length + 1}`;
  secrets.push(`/** ${what} */\nconst ${name} = '';`);
  return new Constant(name);
}

function opened({ startedAt }: ReplayableCall, target: TestTarget): string {
  // Sounds last as long as they need to be told apart; the files at hand say it better.
  const options = `{ now: ${quote(startedAt)}, unknownSounds: { durationMs: 2_000 } }`;
  switch (target.kind) {
    case 'app':
      return `createTestPhone(${target.name}, ${options})`;
    case 'phone':
      return `${target.name}()`;
    case 'server':
      return `openTestPhone({ connect: () => connectTcp(${quote(target.url)}), ${options.slice(2)})`;
  }
}

function written(step: CallerStep, secrets: string[]): string {
  switch (step.kind) {
    case 'hears':
      return `hears(${step.items.map(expected).join(', ')})`;
    case 'hearsSilence':
      return 'hears(heard.silence)';
    case 'presses':
      return `presses(${quote(step.keys)}${step.gapMs === undefined ? '' : `, { gapMs: ${step.gapMs} }`})`;
    case 'pressesSecret': {
      const { name } = constant(`${step.count} keys that the journal does not show: fill them in.`, secrets);
      return `presses(${name}, { masked: true })`;
    }
    case 'hangsUp':
      return step.afterKey ? 'hangsUp()\n    .staysOn()' : 'hangsUp()';
    case 'ends':
      return `ends({ by: '${step.by}'${step.hasFailed ? ', error: true' : ''} })`;
  }
}

function expected({ kind, text }: HeardSound): string {
  if (text === MASKED) return `{ heard: '${kind}' }`;
  switch (kind) {
    case 'file':
      return quote(text);
    case 'number':
      return `heard.number(${Number(text)})`;
    case 'date':
      return `heard.date(new Date(${Number(text)} * 1000))`;
    case 'time':
      return `{ heard: 'time', text: ${quote(text)} }`;
    default:
      return `heard.${kind}(${quote(text)})`;
  }
}

function literal(value: unknown): string {
  if (value instanceof Constant) return value.name;
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const fields = Object.entries(value as object).map(([name, field]) => `${propertyName(name)}: ${literal(field)}`);
  return `{ ${fields.join(', ')} }`;
}

/** Written plainly, `__proto__` would be no property but what the object inherits from. */
const propertyName = (name: string) => {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
};

// Foreign text in code: JSON escapes control characters, and the two separators that end a line for an editor.
const quote = (text: string) =>
  `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`)}'`;
