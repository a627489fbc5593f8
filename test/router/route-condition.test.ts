import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import type { RouteCondition } from '../../src/decorators/route-entry.js';
import { compileRoutes } from '../../src/router/compile-routes.js';
import type { RouteFacts } from '../../src/router/route-condition.js';

const Sales = { name: 'Sales' };
const Vente = { name: 'Vente' };
const Anybody = { name: 'Anybody' };

const facts = (known: Partial<RouteFacts> = {}): RouteFacts => ({
  calledNumber: undefined,
  context: 'default',
  extension: 's',
  language: 'en',
  request: 'agi://ivr.example/sales',
  ...known,
});

describe('a route with a condition', () => {
  test.each<[string, RouteCondition, Partial<RouteFacts>, boolean]>([
    ['takes the number that was dialled', { calledNumber: '0800' }, { calledNumber: '0800' }, true],
    ['or the extension, where nobody says one', { calledNumber: '0800' }, { extension: '0800' }, true],
    ['not the extension, where somebody does', { calledNumber: 's' }, { calledNumber: '0800' }, false],
    ['takes numbers by pattern', { calledNumber: ['_08XX', '1'] }, { calledNumber: '0812' }, true],
    ['as a whole', { calledNumber: '_08XX' }, { calledNumber: '08123' }, false],
    ['takes a context', { context: ['a', 'office'] }, { context: 'office' }, true],
    ['and no other', { context: 'office' }, { context: 'trunk' }, false],
    ['takes an extension', { extension: '_2XX' }, { extension: '201' }, true],
    ['takes a host with any port', { host: 'IVR.example' }, { request: 'agi://ivr.example:4574/sales' }, true],
    ['or with one', { host: 'ivr.example:4574' }, { request: 'agi://ivr.example:4574/sales' }, true],
    ['and no other port', { host: 'ivr.example:4573' }, { request: 'agi://ivr.example:4574/sales' }, false],
    ['takes an address', { host: '[::1]' }, { request: 'agi://[::1]:4573/sales' }, true],
    ['takes hagi', { host: 'ivr.example' }, { request: 'hagi://ivr.example/sales' }, true],
    ['takes a language', { language: 'fr' }, { language: 'fr' }, true],
    ['with its regions', { language: 'fr' }, { language: 'fr_CA' }, true],
    ['and no other', { language: 'fr' }, { language: 'frx' }, false],
    ['takes all that it says together', { language: 'fr', context: 'office' }, { language: 'fr' }, false],
    ['a number is compared, not read as a pattern', { calledNumber: '0800' }, { calledNumber: '_0XXX' }, false],
  ])('%s', (_name, when, known, expected) => {
    const { router, problems } = compileRoutes([{ path: '/sales', controller: Sales, when }]);
    expect(problems).toEqual([]);
    expect(router.match('sales', facts(known))?.controller).toBe(expected ? Sales : undefined);
  });

  const { router } = compileRoutes([
    { path: '*', controller: Anybody },
    { path: '/sales/:id', controller: Sales },
    { path: '/sales/:nombre', controller: Vente, when: { language: 'fr' } },
    { path: '/:any/:id', controller: Vente, when: { language: 'de' } },
    { path: '/closed', controller: Sales, when: { context: 'office' } },
  ]);

  test('comes before one without, whatever its parameters are called', () => {
    expect(router.match('sales/1', facts({ language: 'fr' }))).toMatchObject({
      controller: Vente,
      params: { nombre: '1' },
    });
    expect(router.match('sales/1', facts())).toMatchObject({ controller: Sales, params: { id: '1' } });
  });

  test('leaves what it does not take to the next path that fits', () => {
    expect(router.match('closed', facts({ context: 'office' }))?.controller).toBe(Sales);
    expect(router.match('closed', facts())?.controller).toBe(Anybody);
    expect(router.match('other/1', facts({ language: 'de' }))?.params).toEqual({ any: 'other', id: '1' });
    expect(router.match('other/1', facts())?.controller).toBe(Anybody);
  });

  test('is listed in match order, with its condition in words', () => {
    expect(router.routes().map(({ path, controller, when }) => [path, controller.name, when])).toEqual([
      ['/closed', 'Sales', 'context is office'],
      ['/sales/:nombre', 'Vente', 'language is fr'],
      ['/sales/:id', 'Sales', undefined],
      ['/:any/:id', 'Vente', 'language is de'],
      ['*', 'Anybody', undefined],
    ]);
  });

  test('says why it did not take a call, and quotes nothing raw', () => {
    const { router: strict } = compileRoutes([
      { path: '/sales', controller: Sales, when: { language: ['fr', 'de'], context: 'office' } },
    ]);
    expect(strict.explainNoMatch('sales', facts({ context: 'trunk\n', language: 'fr' }))).toBe(
      'No controller answers "/sales". Sales does only when context is office (here it is "trunk\\x0a").',
    );
  });
});

describe('a condition is refused', () => {
  test.each<[string, unknown, string]>([
    ['a pattern that is none', { calledNumber: '_0[9-1]' }, 'its calledNumber "_0[9-1]" is no pattern: '],
    ['something that is no text', { context: 5 }, 'its context is no text, nor a list of texts'],
    ['an empty list', { language: [] }, 'its language is no text, nor a list of texts'],
  ])('%s', (_name, when, sentence) => {
    const { problems } = compileRoutes([{ path: '/sales', controller: Sales, when: when as RouteCondition }]);
    expect(problems.map(mistakeSentence)).toEqual([expect.stringContaining(`Sales: path "/sales": ${sentence}`)]);
    expect(problems.map(mistakeSentence)[0]).toMatch(/\[AGI_BOOT_ROUTE_CONDITION\]$/);
  });

  test('when two routes say the same', () => {
    const { problems } = compileRoutes([
      { path: '/sales', controller: Sales, when: { language: 'fr' } },
      { path: '/sales', controller: Vente, when: { language: 'fr' } },
    ]);
    expect(problems.map(mistakeSentence)).toEqual([
      'Vente: path "/sales" (language is fr) is answered by Sales too. Give one of them another path, or take one away. [AGI_BOOT_ROUTE_CONFLICT]',
    ]);
  });

  test('with a warning when two may want the same call and neither says more', () => {
    const { problems, warnings, router } = compileRoutes([
      { path: '/sales', controller: Sales, when: { language: 'fr' } },
      { path: '/sales', controller: Vente, when: { context: 'office' } },
      { path: '/sales', controller: Anybody, when: { language: 'de' } },
    ]);
    expect(problems).toEqual([]);
    expect(warnings.map(mistakeSentence)).toEqual([
      'Vente: path "/sales" (context is office) may want a call that Sales (language is fr) wants as well; Sales is listed first and has it. List first the one that is to have it, or say more in its condition. [AGI_BOOT_ROUTE_SHADOWED]',
      'Anybody: path "/sales" (language is de) may want a call that Vente (context is office) wants as well; Vente is listed first and has it. List first the one that is to have it, or say more in its condition. [AGI_BOOT_ROUTE_SHADOWED]',
    ]);
    expect(router.match('sales', facts({ language: 'fr', context: 'office' }))?.controller).toBe(Sales);
  });
});

describe('a regular expression', () => {
  const { router, problems } = compileRoutes([
    { path: '*', controller: Anybody },
    { path: /^\/order-(?<number>\d+)(-express)?$/g, controller: Sales },
    { path: /^\/order-(.*)$/, controller: Vente },
    { path: '/order-1', controller: Anybody },
  ]);

  test('gives its groups by name and by number; those that took nothing are missing', () => {
    expect(problems).toEqual([]);
    const found = router.match('order-0012');
    expect(found).toMatchObject({ controller: Sales, pattern: String(/^\/order-(?<number>\d+)(-express)?$/g) });
    expect({ ...found?.params }).toEqual({ 1: '0012', number: '0012' });
    expect({ ...router.match('order-7-express')?.params }).toEqual({ 1: '7', number: '7', 2: '-express' });
  });

  test('remembers nothing of the call before', () => {
    expect([1, 2, 3].map(() => router.match('order-0012')?.controller)).toEqual([Sales, Sales, Sales]);
  });

  test('comes after paths and before *, in the order of the list, and sees the path decoded', () => {
    expect(router.match('order-1')?.controller).toBe(Anybody);
    expect(router.match('order-x%20y')).toMatchObject({ controller: Vente, params: { 1: 'x y' } });
    expect(router.match('else')?.controller).toBe(Anybody);
    expect(router.routes().map(({ path }) => path)).toEqual([
      '/order-1',
      String(/^\/order-(?<number>\d+)(-express)?$/g),
      String(/^\/order-(.*)$/),
      '*',
    ]);
  });

  test('is not asked about a very long path: some expressions take for ever', () => {
    const { router: slow } = compileRoutes([{ path: /^\/(a+)+b$/, controller: Sales }]);
    expect(slow.match('a'.repeat(400))).toBeUndefined();
    expect(slow.match('aaab')?.controller).toBe(Sales);
  });
});
