import { createAgiApp, provide } from 'offhook';
import { expect, test } from 'vitest';
import { CONFIG, environment } from '../src/config/config.js';

const appWith = (env: object) =>
  createAgiApp({ controllers: [], providers: [provide(CONFIG).withConfiguration(environment, env)] }).start();

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
  expect(String(error)).toContain('PORT: a whole number from 0 to 65535 is needed');
  expect(String(error)).not.toContain('secret');
});

test.each([{}, { HOST: '', PORT: '', DATABASE_URL: '', RECORDINGS_KEPT_DAYS: '' }])('%j is enough', async (env) => {
  const app = await appWith(env);
  expect(app.get(CONFIG)).toMatchObject({
    host: '127.0.0.1',
    port: 4573,
    databaseUrl: undefined,
    extensions: ['_2XX'],
    recordingsKeptDays: 30,
  });
});
