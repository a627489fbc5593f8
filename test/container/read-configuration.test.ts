import { mistakeSentence } from '../support/mistake-sentence.js';
import { expect, test } from 'vitest';
import { AppContainer } from '../../src/container/app-container.js';
import { planContainer } from '../../src/container/plan-container.js';
import { readConfiguration } from '../../src/container/read-configuration.js';
import { provide, type Provider } from '../../src/decorators/provider.js';
import type { SchemaResult, StandardSchema } from '../../src/decorators/standard-schema.js';
import { token } from '../../src/dialog/token.js';

interface Settings {
  readonly port: number;
  readonly databaseUrl: string;
}
const SETTINGS = token<Settings>('settings');

/** As a library would make it. */
const schemaOf = <T>(
  validate: (value: Record<string, string | undefined>) => SchemaResult<T> | Promise<SchemaResult<T>>,
) => ({ '~standard': { version: 1, vendor: 'test', validate } }) as StandardSchema<T>;

const schema = schemaOf<Settings>(({ PORT = '4573', DATABASE_URL: url }) => {
  const issues = [
    ...(Number.isNaN(Number(PORT)) ? [{ message: `Expected number, received ${PORT}`, path: ['PORT'] }] : []),
    ...(url?.startsWith('postgres:')
      ? []
      : [{ message: `Invalid URL: received "${url}"`, path: [{ key: 'DATABASE_URL' }] }]),
  ];
  return issues.length > 0 ? { issues } : { value: { port: Number(PORT), databaseUrl: url ?? '' } };
});

const plan = (...providers: Provider[]) =>
  readConfiguration(planContainer({ providers, controllers: [], callValues: [] }));

test('what the schema makes of the source is injected', async () => {
  const source = { PORT: '4580', DATABASE_URL: 'postgres://db' };
  const app = await AppContainer.start(await plan(provide(SETTINGS).withConfiguration(schema, source)));
  expect(app.get(SETTINGS)).toEqual({ port: 4580, databaseUrl: 'postgres://db' });
});

test('a schema may take its time', async () => {
  const late = schemaOf<string>(async () => ({ value: 'late' }));
  const NAME = token<string>('name');
  const app = await AppContainer.start(await plan(provide(NAME).withConfiguration(late, {})));
  expect(app.get(NAME)).toBe('late');
});

test('all that is wrong is told at once, without the values, which may be passwords', async () => {
  const source = { PORT: 'http', DATABASE_URL: 'mysql://root:secret@db' };
  const { problems } = await plan(provide(SETTINGS).withConfiguration(schema, source));
  expect(problems.map(mistakeSentence)).toEqual([
    'token "settings": the configuration is wrong: PORT: Expected number, received [masked]. Correct it where the configuration is read from. [AGI_BOOT_CONFIGURATION]',
    'token "settings": the configuration is wrong: DATABASE_URL: Invalid URL: received "[masked]". Correct it where the configuration is read from. [AGI_BOOT_CONFIGURATION]',
  ]);
});

test('a number is not taken for a value because its digits are in it', async () => {
  const days = schemaOf<number>(() => ({ issues: [{ message: '0 is not from 1 to 3650', path: ['DAYS'] }] }));
  const { problems } = await plan(provide(token<number>('days')).withConfiguration(days, { DAYS: '0' }));
  expect(problems.map(mistakeSentence)).toEqual([
    'token "days": the configuration is wrong: DAYS: [masked] is not from 1 to 3650. Correct it where the configuration is read from. [AGI_BOOT_CONFIGURATION]',
  ]);
});

test('a schema that throws is a mistake of its own', async () => {
  const broken = schemaOf<Settings>(() => {
    throw new Error('no such table');
  });
  const { problems } = await plan(provide(SETTINGS).withConfiguration(broken, {}));
  expect(problems.map(mistakeSentence)).toEqual([
    'token "settings": the configuration is wrong: the schema failed: Error: no such table. Correct it where the configuration is read from. [AGI_BOOT_CONFIGURATION]',
  ]);
});

test('what a test puts in its place is not read from the environment', async () => {
  const fake = { port: 0, databaseUrl: 'memory' };
  const app = await AppContainer.start(
    await plan(provide(SETTINGS).withConfiguration(schema, {}), provide(SETTINGS).withValue(fake)),
  );
  expect(app.get(SETTINGS)).toBe(fake);
});

test('what is wrong within a part that is not there is told as the schema tells it', async () => {
  const inside = schemaOf<number>(() => ({
    issues: [
      { message: 'a', path: ['NONE', 'port'] },
      { message: 'b', path: ['PORT', 'length'] },
    ],
  }));
  const { problems } = await plan(provide(token<number>('port')).withConfiguration(inside, { NONE: null, PORT: '1' }));
  expect(problems.map(mistakeSentence)).toEqual([
    'token "port": the configuration is wrong: NONE.port: a. Correct it where the configuration is read from. [AGI_BOOT_CONFIGURATION]',
    'token "port": the configuration is wrong: PORT.length: b. Correct it where the configuration is read from. [AGI_BOOT_CONFIGURATION]',
  ]);
});
