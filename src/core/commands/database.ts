import { byResult, databaseFailed, done, textOf } from '../codecs.js';
import { refusedArgument } from '../line.js';
import { defineCommand } from './define-command.js';

/**
 * Reads a value of AstDB.
 *
 * @param family - may be empty
 * @param key - may hold `/`
 * @returns the value, which may be empty
 * @throws DatabaseError when there is no such key
 * @remarks A value is read whole, whatever it holds; a second command shows where it ends.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/database_get | Asterisk: DATABASE GET}
 * @example
 * const status = await channel.databaseGet('agents', '1001');
 */
export const databaseGet = defineCommand('DATABASE GET', {
  encode: (family: string, key: string) => ({ family, key }),
  decode: byResult<string>({ '0': databaseFailed('there is no such key'), '1': textOf }),
  afterHangup: true,
  text: 'proven',
  answersAtOnce: true,
});

/**
 * Stores a value in AstDB.
 *
 * @param family - may be empty
 * @param key - may hold `/`; on Asterisk 16 family and key together at most about 253 bytes
 * @param value - may be empty
 * @throws DatabaseError when it was not stored
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/database_put | Asterisk: DATABASE PUT}
 * @example
 * await channel.databasePut('agents', '1001', 'on');
 */
export const databasePut = defineCommand('DATABASE PUT', {
  encode: (family: string, key: string, value: string) => ({ family, key, value }),
  decode: byResult<void>({ '0': databaseFailed('it was not stored'), '1': done }),
  afterHangup: true,
  answersAtOnce: true,
});

/**
 * Removes a key from AstDB.
 *
 * @param family - may be empty
 * @param key - may hold `/`
 * @throws DatabaseError when the database failed
 * @remarks Asterisk does not tell whether the key existed.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/database_del | Asterisk: DATABASE DEL}
 * @example
 * await channel.databaseDel('agents', '1001');
 */
export const databaseDel = defineCommand('DATABASE DEL', {
  encode: (family: string, key: string) => ({ family, key }),
  decode: byResult<void>({ '0': databaseFailed('it was not removed'), '1': done }),
  afterHangup: true,
  answersAtOnce: true,
});

/**
 * Removes a family of AstDB, or the keys below a part of it.
 *
 * @param family - all of it when nothing else is given
 * @param keyTree - only keys equal to it or beginning with it and `/`; default: all (as Asterisk)
 * @returns whether something was removed; false also when the database failed, which Asterisk does not tell apart
 * @throws ArgumentError for an empty name, and for `%` and `_`, which stand for any characters to Asterisk here: remove such keys
 * one by one with databaseDel; CommandError when Asterisk refuses it
 * @remarks To Asterisk upper and lower case of A to Z are the same here, and here alone: `agents` removes a family `Agents` too.
 * Asterisk answers the contrary of what its documentation says; this is the truth.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/database_deltree | Asterisk: DATABASE DELTREE}
 * @example
 * const wasSomething = await channel.databaseDelTree('agents', 'night');
 */
export const databaseDelTree = defineCommand('DATABASE DELTREE', {
  encode: (family: string, keyTree?: string) => ({
    family: exactly('family', family),
    keyTree: keyTree === undefined ? undefined : exactly('keyTree', keyTree),
  }),
  decode: byResult<boolean>({ '0': () => true, '1': () => false }),
  afterHangup: true,
  answersAtOnce: true,
});

/** Asterisk compares with SQL's LIKE and has no escape for it. */
function exactly(argument: string, name: string): string {
  const verb = 'DATABASE DELTREE';
  if (name === '') {
    const problem =
      argument === 'family' ? 'that empties AstDB, which databaseClear() does' : 'leave it out for all keys';
    throw refusedArgument(verb, argument, name, `an empty name stands for everything; ${problem}`);
  }
  if (!/[%_]/.test(name)) return name;
  throw refusedArgument(
    verb,
    argument,
    name,
    '% and _ stand for any characters here; remove the keys one by one with databaseDel',
  );
}
