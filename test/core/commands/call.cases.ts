import { ChannelState } from '../../../src/core/commands/call.js';
import { type CommandCase, GONE, STILL_THERE } from '../support/conversation.js';

export const callCases: readonly CommandCase[] = [
  { call: (c) => c.answer(), talk: ['> ANSWER', '< 200 result=0'] },
  {
    call: (c) => c.answer(),
    talk: ['> ANSWER', '< 200 result=-1', ...STILL_THERE],
    fails: ['CommandError', /^ANSWER: the channel could not be answered. Asterisk answered "200 result=-1"/],
  },
  { call: (c) => c.answer(), talk: ['> ANSWER', '< 200 result=-1', ...GONE], fails: ['HangUpError', /result|dead/] },
  {
    call: (c) => c.answer(),
    talk: ['> ANSWER', '< 200 result=7'],
    fails: ['ProtocolError', /ANSWER has no such answer.*200 result=7/],
  },

  { call: (c) => c.hangup(), talk: ['> HANGUP', '< 200 result=1'] },
  { call: (c) => c.hangup('PJSIP/a b'), talk: ['> HANGUP "PJSIP/a b"', '< 200 result=1'] },
  {
    call: (c) => c.hangup('nope'),
    talk: ['> HANGUP "nope"', '< 200 result=-1', ...STILL_THERE],
    fails: ['CommandError', /there is no such channel/],
  },
  {
    call: (c) => c.hangup(),
    talk: ['> HANGUP', '< 511 Command Not Permitted on a dead channel or intercept routine'],
    fails: ['HangUpError', /HANGUP/],
  },

  { call: (c) => c.channelStatus(), talk: ['> CHANNEL STATUS', '< 200 result=4'], gives: ChannelState.ring },
  {
    call: (c) => c.channelStatus('Local/x;1'),
    talk: ['> CHANNEL STATUS "Local/x;1"', '< 200 result=6'],
    gives: ChannelState.up,
  },
  { call: (c) => c.channelStatus(), talk: ['> CHANNEL STATUS', '< 200 result=9'], gives: 9 },
  {
    call: (c) => c.channelStatus('nope'),
    talk: ['> CHANNEL STATUS "nope"', '< 200 result=-1'],
    fails: ['CommandError', /there is no such channel/],
  },
  { call: (c) => c.channelStatus(), talk: [...GONE], fails: ['HangUpError', /511/] },
  { call: (c) => c.channelStatus(), talk: ['> CHANNEL STATUS', '< 200 result=-2'], fails: ['ProtocolError'] },
  { call: (c) => c.channelStatus(), talk: ['> CHANNEL STATUS', '< 200 result='], fails: ['ProtocolError'] },

  { call: (c) => c.setAutoHangup(1.5), talk: ['> SET AUTOHANGUP "1.5"', '< 200 result=0'] },
  { call: (c) => c.setAutoHangup(), talk: ['> SET AUTOHANGUP "0"', '< 200 result=0'] },
  { call: (c) => c.setAutoHangup(2 ** 31 - 1), talk: ['> SET AUTOHANGUP "2147483647"', '< 200 result=0'] },
  { call: (c) => c.setAutoHangup(2 ** 31), talk: [], fails: ['ArgumentError', /seconds is "2147483648"/] },
  { call: (c) => c.setAutoHangup(-1), talk: [], fails: ['ArgumentError', /SET AUTOHANGUP: seconds is "-1"/] },
  { call: (c) => c.setAutoHangup(Number.NaN), talk: [], fails: ['ArgumentError', /seconds is "NaN"/] },
  { call: (c) => c.setAutoHangup(2 ** 31), talk: [], fails: ['ArgumentError'] },

  { call: (c) => c.asyncAgiBreak(), talk: ['> ASYNCAGI BREAK', '< 200 result=0'] },
  { call: (c) => c.asyncAgiBreak(), talk: ['> ASYNCAGI BREAK', '< 200 result=-1'], fails: ['CommandError'] },
];
