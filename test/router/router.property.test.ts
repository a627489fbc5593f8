import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRoutes } from '../../src/router/compile-routes.js';

const part = fc.constantFrom('a', 'b', 'c d', 'é');
const routePath = fc
  .tuple(fc.array(fc.oneof(part, fc.constant(':')), { maxLength: 4 }), fc.boolean())
  .map(([parts, rest]) => {
    const named = parts.map((text, index) => (text === ':' ? `:p${index}` : text));
    return `/${[...named, ...(rest ? ['*'] : [])].join('/')}`;
  });
const scriptOfKnownParts = fc
  .array(fc.oneof(part, fc.constant('zz')), { maxLength: 5 })
  .map((parts) => parts.join('/'));

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '?',
        '%',
        '%zz',
        '%41',
        '%2F',
        '%00',
        '..',
        '.',
        ':',
        '*',
        '#',
        '\\',
        '(',
        '{',
        '}',
        '__proto__',
        'constructor',
        '\n',
        '\u202e',
        '\ud800',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 20 },
  )
  .map((texts) => texts.join(''));

/** Whether a path takes a script, said as plainly as possible: part by part. */
function takes(path: string, script: string): boolean {
  const wanted = path === '/' ? [] : path.slice(1).split('/');
  const given = script === '' ? [] : script.split('/');
  if (wanted.at(-1) === '*') return given.length >= wanted.length - 1 && takesParts(wanted.slice(0, -1), given);
  return wanted.length === given.length && takesParts(wanted, given);
}

function takesParts(wanted: readonly string[], given: readonly string[]): boolean {
  return wanted.every((text, index) => text.startsWith(':') || text === given[index]);
}

function routesOf(paths: readonly string[]) {
  return paths.map((path) => ({ path, controller: { name: path } }));
}

test('the first of the listed routes that takes a script is the one that matches it', () => {
  fc.assert(
    fc.property(fc.array(routePath, { maxLength: 12 }), scriptOfKnownParts, (paths, script) => {
      const { router } = compileRoutes(routesOf(paths));
      const expected = router.routes().find((route) => takes(route.path, script));
      expect(router.match(script)?.pattern).toBe(expected?.path);
    }),
  );
});

test('no script, however hostile, makes the router throw or lie about what it took', () => {
  const { router } = compileRoutes(routesOf(['/', '/sales', '/sales/:queue', '/:a/:b/*']));
  fc.assert(
    fc.property(fc.option(hostileText, { nil: undefined }), (script) => {
      const match = router.match(script);
      expect(router.explainNoMatch(script)).not.toMatch(/[\n\u202e]/);
      for (const value of Object.values(match?.params ?? {})) expect(value.isWellFormed()).toBe(true);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
  );
});

test('no path, however strange, makes the compilation throw: it is a route or a problem', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostileText,
        hostileText.map((text) => `/${text}`),
      ),
      (path) => {
        const { router, problems } = compileRoutes(routesOf([path]));
        expect(router.routes().length + problems.length).toBe(1);
      },
    ),
  );
});

test('a path without parameters takes the script that is spelled like it', () => {
  const words = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(words, (parts) => {
      const path = `/${parts.join('/')}`;
      fc.pre(!/[?:*%]|\/\/|\/\.{1,2}(\/|$)|\/$/.test(path));
      const { router, problems } = compileRoutes(routesOf([path]));
      expect(problems).toEqual([]);
      expect(router.match(path.slice(1))?.pattern).toBe(path);
    }),
  );
});
