import { databaseDelTree } from './commands/database.js';
import { defineCommand } from './commands/define-command.js';

/** @internal The command that empties AstDB; not in the table, where each command of Asterisk has one method. */
export const databaseClear = defineCommand('DATABASE DELTREE', {
  encode: () => ({ family: '' }),
  decode: databaseDelTree.decode,
  afterHangup: true,
  answersAtOnce: true,
});
