import { AstDb } from 'offhook/testing';
import { beforeEach, describe, expect, test } from 'vitest';

let database: AstDb;

beforeEach(() => {
  database = new AstDb();
  for (const [family, key] of [
    ['agents', '1001'],
    ['agents', 'night/1001'],
    ['agents', 'night/1002'],
    ['agents2', '1001'],
  ] as const)
    database.put(family, key, 'on');
});

const left = () =>
  ['agents/1001', 'agents/night/1001', 'agents/night/1002', 'agents2/1001'].filter((path) => {
    const [family = '', ...key] = path.split('/');
    return database.get(family, key.join('/')) !== undefined;
  });

describe('the database of the virtual Asterisk', () => {
  test('keeps the last value of a key', () => {
    database.put('agents', '1001', 'off');
    expect(database.get('agents', '1001')).toBe('off');
    expect(database.get('agents', '1002')).toBeUndefined();
    expect(database.get('night', '1001')).toBeUndefined();
  });

  test('forgets a key, once', () => {
    expect([database.delete('agents', '1001'), database.delete('agents', '1001')]).toEqual([true, false]);
    expect(left()).toEqual(['agents/night/1001', 'agents/night/1002', 'agents2/1001']);
  });

  test.each([
    ['a family, and none whose name only begins so', 'agents', undefined, 3, ['agents2/1001']],
    ['a family whose keys are told as empty', 'agents', '', 3, ['agents2/1001']],
    ['what stands below a key', 'agents', 'night', 2, ['agents/1001', 'agents2/1001']],
    ['a key itself', 'agents', '1001', 1, ['agents/night/1001', 'agents/night/1002', 'agents2/1001']],
    ['nothing below half a key', 'agents', 'nig', 0, undefined],
    ['nothing of a family that is not there', 'queues', undefined, 0, undefined],
  ] as const)('forgets %s', (_, family, keyTree, count, rest) => {
    const before = left();
    expect(database.deleteTree(family, keyTree)).toBe(count);
    expect(left()).toEqual(rest ?? before);
  });
});
