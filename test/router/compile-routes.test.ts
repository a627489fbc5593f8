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
    'Sales: path "/a?b=1" has a "?". A query is not part of a path: read it with request.query. [AGI_BOOT_ROUTE_PATH]',
  ],
  ['/a//b', 'Sales: path "/a//b" has an empty part ("//"). [AGI_BOOT_ROUTE_PATH]'],
  ['//', 'Sales: path "//" has an empty part ("//"). [AGI_BOOT_ROUTE_PATH]'],
  ['/a/:', 'Sales: path "/a/:" has a parameter without a name (":"). [AGI_BOOT_ROUTE_PATH]'],
  [
    '/a/:order-number',
    'Sales: path "/a/:order-number" has the parameter ":order-number". A name has letters, digits and "_" and begins with no digit. [AGI_BOOT_ROUTE_PATH]',
  ],
  [
    '/order-:number',
    'Sales: path "/order-:number" has ":" inside "order-:number". A parameter takes a whole part; a colon as text is %3A. [AGI_BOOT_ROUTE_PATH]',
  ],
  ['/:a/:a', 'Sales: path "/:a/:a" has the parameter ":a" twice. [AGI_BOOT_ROUTE_PATH]'],
  [
    '/*/a',
    'Sales: path "/*/a" has "*" before its end. "*" takes the rest of the path: put it last. [AGI_BOOT_ROUTE_PATH]',
  ],
  ['/a*', 'Sales: path "/a*" has "*" inside "a*". "*" stands alone, as the last part. [AGI_BOOT_ROUTE_PATH]'],
  [
    '/a/../b',
    'Sales: path "/a/../b" has the part "..", which nobody resolves: a script is taken as it comes. [AGI_BOOT_ROUTE_PATH]',
  ],
])('refuses the path %j', (path, sentence) => {
  const { router, problems } = compileRoutes([{ path, controller: Sales }]);
  expect(problems).toEqual([sentence]);
  expect(router.routes()).toEqual([]);
});

test.each([
  [
    '/sales',
    '/sales',
    'Sales and Billing both answer "/sales". Give one of them another path. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
  [
    '/a/:x',
    '/a/:y',
    'Sales and Billing answer "/a/:x" and "/a/:y", which match the same scripts. Give one of them another path. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
  [
    '*',
    '/*',
    'Sales and Billing answer "*" and "/*", which match the same scripts. Give one of them another path. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
  [
    '/my script',
    '/my%20script/',
    'Sales and Billing answer "/my script" and "/my%20script/", which match the same scripts. Give one of them another path. [AGI_BOOT_ROUTE_CONFLICT]',
  ],
])('refuses two controllers on %j and %j', (first, second, sentence) => {
  const { problems } = compileRoutes([
    { path: first, controller: Sales },
    { path: second, controller: Billing },
  ]);
  expect(problems).toEqual([sentence]);
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
  expect(problems).toEqual([
    'Two paths of Sales, "/a/:x" and "/a/:y", match the same scripts. Remove one of them. [AGI_BOOT_ROUTE_CONFLICT]',
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
