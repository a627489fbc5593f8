import { expand } from '../expand.js';
import { findChannel } from '../find-channel.js';
import { cutBytes } from '../text.js';
import { readVariable, writeVariable } from '../variables.js';
import { defineVirtualCommand, result } from './define-virtual-command.js';

/** GET VARIABLE answers from a fixed buffer. */
const LONGEST_VALUE_BYTES = 1023;

export const getVariable = defineVirtualCommand('GET VARIABLE', {
  usage: '<variablename>',
  args: [1, 1],
  afterHangup: true,
  run(call, [name = '']) {
    const value = readVariable(call, name);
    return result(value === undefined ? '0' : `1 (${cutBytes(value, LONGEST_VALUE_BYTES)})`);
  },
});

export const getFullVariable = defineVirtualCommand('GET FULL VARIABLE', {
  usage: '<expression> [<channelname>]',
  args: [1, 2],
  afterHangup: true,
  run(call, [expression = '', channelName]) {
    const found = channelName === undefined ? call : findChannel(call.asterisk, channelName);
    if (found === undefined) return result(0);
    return result(`1 (${expand({ ...call, channel: found.channel }, expression)})`);
  },
});

export const setVariable = defineVirtualCommand('SET VARIABLE', {
  usage: '<variablename> <value>',
  args: [2, 2],
  afterHangup: true,
  run(call, [name = '', value = '']) {
    writeVariable(call, name, value);
    // Also when a function refused the value.
    return result(1);
  },
});
