import { inspect } from 'node:util';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { codeOf, legible, loggable, loggableFields, writableFields } from '../../src/errors/loggable.js';

const fails = (what: string) => () => {
  throw new Error(what);
};
const withGetter = (name: string) =>
  Object.defineProperty(new Error('said'), name, { get: fails(name), enumerable: true });
const closedProxy = () => {
  const { proxy, revoke } = Proxy.revocable(new Error('said'), {});
  revoke();
  return proxy;
};
const inCircles = () => {
  const error: Error & { other?: unknown } = new Error('said');
  error.cause = error;
  error.other = error;
  return error;
};
const deep = (count: number) => {
  let error = new Error('innermost');
  for (let cause = 0; cause < count; cause++) error = new Error('said', { cause: error });
  return error;
};

/** Each refers to the next so often: one error more, and a logger writes so many times as much. */
const shared = (depth: number, times: number) => {
  let error: Error = new Error('innermost');
  for (let level = 0; level < depth; level++)
    error = Object.assign(
      new Error('said'),
      Object.fromEntries(Array.from({ length: times }, (_, part) => [`part${part}`, error])),
    );
  return error;
};
const allKnowAll = (count: number) => {
  const errors: readonly Error[] = Array.from({ length: count }, () => new Error('said'));
  const parts = Object.fromEntries(errors.map((error, part) => [`part${part}`, error]));
  for (const error of errors) Object.assign(error, parts);
  return errors[0];
};
const ofItself = () => {
  const error = new AggregateError([], 'said');
  error.errors.push(error);
  return error;
};
const ofEachOther = () => {
  const [one, other] = [new AggregateError([], 'said'), new AggregateError([], 'said')];
  one.errors.push(other);
  other.errors.push(one);
  return one;
};

class CustomError extends RangeError {
  override readonly name = 'CustomError';
  readonly code = 'E_CUSTOM';
}

/** What loggers cannot take. */
const HOSTILE: Readonly<Record<string, () => unknown>> = {
  'a frozen error': () => Object.freeze(new Error('said')),
  'a sealed error': () => Object.seal(new Error('said')),
  'an error that takes no more properties': () => Object.preventExtensions(new Error('said')),
  'an error with a frozen cause': () => new Error('said', { cause: Object.freeze(new Error('why')) }),
  'an error with a frozen error as a field': () =>
    Object.assign(new Error('said'), { inner: Object.freeze(new Error()) }),
  'an AggregateError with a frozen error in it': () => new AggregateError([Object.freeze(new Error('one'))], 'said'),
  'an error whose message throws': () => withGetter('message'),
  'an error whose stack throws': () => withGetter('stack'),
  'an error whose cause throws': () => withGetter('cause'),
  'an error with a cause() that throws': () => Object.assign(new Error('said'), { cause: fails('no cause') }),
  'an error with a field that throws': () => withGetter('row'),
  'an error whose class throws': () => withGetter('constructor'),
  'a proxy that answers nothing': () =>
    new Proxy(new Error('said'), { get: fails('get'), ownKeys: fails('keys'), getPrototypeOf: fails('class') }),
  'a proxy that was closed': closedProxy,
  'an object without a prototype whose message throws': () =>
    Object.create(null, { message: { get: fails('message'), enumerable: true } }) as unknown,
  'an error that quotes five megabytes': () => new Error('x'.repeat(5_000_000)),
  'a chain of ten thousand causes': () => deep(10_000),
  'an AggregateError of ten thousand': () =>
    new AggregateError(Array.from({ length: 10_000 }, deep.bind(null, 0)), 'said'),
  'an AggregateError of itself': ofItself,
  'two AggregateErrors of each other': ofEachOther,
  'errors that each refer ten times to the next': () => shared(9, 10),
  'a dozen errors that all refer to all': () => allKnowAll(12),
};

describe.each(Object.entries(HOSTILE))('%s', (_, make) => {
  test('is copied, so that pino and a console can show it', () => {
    const copy = loggable(make());
    expect(copy).toBeInstanceOf(Error);
    let line = '';
    pino({ base: null }, { write: (text: string) => (line = text) }).error({ err: copy }, 'failed');
    expect(JSON.parse(line)).toMatchObject({ msg: 'failed', err: { stack: expect.any(String) as unknown } });
    expect(line.length).toBeLessThan(200_000);
    expect(inspect(copy)).toEqual(expect.any(String));
  });

  test('has a name, and its class can be asked', () => {
    expect(codeOf(make(), 'other')).toEqual(expect.any(String));
    expect(() => legible(make()) instanceof Error).not.toThrow();
  });
});

/** What they can. */
const HARMLESS: Readonly<Record<string, () => unknown>> = {
  'an error': () => new Error('said'),
  'an error with a cause and fields': () => Object.assign(new Error('said', { cause: new Error('why') }), { row: 7 }),
  'an AggregateError': () => new AggregateError([new Error('one')], 'said'),
  'a DOMException': () => new DOMException('said', 'AbortError'),
  'an error in circles': inCircles,
  'an AggregateError whose errors have one cause': () => {
    const cause = new Error('why');
    return new AggregateError([new Error('one', { cause }), new Error('two', { cause })], 'said');
  },
  'a text': () => 'said',
  undefined: () => undefined,
  'an object that is frozen and no error': () => Object.freeze({ status: 503 }),
};

test.each(Object.entries(HARMLESS))('%s is left as it is', (_, make) => {
  const value = make();
  expect(loggable(value)).toBe(value);
  expect(legible(value)).toBe(value);
});

test('a copy keeps class, name, message, stack, code, cause and fields', () => {
  const error = Object.freeze(Object.assign(new CustomError('said', { cause: new Error('why') }), { row: { id: 7 } }));
  const copy = loggable(error) as CustomError & { row: unknown };
  expect(copy).not.toBe(error);
  expect(copy).toBeInstanceOf(CustomError);
  expect(copy).toMatchObject({
    name: 'CustomError',
    message: 'said',
    stack: error.stack,
    code: 'E_CUSTOM',
    row: { id: 7 },
  });
  expect((copy.cause as Error).message).toBe('why');
  expect(codeOf(error, 'other')).toBe('E_CUSTOM');
});

test('a copy says where an error leads back to itself', () => {
  const copy = loggable(ofEachOther()) as AggregateError;
  expect(copy).toMatchObject({ message: 'said', errors: [{ message: 'said', errors: ['[circular]'] }] });
  expect(copy).toBeInstanceOf(AggregateError);
});

test.each([
  ['E_TEXT', 'E_TEXT'],
  [404, '404'],
  [{ status: 404 }, 'RangeError'],
  [undefined, 'RangeError'],
])('the code %j of an error is its name: %s', (code, name) => {
  expect(codeOf(Object.assign(new RangeError('said'), { code }), 'other')).toBe(name);
});

test('what is no error has the name that is asked for', () => {
  expect(codeOf('text', 'other')).toBe('other');
});

describe('the fields of a line', () => {
  test('are the same object when there is nothing to mend', () => {
    const fields = { err: new Error('said'), row: Object.freeze({ id: 7 }) };
    expect(loggableFields(fields)).toBe(fields);
  });

  test('keep all that can be read', () => {
    const frozen = Object.freeze(new Error('said'));
    const fields = Object.defineProperty({ id: 7, err: frozen }, 'row', { get: fails('row'), enumerable: true });
    const { err, ...others } = loggableFields(fields) as { err: Error };
    expect(err.message).toBe('said');
    expect(Object.isFrozen(err)).toBe(false);
    expect(others).toEqual({ id: 7, row: '[unreadable]' });
  });

  test('may be an error themselves', () => {
    expect(loggableFields(Object.freeze(new RangeError('said')))).toMatchObject({ message: 'said' });
  });

  test('of a proxy that answers nothing are none', () => {
    expect(loggableFields(new Proxy({}, { ownKeys: fails('keys'), getPrototypeOf: fails('class') }))).toEqual({});
  });
});

test('a field whose parts are shared over and over is not written', () => {
  let row: object = { id: 7 };
  for (let level = 0; level < 40; level++) row = { row, same: row };
  expect(writableFields({ id: 7, row })).toEqual({ id: 7, row: '[unreadable]' });
});
