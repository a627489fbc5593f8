import { defineVirtualCommand, result } from './define-virtual-command.js';

export const databaseGet = defineVirtualCommand('DATABASE GET', {
  usage: '<family> <key>',
  args: [2, 2],
  afterHangup: true,
  run({ asterisk }, [family = '', key = '']) {
    const value = asterisk.database.get(family, key);
    return result(value === undefined ? '0' : `1 (${value})`);
  },
});

export const databasePut = defineVirtualCommand('DATABASE PUT', {
  usage: '<family> <key> <value>',
  args: [3, 3],
  afterHangup: true,
  run({ asterisk }, [family = '', key = '', value = '']) {
    asterisk.database.put(family, key, value);
    return result(1);
  },
});

export const databaseDel = defineVirtualCommand('DATABASE DEL', {
  usage: '<family> <key>',
  args: [2, 2],
  afterHangup: true,
  run({ asterisk }, [family = '', key = '']) {
    asterisk.database.delete(family, key);
    // Also when there was no such key.
    return result(1);
  },
});

export const databaseDeltree = defineVirtualCommand('DATABASE DELTREE', {
  usage: '<family> [<keytree>]',
  args: [1, 2],
  afterHangup: true,
  run({ asterisk }, [family = '', keyTree]) {
    // The other way round than documented: 0 when something was deleted.
    return result(asterisk.database.deleteTree(family, keyTree) > 0 ? 0 : 1);
  },
});
