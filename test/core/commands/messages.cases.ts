import { type CommandCase, GONE, STILL_THERE } from '../support/conversation.js';

export const messagesCases: readonly CommandCase[] = [
  { call: (c) => c.sendText('wörld "q"'), talk: ['> SEND TEXT "wörld \\"q\\""', '< 200 result=0'] },
  {
    call: (c) => c.sendText('x'),
    talk: ['> SEND TEXT "x"', '< 200 result=-1', ...STILL_THERE],
    fails: ['CommandError', /the text was not sent/],
  },
  { call: (c) => c.sendText('x'), talk: ['> SEND TEXT "x"', '< 200 result=-1', ...GONE], fails: ['HangUpError'] },

  { call: (c) => c.sendImage('logo'), talk: ['> SEND IMAGE "logo"', '< 200 result=0'] },
  {
    call: (c) => c.sendImage('logo'),
    talk: ['> SEND IMAGE "logo"', '< 200 result=-1', ...GONE],
    fails: ['HangUpError'],
  },

  {
    call: (c) => c.receiveText(5000),
    talk: ['> RECEIVE TEXT 5000', '< 200 result=1 (hello (x))'],
    gives: { kind: 'text', text: 'hello (x)' },
  },
  {
    call: (c) => c.receiveText(),
    talk: ['> RECEIVE TEXT -1', '< 200 result=1 (a', '< b)'],
    gives: { kind: 'text', text: 'a\nb' },
  },
  {
    call: (c) => c.receiveText(0),
    talk: ['> RECEIVE TEXT 0', '< 200 result=-1', ...STILL_THERE],
    gives: { kind: 'timeout' },
  },
  {
    call: (c) => c.receiveText(),
    talk: ['> RECEIVE TEXT -1', '< 200 result=-1', ...GONE],
    fails: ['HangUpError', /RECEIVE TEXT/],
  },

  { call: (c) => c.receiveChar(), talk: ['> RECEIVE CHAR -1', '< 200 result=104'], gives: { kind: 'byte', byte: 104 } },
  {
    call: (c) => c.receiveChar(300),
    talk: ['> RECEIVE CHAR 300', '< 200 result=-1 (hangup)', ...STILL_THERE],
    gives: { kind: 'timeout' },
  },
  {
    call: (c) => c.receiveChar(300),
    talk: ['> RECEIVE CHAR 300', '< 200 result=0 (timeout)', ...STILL_THERE],
    gives: { kind: 'timeout' },
  },
  {
    call: (c) => c.receiveChar(),
    talk: ['> RECEIVE CHAR -1', '< 200 result=-1 (hangup)', ...GONE],
    fails: ['HangUpError', /RECEIVE CHAR/],
  },
  { call: (c) => c.receiveChar(), talk: ['> RECEIVE CHAR -1', '< 200 result=256'], fails: ['ProtocolError'] },

  { call: (c) => c.tddMode('mate'), talk: ['> TDD MODE "mate"', '< 200 result=1'] },
  { call: (c) => c.tddMode('on'), talk: ['> TDD MODE "on"', '< 200 result=0'], fails: ['CommandError', /no support/] },
  // A caller from JavaScript may write anything.
  {
    call: (c) => c.tddMode('On' as 'on'),
    talk: [],
    fails: ['ArgumentError', /TDD MODE: mode is "On", but Asterisk reads any other word as off/],
  },
];
