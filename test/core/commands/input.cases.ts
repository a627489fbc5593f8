import { type CommandCase, GONE, STILL_THERE } from '../support/conversation.js';

export const inputCases: readonly CommandCase[] = [
  {
    call: (c) => c.getData('pin'),
    talk: ['> GET DATA "pin" 2000 255', '< 200 result=0012'],
    gives: { kind: 'complete', digits: '0012' },
  },
  {
    call: (c) => c.getData('pin', { timeoutMs: 5000, maxDigits: 4 }),
    talk: ['> GET DATA "pin" 5000 4', '< 200 result=*1A2'],
    gives: { kind: 'complete', digits: '*1A2' },
  },
  {
    call: (c) => c.getData(''),
    talk: ['> GET DATA "" 2000 255', '< 200 result='],
    gives: { kind: 'complete', digits: '' },
  },
  {
    call: (c) => c.getData('pin'),
    talk: ['> GET DATA "pin" 2000 255', '< 200 result=12 (timeout)'],
    gives: { kind: 'timeout', digits: '12' },
  },
  {
    call: (c) => c.getData('pin'),
    talk: ['> GET DATA "pin" 2000 255', '< 200 result= (timeout)'],
    gives: { kind: 'timeout', digits: '' },
  },
  // What AMI's ControlPlayback leaves in the place of a digit is no UTF-8.
  {
    call: (c) => c.getData('', { maxDigits: 1 }),
    talk: ['> GET DATA "" 2000 1', '< 200 result=\ufffd'],
    gives: { kind: 'control', digits: '' },
  },
  {
    call: (c) => c.getData('', { maxDigits: 3 }),
    talk: ['> GET DATA "" 2000 3', '< 200 result=1\ufffd2'],
    gives: { kind: 'control', digits: '12' },
  },
  {
    call: (c) => c.getData('', { maxDigits: 4 }),
    talk: ['> GET DATA "" 2000 4', '< 200 result=1\ufffd2'],
    gives: { kind: 'complete', digits: '12' },
  },
  {
    call: (c) => c.getData('', { maxDigits: 4 }),
    talk: ['> GET DATA "" 2000 4', '< 200 result=1\ufffd (timeout)'],
    gives: { kind: 'timeout', digits: '1' },
  },
  { call: (c) => c.getData(''), talk: ['> GET DATA "" 2000 255', '< 200 result=1\u00e8'], fails: ['ProtocolError'] },
  {
    call: (c) => c.getData('none'),
    talk: ['> GET DATA "none" 2000 255', '< 200 result=-1', ...STILL_THERE],
    gives: { kind: 'notPlayed', file: 'none' },
  },
  {
    call: (c) => c.getData('pin'),
    talk: ['> GET DATA "pin" 2000 255', '< 200 result=-1', ...GONE],
    fails: ['HangUpError', /GET DATA/],
  },
  { call: (c) => c.getData('pin'), talk: ['> GET DATA "pin" 2000 255', '< 200 result=12#'], fails: ['ProtocolError'] },
  {
    call: (c) => c.getData('pin'),
    talk: ['> GET DATA "pin" 2000 255', '< 200 result=12 (dtmf)'],
    fails: ['ProtocolError'],
  },
  {
    call: (c) => c.getData('pin', { timeoutMs: 0 }),
    talk: [],
    fails: ['ArgumentError', /GET DATA: timeoutMs is "0", .*reads 0 as 6000/],
  },
  { call: (c) => c.getData('pin', { timeoutMs: 0.5 }), talk: [], fails: ['ArgumentError', /timeoutMs is "0.5"/] },
  { call: (c) => c.getData('pin', { maxDigits: 1024 }), talk: [], fails: ['ArgumentError', /maxDigits is "1024"/] },
  { call: (c) => c.getData('pin', { maxDigits: 0 }), talk: [], fails: ['ArgumentError', /maxDigits is "0"/] },

  {
    call: (c) => c.getOption('menu', '12'),
    talk: ['> GET OPTION "menu" "12" 2000', '< 200 result=50 endpos=7360'],
    gives: { kind: 'key', key: '2', endSamples: 7360 },
  },
  {
    call: (c) => c.getOption('menu', [1, 2], { timeoutMs: 0 }),
    talk: ['> GET OPTION "menu" "12" 0', '< 200 result=0 endpos=3520', ...STILL_THERE],
    gives: { kind: 'noKey', endSamples: 3520 },
  },
  {
    call: (c) => c.getOption('menu', '12'),
    talk: ['> GET OPTION "menu" "12" 2000', '< 200 result=0 endpos=3520', ...GONE],
    fails: ['HangUpError', /GET OPTION/],
  },
  {
    call: (c) => c.getOption('none', '12'),
    talk: ['> GET OPTION "none" "12" 2000', '< 200 result=-1 endpos=0', ...STILL_THERE],
    gives: { kind: 'notPlayed', file: 'none' },
  },
  {
    call: (c) => c.getOption('menu', '12'),
    talk: ['> GET OPTION "menu" "12" 2000', '< 200 result=-1 endpos=99', ...GONE],
    fails: ['HangUpError'],
  },
  {
    call: (c) => c.getOption('menu', '12', { timeoutMs: -2 }),
    talk: [],
    fails: ['ArgumentError', /GET OPTION: timeoutMs is "-2"/],
  },

  { call: (c) => c.waitForDigit(), talk: ['> WAIT FOR DIGIT -1', '< 200 result=42'], gives: { kind: 'key', key: '*' } },
  { call: (c) => c.waitForDigit(5000), talk: ['> WAIT FOR DIGIT 5000', '< 200 result=0'], gives: { kind: 'timeout' } },
  {
    call: (c) => c.waitForDigit(5000),
    talk: ['> WAIT FOR DIGIT 5000', '< 200 result=1'],
    gives: { kind: 'interrupted' },
  },
  {
    call: (c) => c.waitForDigit(5000),
    talk: ['> WAIT FOR DIGIT 5000', '< 200 result=1000'],
    gives: { kind: 'control', code: 1000 },
  },
  {
    call: (c) => c.waitForDigit(5000),
    talk: ['> WAIT FOR DIGIT 5000', '< 200 result=-1'],
    fails: ['HangUpError', /the command ended because the channel hung up/],
  },
  { call: (c) => c.waitForDigit(5000), talk: ['> WAIT FOR DIGIT 5000', '< 200 result=2'], fails: ['ProtocolError'] },
  { call: (c) => c.waitForDigit(-2), talk: [], fails: ['ArgumentError', /WAIT FOR DIGIT: timeoutMs is "-2"/] },
];
