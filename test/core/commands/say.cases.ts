import { type CommandCase, GONE, STILL_THERE } from '../support/conversation.js';

const noon = new Date('2026-11-23T12:00:00.900Z');
const NOON = 1_795_435_200;

export const sayCases: readonly CommandCase[] = [
  { call: (c) => c.sayAlpha('aB'), talk: ['> SAY ALPHA "aB" ""', '< 200 result=0'], gives: { kind: 'finished' } },
  {
    call: (c) => c.sayAlpha('aB', '1', 'upper'),
    talk: ['> SAY ALPHA "aB" "1" "u"', '< 200 result=49'],
    gives: { kind: 'key', key: '1' },
  },
  {
    call: (c) => c.sayAlpha('aB'),
    talk: ['> SAY ALPHA "aB" ""', '< 200 result=-1', ...STILL_THERE],
    gives: { kind: 'notPlayed' },
  },
  {
    call: (c) => c.sayAlpha('aB'),
    talk: ['> SAY ALPHA "aB" ""', '< 200 result=-1', ...GONE],
    fails: ['HangUpError', /SAY ALPHA/],
  },
  { call: (c) => c.sayAlpha('aB'), talk: ['> SAY ALPHA "aB" ""', '< 200 result=1'], fails: ['ProtocolError'] },

  { call: (c) => c.sayDate(noon), talk: [`> SAY DATE ${NOON} ""`, '< 200 result=0'], gives: { kind: 'finished' } },
  { call: (c) => c.sayDate(0, '#'), talk: ['> SAY DATE 0 "#"', '< 200 result=35'], gives: { kind: 'key', key: '#' } },
  {
    call: (c) => c.sayDate(new Date(Number.NaN)),
    talk: [],
    fails: ['ArgumentError', /SAY DATE: when is "Invalid Date"/],
  },

  { call: (c) => c.sayTime(-1.5), talk: [], fails: ['ArgumentError', /SAY TIME: when is "-1.5"/] },
  {
    call: (c) => c.sayTime(noon, [1]),
    talk: [`> SAY TIME ${NOON} "1"`, '< 200 result=-1', ...STILL_THERE],
    gives: { kind: 'notPlayed' },
  },

  {
    call: (c) => c.sayDateTime(noon),
    talk: [`> SAY DATETIME ${NOON} "" "ABdY 'digits/at' IMp"`, '< 200 result=0'],
    gives: { kind: 'finished' },
  },
  {
    call: (c) => c.sayDateTime(NOON, '*', 'HM', 'Europe/Paris'),
    talk: [`> SAY DATETIME ${NOON} "*" "HM" "Europe/Paris"`, '< 200 result=42'],
    gives: { kind: 'key', key: '*' },
  },
  {
    call: (c) => c.sayDateTime(Number.POSITIVE_INFINITY),
    talk: [],
    fails: ['ArgumentError', /SAY DATETIME: when is "Infinity"/],
  },

  {
    call: (c) => c.sayDigits('0012*#'),
    talk: ['> SAY DIGITS "0012*#" ""', '< 200 result=0'],
    gives: { kind: 'finished' },
  },
  {
    call: (c) => c.sayDigits('-1', '7'),
    talk: ['> SAY DIGITS "-1" "7"', '< 200 result=55'],
    gives: { kind: 'key', key: '7' },
  },
  { call: (c) => c.sayDigits('*12'), talk: [], fails: ['ArgumentError', /SAY DIGITS: digits is "\*12"/] },
  { call: (c) => c.sayDigits(''), talk: [], fails: ['ArgumentError'] },

  { call: (c) => c.sayNumber(-5), talk: ['> SAY NUMBER -5 ""', '< 200 result=0'], gives: { kind: 'finished' } },
  {
    call: (c) => c.sayNumber(2 ** 31 - 1, '1', 'f'),
    talk: ['> SAY NUMBER 2147483647 "1" "f"', '< 200 result=49'],
    gives: { kind: 'key', key: '1' },
  },
  {
    call: (c) => c.sayNumber(2 ** 31),
    talk: [],
    fails: ['ArgumentError', /SAY NUMBER: value is "2147483648", .*says larger ones wrong/],
  },
  { call: (c) => c.sayNumber(1.5), talk: [], fails: ['ArgumentError'] },

  {
    call: (c) => c.sayPhonetic('abc', '0'),
    talk: ['> SAY PHONETIC "abc" "0"', '< 200 result=48'],
    gives: { kind: 'key', key: '0' },
  },
  { call: (c) => c.sayPhonetic('abc', 'x'), talk: [], fails: ['ArgumentError', /SAY PHONETIC: escapeDigits/] },
];
