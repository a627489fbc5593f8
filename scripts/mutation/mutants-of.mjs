import { parseSync } from 'vite';

/**
 * One small mistake that can be put into a file.
 *
 * @typedef {object} Mutant
 * @property {string} file - below the root: `src/core/wire.ts`
 * @property {number} start - where the replaced text begins
 * @property {number} end - where it ends
 * @property {string} text - what stands there instead
 * @property {string} kind - what kind of mistake it is
 * @property {Site} site - the code around it
 *
 * A statement, or the value of an arrow function, which is an expression and so has an end.
 * @typedef {{ start: number, end?: number }} Site
 */

/** @typedef {Record<string, any> & { type: string, start: number, end: number }} Node */

/** @type {Record<string, string[]>} */
const OPERATORS = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '??=': ['='],
  '||=': ['=', '&&='],
  '&&=': ['=', '||='],
  '++': ['--'],
  '--': ['++'],
};

/** @type {Record<string, string>} */
const METHODS = {
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  ceil: 'floor',
  floor: 'ceil',
  round: 'floor',
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase',
  trimStart: 'trimEnd',
  trimEnd: 'trimStart',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  push: 'unshift',
  unshift: 'push',
  shift: 'pop',
  pop: 'shift',
  all: 'race',
  find: 'findLast',
  findLast: 'find',
  replaceAll: 'replace',
  padStart: 'padEnd',
};

/** Methods whose call can be left out: `text.trim()` becomes `text`. */
const OMITTED = new Set([
  'trim',
  'filter',
  'toSorted',
  'sort',
  'reverse',
  'toReversed',
  'slice',
  'trimEnd',
  'trimStart',
]);

/** Functions whose texts are for people: a mistake in a sentence is no mistake of the program. */
const SPEAKS =
  /(?:^|\.)(?:\w*Error|\w*[pP]roblem\w*|refus\w*|mistake\w*|trace|debug|info|warn|error|fatal|printable|describe)$/;

/** Three words of it are enough. */
const SENTENCE = /\p{L}{2,} \p{L}+ \p{L}+/u;

/**
 * All mutants of a file, in the order of its text. Types, imports, sentences for people and the names of properties are
 * left alone: a mistake there is found by the compiler or by a reader.
 *
 * @param {string} file
 * @param {string} code
 * @returns {Mutant[]}
 */
export function mutantsOf(file, code) {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  /** @type {Mutant[]} */
  const found = [];

  /** @param {Node} node @param {string} kind @param {string} text @param {Site} site */
  const replace = (node, kind, text, site) => {
    if (code.slice(node.start, node.end) !== text) {
      found.push({ file, start: node.start, end: node.end, text, kind, site });
    }
  };
  /** @param {Node} node */
  const textOf = (node) => code.slice(node.start, node.end);

  /** The operator between two operands. @param {Node} node @param {Site} site */
  const operator = (node, site) => {
    const from = node.left.end;
    const start = code.indexOf(node.operator, skipComments(code, from));
    for (const text of OPERATORS[node.operator] ?? []) {
      if (start >= 0 && start < node.right.start) {
        found.push({ file, start, end: start + node.operator.length, text, kind: 'operator', site });
      }
    }
  };

  /** @param {Node} node @param {{ site: Site, isText: boolean }} at */
  const mutate = (node, { site, isText }) => {
    switch (node.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        replace(node.test, 'condition', 'true', site);
        replace(node.test, 'condition', 'false', site);
        break;
      case 'WhileStatement':
      case 'ForStatement':
        if (node.test !== null) replace(node.test, 'condition', 'false', site);
        break;
      case 'BinaryExpression':
        if (node.operator === '+' && (isString(node.left) || isString(node.right))) break;
        operator(node, site);
        break;
      case 'LogicalExpression':
        operator(node, site);
        replace(node, 'operand', textOf(node.left), site);
        replace(node, 'operand', textOf(node.right), site);
        break;
      case 'AssignmentExpression':
        operator(node, site);
        break;
      case 'UpdateExpression': {
        const text = OPERATORS[node.operator]?.[0] ?? '';
        replace(node, 'operator', node.prefix ? text + textOf(node.argument) : textOf(node.argument) + text, site);
        break;
      }
      case 'UnaryExpression':
        if (node.operator === '!' || node.operator === '-') replace(node, 'sign', textOf(node.argument), site);
        break;
      case 'ExpressionStatement':
        if (node.directive === undefined || node.directive === null) replace(node, 'removed', ';', site);
        if (node.expression.type === 'AwaitExpression') {
          replace(node.expression, 'await', `void ${textOf(node.expression.argument)}`, site);
        }
        break;
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        replace(node, 'removed', ';', site);
        break;
      case 'ReturnStatement':
        if (node.argument === null) replace(node, 'removed', ';', site);
        else if (!isNothing(node.argument)) replace(node.argument, 'result', 'undefined', site);
        break;
      case 'ArrowFunctionExpression':
        if (node.body.type !== 'BlockStatement' && !isNothing(node.body)) {
          replace(node.body, 'result', 'undefined', siteOf(node, 'body', node.body) ?? site);
        }
        break;
      case 'ArrayExpression':
        if (node.elements.length > 0) replace(node, 'list', '[]', site);
        break;
      case 'MemberExpression':
        if (node.optional) {
          const start = code.indexOf('?.', node.object.end);
          const text = node.computed ? '' : '.';
          found.push({ file, start, end: start + 2, text, kind: 'optional', site });
        }
        break;
      case 'CallExpression': {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.computed) break;
        const name = callee.property.name;
        if (Object.hasOwn(METHODS, name)) replace(callee.property, 'method', METHODS[name] ?? name, site);
        if (OMITTED.has(name) && !callee.optional) replace(node, 'method', textOf(callee.object), site);
        break;
      }
      case 'Literal':
        if (typeof node.value === 'boolean') replace(node, 'literal', String(!node.value), site);
        else if (typeof node.value === 'number') {
          replace(node, 'literal', String(node.value + 1), site);
          if (node.value > 0) replace(node, 'literal', String(node.value - 1), site);
        } else if (typeof node.value === 'string') {
          if (!isText && !SENTENCE.test(node.value))
            replace(node, 'literal', node.value === '' ? "'mutant'" : "''", site);
        } else if (node.regex !== undefined && node.regex !== null) {
          for (const text of otherExpressions(node.regex)) replace(node, 'expression', text, site);
        }
        break;
      case 'TemplateLiteral':
        if (!isText && !SENTENCE.test(textOf(node)) && node.quasis.some(hasText)) {
          replace(node, 'literal', '``', site);
        }
        break;
      default:
    }
  };

  /** @param {Node} node @param {{ site: Site, isText: boolean }} at */
  const visit = (node, at) => {
    if (isLeftAlone(node)) return;
    let here = at;
    if (node.type === 'ThrowStatement') here = { ...here, isText: true };
    if ((node.type === 'CallExpression' || node.type === 'NewExpression') && SPEAKS.test(textOf(node.callee))) {
      here = { ...here, isText: true };
    }
    if (/Function|Class/.test(node.type)) here = { ...here, isText: false };
    mutate(node, here);
    for (const [key, child] of Object.entries(node)) {
      if (isName(node, key)) continue;
      for (const each of Array.isArray(child) ? child : [child]) {
        if (each === null || typeof each !== 'object' || typeof each.type !== 'string') continue;
        visit(each, { ...here, site: siteOf(node, key, each) ?? here.site });
      }
    }
  };
  visit(/** @type {any} */ (program), { site: { start: 0 }, isText: false });
  return found.toSorted((one, other) => one.start - other.start || one.end - other.end);
}

/** Where a note that the code has run can stand. @param {Node} parent @param {string} key @param {Node} child */
function siteOf(parent, key, child) {
  if (parent.type === 'BlockStatement' || parent.type === 'Program') return { start: child.start };
  if (parent.type === 'SwitchCase' && key === 'consequent') return { start: child.start };
  return parent.type === 'ArrowFunctionExpression' && key === 'body' && child.type !== 'BlockStatement'
    ? { start: child.start, end: child.end }
    : undefined;
}

/** @param {Node} node */
function isString(node) {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}

/** @param {{ value: { raw: string } }} part */
function hasText(part) {
  return part.value.raw !== '';
}

/** @param {Node} node */
function isNothing(node) {
  return (node.type === 'Identifier' && node.name === 'undefined') || node.type === 'Literal';
}

/** @param {Node} node */
function isLeftAlone(node) {
  return (
    (node.type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull|ParameterProperty)/.test(node.type)) ||
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportAllDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && node.source !== null && node.source !== undefined) ||
    node.type === 'ImportExpression'
  );
}

/** Whether a child is a name or a type and no code. @param {Node} node @param {string} key */
function isName(node, key) {
  if (key === 'parent' || key === 'typeAnnotation' || key === 'typeArguments' || key === 'returnType') return true;
  return (key === 'key' || key === 'property') && !node.computed;
}

/** The same expression without an end, a flag or a repetition. @param {{ pattern: string, flags: string }} regex */
function otherExpressions({ pattern, flags }) {
  const others = new Set();
  if (pattern.startsWith('^')) others.add(`/${pattern.slice(1)}/${flags}`);
  if (pattern.endsWith('$') && !pattern.endsWith('\\$')) others.add(`/${pattern.slice(0, -1)}/${flags}`);
  if (flags.includes('i')) others.add(`/${pattern}/${flags.replace('i', '')}`);
  const [repeated] = /(?<=[\])\w])[+*]/.exec(pattern) ?? [];
  if (repeated !== undefined) {
    others.add(`/${pattern.replace(/(?<=[\])\w])[+*]/, repeated === '+' ? '*' : '+')}/${flags}`);
  }
  return [...others].filter((text) => text !== `//${flags}` && isExpression(text));
}

/** @param {string} text */
function isExpression(text) {
  const end = text.lastIndexOf('/');
  try {
    return new RegExp(text.slice(1, end), text.slice(end + 1)) instanceof RegExp;
  } catch {
    return false;
  }
}

/** @param {string} code @param {number} from */
function skipComments(code, from) {
  const [skipped = ''] = /^(?:\s|\/\*[^]*?\*\/|\/\/.*\n|\))*/.exec(code.slice(from)) ?? [];
  return from + skipped.length;
}

/** The file with its mistake. @param {string} code @param {Mutant} mutant */
export function mutated(code, { start, end, text }) {
  return code.slice(0, start) + text + code.slice(end);
}

/**
 * The line of a mutant, as it is and as it becomes, and the line before it.
 *
 * @param {string} code
 * @param {Mutant} mutant
 * @returns {{ line: number, behind: string, before: string, after: string }}
 */
export function shown(code, mutant) {
  const from = code.lastIndexOf('\n', mutant.start - 1) + 1;
  const next = code.indexOf('\n', mutant.end);
  const to = next < 0 ? code.length : next;
  return {
    line: code.slice(0, mutant.start).split('\n').length,
    behind: oneLine(code.slice(code.lastIndexOf('\n', from - 2) + 1, Math.max(0, from - 1))),
    before: oneLine(code.slice(from, to)),
    after: oneLine(code.slice(from, mutant.start) + mutant.text + code.slice(mutant.end, to)),
  };
}

/** @param {string} text */
function oneLine(text) {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/**
 * The file with notes of which of its mutants' code has run: `ran(index)` of the global object that a test file reads.
 *
 * @param {string} code
 * @param {readonly { index: number, site: Site }[]} sites
 */
export function noting(code, sites) {
  /** @type {{ at: number, text: string, isEnd: boolean }[]} */
  const notes = sites.flatMap(({ index, site: { start, end } }) => {
    const note = `globalThis.offhookMutation?.add(${index})`;
    return end === undefined
      ? [{ at: start, text: `${note};`, isEnd: false }]
      : [
          { at: start, text: `(${note}, `, isEnd: false },
          { at: end, text: ')', isEnd: true },
        ];
  });
  // From the last to the first, so that no place moves; where one ends and another begins, the end comes first.
  const last = notes.toSorted((one, other) => other.at - one.at || Number(one.isEnd) - Number(other.isEnd));
  return last.reduce((text, note) => text.slice(0, note.at) + note.text + text.slice(note.at), code);
}
