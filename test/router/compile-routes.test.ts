import { mistakeSentence } from '../support/mistake-sentence.js';
import { expect, test } from 'vitest';
import { compileRoutes } from '../../src/router/compile-routes.js';

// The router knows a controller by its name only.
const Sales = { name: 'Sales' };
const Billing = { name: 'Billing' };

test.each([
  ['sales', 'Sales: path "sales" does not begin with a slash. Write "/sales". [AGI_BOOT_ROUTE_PATH]'],
  ['', 'Sales: path "" does not begin with a slash. Write "/". [AGI_BOOT_ROUTE_PATH]'],
  [
    '/a?b=1',
    'Sales: path "/a?b=1" has a "?": a query is not part of a path. Read it with request.query. [AGI_BOOT_ROUTE_PATH]',
  ],
  ['/a//b', 'Sales: path "/a//b" has an empty part ("//"). Take one slash away. [AGI_BOOT_ROUTE_PATH]'],
  ['//', 'Sales: path "//" has an empty part ("//"). Take one slash away. [AGI_BOOT_ROUTE_PATH]'],
  ['/a/:', 'Sales: path "/a/:" has a parameter without a name (":"). Name it: ":queue". [AGI_BOOT_ROUTE_PATH]'],
  [
    '/a/:order-number',
    'Sales: path "/a/:order-number" has the parameter ":order-number". Name it with letters, digits and "_", no digit first. [AGI_BOOT_ROUTE_PATH]',
  ],
  [
    '/order-:number',
    'Sales: path "/order-:number" has ":" inside "order-:number". A parameter takes a whole part; write a colon as text as %3A. [AGI_BOOT_ROUTE_PATH]',
  ],
  ['/:a/:a', 'Sales: path "/:a/:a" has the parameter ":a" twice. Rename one of them. [AGI_BOOT_ROUTE_PATH]'],
  [
    '/*/a',
    'Sales: path "/*/a" has "*" before its end, but "*" takes the rest of the path. Put it last. [AGI_BOOT_ROUTE_PATH]',
  ],
  ['/a*', 'Sales: path "/a*" has "*" inside "a*". Let it stand alone, as the last part. [AGI_BOOT_ROUTE_PATH]'],
  [
    '/a/../b',
    'Sales: path "/a/../b" has the part "..", which nobody resolves: a script is taken as it comes. Write the whole path. [AGI_BOOT_ROUTE_PATH]',
  ],
])('refuses the path %j', (path, sentence) => {
  const { router, problems } = compileRoutes([{ path, controller: Sales }]);
  expect(problems.map(mistakeSentence)).toEqual([sentence]);
  expect(router.routes()).toEqual([]);
});

test.each([
  [
    '/sales',
    '/sales',
    'Billing: path "/sales" is answered by Sales too. Give one of them another path, or take one away. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
  [
    '/a/:x',
    '/a/:y',
    'Billing: path "/a/:y" matches the same scripts as "/a/:x" of Sales. Give one of them another path, or take one away. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
  [
    '*',
    '/*',
    'Billing: path "/*" matches the same scripts as "*" of Sales. Give one of them another path, or take one away. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
  [
    '/my script',
    '/my%20script/',
    'Billing: path "/my%20script/" matches the same scripts as "/my script" of Sales. Give one of them another path, or take one away. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
])('refuses two controllers on %j and %j', (first, second, sentence) => {
  const { problems } = compileRoutes([
    { path: first, controller: Sales },
    { path: second, controller: Billing },
  ]);
  expect(problems.map(mistakeSentence)).toEqual([sentence]);
});

test('the same route twice is one route', () => {
  const { router, problems } = compileRoutes([
    { path: '/sales', controller: Sales },
    { path: '/sales', controller: Sales },
  ]);
  expect(problems).toEqual([]);
  expect(router.routes()).toEqual([{ path: '/sales', controller: Sales }]);
});

test('two paths of one controller that are the same path are a mistake', () => {
  const { problems } = compileRoutes([
    { path: '/a/:x', controller: Sales },
    { path: '/a/:y', controller: Sales },
  ]);
  expect(problems.map(mistakeSentence)).toEqual([
    'Sales: path "/a/:y" matches the same scripts as "/a/:x" of the same class. Give one of them another path, or take one away. [AGI_BOOT_ROUTE_CONFLICT]',
  ]);
});

test('text that rou3 would read as a pattern is text', () => {
  const { router, problems } = compileRoutes([{ path: '/a(b)/{c}?+%3Ad'.replace('?', ''), controller: Sales }]);
  expect(problems).toEqual([]);
  expect(router.match('a(b)/{c}+:d')?.controller).toBe(Sales);
  expect(router.match('ab/c:d')).toBeUndefined();
});

test('all mistakes are told at once', () => {
  const { problems } = compileRoutes([
    { path: 'a', controller: Sales },
    { path: '/b', controller: Sales },
    { path: '/b', controller: Billing },
  ]);
  expect(problems).toHaveLength(2);
});
