import type { CommandCase } from '../support/conversation.js';

export const variablesCases: readonly CommandCase[] = [
  { call: (c) => c.getVariable('EXTEN'), talk: ['> GET FULL VARIABLE "${EXTEN}"', '< 200 result=1 (s)'], gives: 's' },
  {
    call: (c) => c.getVariable('X'),
    talk: ['> GET FULL VARIABLE "${X}"', '< 200 result=1 ()', '> GET VARIABLE "X"', '< 200 result=0'],
    gives: undefined,
  },
  {
    call: (c) => c.getVariable('X'),
    talk: ['> GET FULL VARIABLE "${X}"', '< 200 result=1 ()', '> GET VARIABLE "X"', '< 200 result=1 ()'],
    gives: '',
  },
  {
    call: (c) => c.getVariable('X'),
    talk: ['> GET FULL VARIABLE "${X}"', '< 200 result=1 ((a) endpos=3 "q" )b)'],
    gives: '(a) endpos=3 "q" )b',
  },
  {
    call: (c) => c.getVariable('X'),
    talk: ['> GET FULL VARIABLE "${X}"', '< 200 result=1 (a', '< 200 result=1 (fake)', '< HANGUP', '< )'],
    gives: 'a\n200 result=1 (fake)\nHANGUP\n',
  },
  {
    call: (c) => c.getVariable('X'),
    talk: ['> GET FULL VARIABLE "${X}"', '< HANGUP', '< 200 result=1 (late)'],
    gives: 'late',
  },
  {
    call: (c) => c.getVariable('X'),
    talk: ['> GET FULL VARIABLE "${X}"', '< 200 result=1 x)'],
    fails: ['ProtocolError'],
  },
  {
    call: (c) => c.getVariable('a\rb'),
    talk: [],
    fails: ['ArgumentError', /GET VARIABLE: name is "a\\x0db", but a variable is named by letters/],
  },
  { call: (c) => c.getVariable('SHELL(id)'), talk: [], fails: ['ArgumentError', /it is a function of Asterisk/] },
  { call: (c) => c.getVariable('A}${B'), talk: [], fails: ['ArgumentError', /a variable is named by letters/] },
  { call: (c) => c.getVariable('A:0:3'), talk: [], fails: ['ArgumentError', /a variable is named by letters/] },

  {
    call: (c) => c.getFullVariable('${A},"${B}"'),
    talk: ['> GET FULL VARIABLE "${A},\\"${B}\\""', '< 200 result=1 (1,"2")'],
    gives: '1,"2"',
  },
  {
    call: (c) => c.getFullVariable('x', 'Local/y'),
    talk: ['> GET FULL VARIABLE "x" "Local/y"', '< 200 result=0'],
    fails: ['CommandError', /no such channel/],
  },
  {
    call: (c) => c.getFullVariable('${A{}}$[1+[2]]$$x'),
    talk: ['> GET FULL VARIABLE "${A{}}$[1+[2]]$$x"', '< 200 result=1 ()'],
    gives: '',
  },
  { call: (c) => c.getFullVariable('a ${B'), talk: [], fails: ['ArgumentError', /a \$\{ is not closed by \}/] },
  { call: (c) => c.getFullVariable('${A${B}'), talk: [], fails: ['ArgumentError', /a \$\{ is not closed by \}/] },
  { call: (c) => c.getFullVariable('$[1'), talk: [], fails: ['ArgumentError', /a \$\[ is not closed by \]/] },

  { call: (c) => c.setVariable('ORDER', ''), talk: ['> SET VARIABLE "ORDER" ""', '< 200 result=1'] },
  { call: (c) => c.setVariable('A', 'C:\\x "y"'), talk: ['> SET VARIABLE "A" "C:\\\\x \\"y\\""', '< 200 result=1'] },
  {
    call: (c) => c.setVariable('A', 'b\0'),
    talk: [],
    fails: ['ArgumentError', /value is .* a NUL character cannot be sent: Asterisk drops the rest/],
  },
  {
    call: (c) => c.setVariable('A', 'b\rc'),
    talk: [],
    fails: ['ArgumentError', /value is .* a carriage return cannot be sent: some that read/],
  },
  { call: (c) => c.setVariable('A', '\ud800'), talk: [], fails: ['ArgumentError', /half a surrogate pair/] },
  {
    call: (c) => c.setVariable('A', 'é'.repeat(5000)),
    talk: [],
    fails: ['ArgumentError', /SET VARIABLE: the line would have 10019 bytes, this Asterisk reads 8190/],
  },
  {
    call: (c) => c.setVariable('A', 'b'),
    talk: [
      '> SET VARIABLE "A" "b"',
      '< 520-Invalid command syntax.  Proper usage follows:',
      '< Usage: <b>200 result=1 (x)</b>',
      '< more',
      '< 520 End of proper usage.',
    ],
    fails: ['UsageError', /Its usage text: Usage: <b>200 result=1 \(x\)<\/b> more/],
  },
];
