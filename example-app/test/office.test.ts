import { createAgiApp, provide } from 'offhook';
import { expect, test } from 'vitest';
import { CONFIG, environment } from '../src/config/config.js';
import { Office } from '../src/office/office.service.js';

const officeOf = async (env: object) =>
  (
    await createAgiApp({
      controllers: [],
      providers: [provide(CONFIG).withConfiguration(environment, env), Office],
    }).start()
  ).get(Office);

test('an extension of the list is rung in the one context', async () => {
  const office = await officeOf({ EXTENSIONS: '_2XX,900', EXTENSIONS_CONTEXT: 'desks' });
  expect(['201', '900'].map((digits) => String(office.find(digits)))).toEqual(['Local/201@desks', 'Local/900@desks']);
});

test.each([
  '',
  '20',
  '2011',
  '301',
  '_2XX',
  '2XX',
  '201@trunk',
  '201&202',
  '201,5',
  'PJSIP/201',
  '201/n',
  ' 201',
  '2٠1',
])('what the list does not know is not rung: %j', async (digits) => {
  expect((await officeOf({})).find(digits)).toBeUndefined();
});
