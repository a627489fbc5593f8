import { describe, expect, test } from 'vitest';
import { compileRoutes } from '../../src/router/compile-routes.js';

/** A router whose controllers are called like their paths. */
function routerOf(...paths: string[]) {
  const { router, problems } = compileRoutes(paths.map((path) => ({ path, controller: { name: path } })));
  expect(problems).toEqual([]);
  return router;
}

describe('which path answers', () => {
  const router = routerOf(
    '*',
    '/',
    '/sales',
    '/sales/:queue',
    '/sales/:queue/urgent',
    '/sales/*',
    '/sales/billing',
    '/my script',
  );

  test.each([
    ['sales', '/sales'],
    ['sales/billing', '/sales/billing'],
    ['sales/support', '/sales/:queue'],
    ['sales/billing/urgent', '/sales/:queue/urgent'],
    ['sales/billing/later', '/sales/*'],
    ['anything/else', '*'],
    ['', '/'],
    [undefined, '/'],
    ['?a=b', '/'],
    ['my script', '/my script'],
    ['my%20script', '/my script'],
    ['m%79%20script?x=1', '/my script'],
  ])('%j is answered by %s, the most specific that fits', (script, pattern) => {
    expect(router.match(script)?.pattern).toBe(pattern);
  });

  test('the order of the list does not matter', () => {
    const paths = ['/a/*', '/:x/b', '/a/b', '*', '/:x/:y'];
    for (const order of [paths, paths.toReversed()]) {
      expect(routerOf(...order).match('a/b')?.pattern).toBe('/a/b');
      expect(routerOf(...order).match('c/b')?.pattern).toBe('/:x/b');
      expect(routerOf(...order).match('a/c')?.pattern).toBe('/a/*');
    }
  });

  test('tells the routes in the order in which they are tried', () => {
    expect(router.routes().map((route) => route.path)).toEqual([
      '/',
      '/my script',
      '/sales',
      '/sales/billing',
      '/sales/:queue',
      '/sales/:queue/urgent',
      '/sales/*',
      '*',
    ]);
  });

  test('upper case is another path', () => {
    expect(routerOf('/sales').match('Sales')).toBeUndefined();
  });

  test.each(['sales/', 'sales//', '/sales', '//sales/'])('slashes around the path change nothing: %j', (script) => {
    expect(routerOf('/sales').match(script)?.pattern).toBe('/sales');
  });

  test('an empty part is no value for a parameter, so an empty dialplan variable reaches no wrong controller', () => {
    const both = routerOf('/sales/:queue', '/sales/:queue/:language');
    expect(both.match('sales//en')).toBeUndefined();
    expect(both.match('sales/billing/')?.pattern).toBe('/sales/:queue');
  });

  test('without a fallback nothing answers the rest', () => {
    expect(routerOf('/sales').match('billing')).toBeUndefined();
    expect(routerOf('/sales').match(undefined)).toBeUndefined();
  });
});

describe('what is handed on', () => {
  test('parameters, the path as it came, and the query', () => {
    const match = routerOf('/orders/:number').match('orders/00%312/?from=web&from=fax&name=J%C3%BCrgen+M');
    expect(match).toMatchObject({ pattern: '/orders/:number', path: '/orders/00%312', params: { number: '0012' } });
    expect(match?.query.getAll('from')).toEqual(['web', 'fax']);
    expect(match?.query.get('name')).toBe('Jürgen M');
  });

  test.each([
    ['J%C3%BCrgen', 'Jürgen'],
    ['Jürgen', 'Jürgen'],
    ['a b', 'a b'],
    ['a%2Fb', 'a/b'],
    ['a+b', 'a+b'],
    ['(*)', '(*)'],
    ['c#frag', 'c#frag'],
    ['%2541', '%41'],
    ['%', '%'],
    ['%zz%41', '%zzA'],
    ['%E9', '%E9'],
    ['..', '..'],
    ['\ud800', '\ufffd'],
  ])('decodes what can be decoded, once: %j is %j', (part, value) => {
    expect(routerOf('/x/:value').match(`x/${part}`)?.params['value']).toBe(value);
  });

  test('"*" takes the rest, its slashes and nothing at all', () => {
    const router = routerOf('/files/*');
    expect(router.match('files/a/b%20c')?.params['*']).toBe('a/b c');
    expect(router.match('files/a//b/../c#frag')?.params['*']).toBe('a//b/../c#frag');
    expect(router.match('files')?.params['*']).toBe('');
  });

  test('a parameter cannot reach the prototype of anything', () => {
    const params = routerOf('/x/:__proto__/:constructor').match('x/evil/worse')?.params;
    expect(Object.getPrototypeOf(params)).toBeNull();
    expect(Object.entries(params ?? {})).toEqual([
      ['__proto__', 'evil'],
      ['constructor', 'worse'],
    ]);
    expect({}).not.toHaveProperty('evil');
  });

  test.each(['__proto__', 'constructor', 'toString', 'x/__proto__', 'hasOwnProperty/x'])(
    'a script named like a member of Object leads nowhere: %j',
    (script) => {
      expect(routerOf('/sales', '/sales/:queue').match(script)).toBeUndefined();
    },
  );
});

describe('why nothing answers', () => {
  const router = routerOf('/sales', '/support/billing', '/orders/:number');

  test.each([
    ['slaes', 'No controller answers "/slaes". Did you mean "/sales"?'],
    ['Sales', 'No controller answers "/Sales". Did you mean "/sales"?'],
    ['holiday', 'No controller answers "/holiday".'],
    [undefined, 'No controller answers "/".'],
    [
      'orders//x',
      'No controller answers "/orders//x". It has an empty part ("//"): is a variable of the dialplan empty?',
    ],
    ['a\nb', 'No controller answers "/a\\x0ab".'],
  ])('%j: %s', (script, sentence) => {
    expect(router.explainNoMatch(script)).toBe(sentence);
  });

  test('a very long path is cut and compared in no time', () => {
    expect(router.explainNoMatch('x'.repeat(1_000_000))).toHaveLength('No controller answers "".'.length + 80);
  });
});
