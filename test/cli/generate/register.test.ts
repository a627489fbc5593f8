import { describe, expect, it, test } from 'vitest';

import { type Listing, register } from '../../../src/cli/generate/register.js';

const sales: Listing = { list: 'controllers', className: 'Sales', from: './sales.js' };
const IMPORT = "import { Sales } from './sales.js';\n";

describe('lists a class', () => {
  test.each([
    ['in an empty array', 'f({ controllers: [] });', 'f({ controllers: [Sales] });'],
    ['behind the others', 'f({ controllers: [A, B] });', 'f({ controllers: [A, B, Sales] });'],
    ['behind a last comma', 'f({ controllers: [A,] });', 'f({ controllers: [A, Sales] });'],
    [
      'on a line of its own',
      'f({\n  controllers: [\n    A,\n  ],\n});',
      'f({\n  controllers: [\n    A,\n    Sales,\n  ],\n});',
    ],
    [
      'where the last has no comma',
      'f({\n  controllers: [\n    A\n  ],\n});',
      'f({\n  controllers: [\n    A,\n    Sales,\n  ],\n});',
    ],
    ['before a comment', 'f({ controllers: [A /* , ] */] });', 'f({ controllers: [A, Sales /* , ] */] });'],
    [
      'behind nested brackets',
      'f({ controllers: [A, of([1], "]")] });',
      'f({ controllers: [A, of([1], "]"), Sales] });',
    ],
    ['in a list of its own before another', 'f({ providers: [A] });', 'f({ controllers: [Sales], providers: [A] });'],
    ['the same, line by line', 'f({\n  providers: [A],\n});', 'f({\n  controllers: [Sales],\n  providers: [A],\n});'],
    [
      'in a module that lists nothing',
      '@AgiModule({})\nclass M {}',
      '@AgiModule({ controllers: [Sales] })\nclass M {}',
    ],
    [
      'whatever a comment says',
      '// controllers: [X]\nf({ controllers: [A] });',
      '// controllers: [X]\nf({ controllers: [A, Sales] });',
    ],
  ])('%s', (_where, before, after) => {
    expect(register(before, sales)).toEqual({ kind: 'listed', source: `${IMPORT}${after}` });
  });
});

describe('imports it', () => {
  it('behind the last import, over several lines too', () => {
    const imports = "import 'a';\nimport {\n  b,\n} from 'b';\n";
    expect(register(`${imports}\nf({ controllers: [] });`, sales)).toEqual({
      kind: 'listed',
      source: `${imports}${IMPORT}\nf({ controllers: [Sales] });`,
    });
  });

  it('in the quotes and with the semicolons of the file', () => {
    const text = 'import a from "a"\n\nimport("late").then(f)\nf({ controllers: [] })\n';
    expect(register(text, sales)).toEqual({
      kind: 'listed',
      source:
        'import a from "a"\nimport { Sales } from "./sales.js"\n\nimport("late").then(f)\nf({ controllers: [Sales] })\n',
    });
  });

  it('once, where it was imported and not listed', () => {
    const source = `${IMPORT}f({ controllers: [] });`;
    expect(register(source, sales)).toEqual({ kind: 'listed', source: `${IMPORT}f({ controllers: [Sales] });` });
  });
});

describe('leaves alone', () => {
  it('what lists it already', () => {
    const text = `${IMPORT}f({ controllers: [A, Sales] });`;
    expect(register(text, sales)).toEqual({ kind: 'listed', source: text });
  });

  test.each([
    ['two lists of that name', 'f({ controllers: [] }); g({ controllers: [] });'],
    ['two modules without one', 'f({ providers: [] }); g({ providers: [] });'],
    ['a list that is made elsewhere', 'f({ controllers: all });'],
    ['a bracket that never closes', 'f({ controllers: [A'],
    ['a file that has nothing of it', 'export const a = 1;'],
  ])('%s', (_what, text) => {
    expect(register(text, sales)).toEqual({ kind: 'unclear' });
  });

  test.each([
    ['listed', "import { Sales } from './other/sales.js';\nf({ controllers: [Sales] });"],
    ['listed elsewhere', "import { Sales } from './other/sales.js';\nf({ controllers: [], providers: [Sales] });"],
    ['the module itself', '@AgiModule({ controllers: [] })\nexport class Sales {}'],
  ])('another class of that name: %s', (_where, text) => {
    expect(register(text, sales)).toEqual({ kind: 'otherClass' });
  });
});
