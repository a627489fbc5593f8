import { createAgiApp, provide } from 'offhook';
import { expect, test } from 'vitest';
import { CONFIG, environment } from '../src/config/config.js';

const appWith = (env: object) =>
  createAgiApp({ controllers: [], providers: [provide(CONFIG).withConfiguration(environment, env)] });

test('every mistake of the environment is told at once, and no password', async () => {
  const wrong = {
    PORT: 'abc',
    EXTENSIONS: '_2XX,_[9-',
    EXTENSIONS_CONTEXT: 'office,1',
    RECORDINGS_FOLDER: 'here',
    DATABASE_URL: 'mysql://user:secret@host/db',
  };
  const error = await appWith(wrong).catch((reason: unknown) => reason);
  for (const name of Object.keys(wrong)) expect(String(error)).toContain(name);
  expect(String(error)).not.toContain('secret');
});

test('an empty environment is enough', async () => {
  const app = await appWith({});
  expect(app.get(CONFIG)).toMatchObject({
    host: '127.0.0.1',
    port: 4573,
    databaseUrl: undefined,
    extensions: ['_2XX'],
  });
});
