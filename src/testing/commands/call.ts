import { answerChannel } from '../answer-channel.js';
import { hangUpAfter } from '../auto-hang-up.js';
import { findChannel } from '../find-channel.js';
import { readDecimal } from '../words.js';
import { defineVirtualCommand, failure, result, USAGE } from './define-virtual-command.js';

const DOWN = 0;
const RING = 4;
const UP = 6;

export const answer = defineVirtualCommand('ANSWER', {
  usage: '',
  args: [0, Infinity],
  *run(call) {
    const { kind } = yield* answerChannel(call);
    return kind === 'hangup' ? failure(-1) : result(0);
  },
});

export const hangup = defineVirtualCommand('HANGUP', {
  usage: '[<channelname>]',
  args: [0, 1],
  run(call, [name]) {
    const found = name === undefined ? { call, isCallersHalf: false } : findChannel(call.asterisk, name);
    if (found === undefined) return result(-1);
    found.call.hangUp(found.isCallersHalf ? 'caller' : 'app');
    return result(1);
  },
});

export const channelStatus = defineVirtualCommand('CHANNEL STATUS', {
  usage: '[<channelname>]',
  args: [0, 1],
  run({ channel, asterisk }, [name]) {
    const found = name === undefined ? { channel, isCallersHalf: false } : findChannel(asterisk, name);
    if (found === undefined) return result(-1);
    if (found.channel.isAnswered) return result(UP);
    return result(found.isCallersHalf ? DOWN : RING);
  },
});

export const setAutohangup = defineVirtualCommand('SET AUTOHANGUP', {
  usage: '<time>',
  args: [1, 1],
  run(call, [time]) {
    const seconds = readDecimal(time);
    if (seconds === undefined) return USAGE;
    hangUpAfter(call, seconds * 1000);
    return result(0);
  },
});

export const noop = defineVirtualCommand('NOOP', {
  usage: '',
  args: [0, Infinity],
  afterHangup: true,
  run: () => result(0),
});

export const asyncagiBreak = defineVirtualCommand('ASYNCAGI BREAK', {
  usage: '',
  args: [0, Infinity],
  afterHangup: true,
  run: () => result(0),
});

export const verbose = defineVirtualCommand('VERBOSE', {
  usage: '<message> <level>',
  args: [1, Infinity],
  afterHangup: true,
  run(call, [message = '']) {
    call.tell({ kind: 'console', message });
    return result(1);
  },
});

export const sendText = defineVirtualCommand('SEND TEXT', {
  usage: '"<text to send>"',
  args: [1, 1],
  run(call, [text = '']) {
    if (text !== '') call.tell({ kind: 'text', text });
    return result(0);
  },
});

export const sendImage = defineVirtualCommand('SEND IMAGE', { usage: '<image>', args: [1, 1], run: () => result(0) });

/** No Asterisk of today's telephones can. */
export const tddMode = defineVirtualCommand('TDD MODE', { usage: '<on|off|mate>', args: [1, 1], run: () => result(0) });
