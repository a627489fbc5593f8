import { expect, test } from 'vitest';
import { readConfig } from '../src/config/config.js';

test('every mistake of the environment is told at once, and no password', () => {
  const env = {
    PORT: 'abc',
    EXTENSIONS: '_2XX,_[9-',
    EXTENSIONS_CONTEXT: 'office,1',
    RECORDINGS_FOLDER: 'here',
    DATABASE_URL: 'mysql://user:secret@host/db',
  };
  let message = '';
  try {
    readConfig(env);
  } catch (error) {
    message = String(error);
  }
  for (const name of Object.keys(env)) expect(message).toContain(name);
  expect(message).not.toContain('secret');
});

test('an empty environment is enough', () => {
  expect(readConfig({})).toMatchObject({ port: 4573, databaseUrl: undefined, extensions: ['_2XX'] });
});
