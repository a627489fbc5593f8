import type { CommandCase } from '../support/conversation.js';

const probe = '> GET FULL VARIABLE "${URIDECODE(%41)}${AGIEXECFULL}"';
const ran = '< 200 result=0';
const lines = (count: number) => 'line\n'.repeat(count);
const encoded = (count: number) => 'line%0a'.repeat(count);

export const textCases: readonly CommandCase[] = [
  {
    call: (c) => c.setText('NOTE', 'a\n"b" ${c}é'),
    talk: [probe, '< 200 result=1 (A)', '> EXEC "Exec" "Set(NOTE=${URIDECODE(a%0a%22b%22%20%24%7bc%7d%c3%a9)})"', ran],
  },
  {
    call: (c) => c.setText('__NOTE', lines(121)),
    talk: [
      probe,
      '< 200 result=1 (Ano)',
      `> EXEC "Exec" "Set(__NOTE=\${URIDECODE(${encoded(120)})})"`,
      ran,
      '> EXEC "Exec" "Set(__NOTE=${NOTE}${URIDECODE(line%0a)})"',
      ran,
    ],
  },
  ...['yes', 'True', '1', 'on'].map((isOn): CommandCase => ({
    // EXEC evaluates by itself: a second time would evaluate the value.
    call: (c) => c.setText('NOTE', '${X}'),
    talk: [probe, `< 200 result=1 (A${isOn})`, '> EXEC "Set" "NOTE=${URIDECODE(%24%7bX%7d)}"', ran],
  })),
  {
    call: (c) => c.setText('NOTE', ''),
    talk: [probe, '< 200 result=1 (A)', '> EXEC "Exec" "Set(NOTE=${URIDECODE()})"', '< 200 result=-2'],
    fails: ['CommandError', /no such application/],
  },
  {
    call: (c) => c.setText('NOTE', 'a'),
    talk: [probe, '< 200 result=1 ()'],
    fails: ['CommandError', /load func_uri\.so/],
  },
  {
    call: (c) => c.setText('CALLERID(name)', 'a'),
    talk: [],
    fails: ['ArgumentError', /setText: name is "CALLERID\(name\)"/],
  },
  { call: (c) => c.setText('A}${B', 'a'), talk: [], fails: ['ArgumentError', /setText: name/] },
  { call: (c) => c.setText('A\n', 'a'), talk: [], fails: ['ArgumentError', /setText: name/] },
  { call: (c) => c.setText('A', 'a\0'), talk: [], fails: ['ArgumentError', /setText: value/] },
  { call: (c) => c.setText('A', '\ud800'), talk: [], fails: ['ArgumentError', /setText: value/] },

  {
    call: (c) => c.getText('NOTE'),
    talk: ['> GET FULL VARIABLE "${NOTE}"', '< 200 result=1 (a', '< ) b)'],
    gives: 'a\n) b',
  },
  {
    call: (c) => c.getText('A'),
    talk: ['> GET FULL VARIABLE "${A}"', '< 200 result=1 ()', '> GET VARIABLE "A"', '< 200 result=0'],
    gives: undefined,
  },
  { call: (c) => c.getText('A)}${B'), talk: [], fails: ['ArgumentError', /GET VARIABLE: name/] },
];

export const functionCases: readonly CommandCase[] = [
  {
    call: (c) => c.getFunction('CALLERID', 'num'),
    talk: ['> GET FULL VARIABLE "${CALLERID(num)}"', '< 200 result=1 (555)'],
    gives: '555',
  },
  {
    call: (c) => c.getFunction('CALLERID', 'name'),
    talk: [
      '> GET FULL VARIABLE "${CALLERID(name)}"',
      '< 200 result=1 ()',
      '> GET VARIABLE "CALLERID(name)"',
      '< 200 result=0',
    ],
    gives: undefined,
  },
  {
    call: (c) => c.getFunction('CHANNEL', 'rtp', 'dest'),
    talk: ['> GET FULL VARIABLE "${CHANNEL(rtp,dest)}"', '< 200 result=1 (1.2.3.4:5)'],
    gives: '1.2.3.4:5',
  },
  {
    call: (c) => c.getFunction('PJSIP_HEADER', 'read', 'X-Order'),
    talk: ['> GET FULL VARIABLE "${PJSIP_HEADER(read,X-Order,1)}"', '< 200 result=1 (7)'],
    gives: '7',
  },
  {
    call: (c) => c.getFunction('PJSIP_HEADER', 'read', 'Via', 2),
    talk: [
      '> GET FULL VARIABLE "${PJSIP_HEADER(read,Via,2)}"',
      '< 200 result=1 ()',
      '> GET VARIABLE "PJSIP_HEADER(read,Via,2)"',
      '< 200 result=1 ()',
    ],
    gives: '',
  },
  {
    call: (c) => c.getFunction('TIMEOUT', 'absolute'),
    talk: ['> GET FULL VARIABLE "${TIMEOUT(absolute)}"', '< 200 result=1 (59.5)'],
    gives: 59.5,
  },
  {
    call: (c) => c.getFunction('HANGUPCAUSE', 'PJSIP/ann-0000002a', 'tech'),
    talk: ['> GET FULL VARIABLE "${HANGUPCAUSE(PJSIP/ann-0000002a,tech)}"', '< 200 result=1 (SIP 486 Busy Here)'],
    gives: 'SIP 486 Busy Here',
  },
  {
    call: (c) => c.getFunction('HANGUPCAUSE_KEYS'),
    talk: ['> GET FULL VARIABLE "${HANGUPCAUSE_KEYS()}"', '< 200 result=1 (a,b)'],
    gives: ['a', 'b'],
  },
  {
    call: (c) => c.getFunction('HANGUPCAUSE_KEYS'),
    talk: [
      '> GET FULL VARIABLE "${HANGUPCAUSE_KEYS()}"',
      '< 200 result=1 ()',
      '> GET VARIABLE "HANGUPCAUSE_KEYS()"',
      '< 200 result=1 ()',
    ],
    gives: [],
  },
  {
    // What other people wrote stays one value.
    call: (c) => c.getFunction('CALLERID', 'name'),
    talk: ['> GET FULL VARIABLE "${CALLERID(name)}"', '< 200 result=1 (a', '< agi_context: x)'],
    gives: 'a\nagi_context: x',
  },
  {
    call: (c) => c.getFunction('CDR', 'billsec', 'f'),
    talk: ['> GET FULL VARIABLE "${CDR(billsec,f)}"', '< 200 result=1 (1.5)'],
    gives: '1.5',
  },
  {
    call: (c) => c.getFunction('QUEUE_WAITING_COUNT', 'support'),
    talk: ['> GET FULL VARIABLE "${QUEUE_WAITING_COUNT(support)}"', '< 200 result=1 (3)'],
    gives: 3,
  },
  { call: (c) => c.getFunction('CDR', 'x)}${SHELL(id)'), talk: [], fails: ['ArgumentError', /CDR: item/] },
  { call: (c) => c.getFunction('GLOBAL', 'a b'), talk: [], fails: ['ArgumentError', /GLOBAL: name/] },
  {
    call: (c) => c.setFunction('CDR', 'order', '12'),
    talk: ['> SET VARIABLE "CDR(order)" "12"', '< 200 result=1'],
  },
  {
    call: (c) => c.setFunction('GLOBAL', 'NIGHT', 'yes'),
    talk: ['> SET VARIABLE "GLOBAL(NIGHT)" "yes"', '< 200 result=1'],
  },
  {
    call: (c) => c.setFunction('CALLERID', 'name', 'Desk, "1"'),
    talk: ['> SET VARIABLE "CALLERID(name)" "Desk, \\"1\\""', '< 200 result=1'],
  },
  {
    call: (c) => c.setFunction('CHANNEL', 'language', 'fr'),
    talk: ['> SET VARIABLE "CHANNEL(language)" "fr"', '< 200 result=1'],
  },
  {
    call: (c) => c.setFunction('PJSIP_HEADER', 'add', 'X-Order', '7'),
    talk: ['> SET VARIABLE "PJSIP_HEADER(add,X-Order)" "7"', '< 200 result=1'],
  },
  {
    call: (c) => c.setFunction('TIMEOUT', 'digit', 2.5),
    talk: ['> SET VARIABLE "TIMEOUT(digit)" "2.5"', '< 200 result=1'],
  },
  { call: (c) => c.setFunction('TIMEOUT', 'digit', -1), talk: [], fails: ['ArgumentError', /TIMEOUT: value is "-1"/] },
  {
    call: (c) => c.setFunction('TIMEOUT', 'other' as 'digit', 1),
    talk: [],
    fails: ['ArgumentError', /TIMEOUT: kind is "other"/],
  },
  { call: (c) => c.getFunction('CHANNEL', 'name)}${SHELL(x)'), talk: [], fails: ['ArgumentError', /CHANNEL: item/] },
  {
    call: (c) => c.getFunction('PJSIP_HEADER', 'read', 'a,b'),
    talk: [],
    fails: ['ArgumentError', /PJSIP_HEADER: header/],
  },
  {
    call: (c) => c.getFunction('PJSIP_HEADER', 'read', 'a', 0),
    talk: [],
    fails: ['ArgumentError', /PJSIP_HEADER: nth/],
  },
  {
    call: (c) => c.setFunction('PJSIP_HEADER', 'read' as 'add', 'a', 'b'),
    talk: [],
    fails: ['ArgumentError', /PJSIP_HEADER: action/],
  },
  {
    call: (c) => c.getFunction('HANGUPCAUSE', 'a b', 'ast'),
    talk: [],
    fails: ['ArgumentError', /HANGUPCAUSE: channel/],
  },
];

const gosub = 'GOSUB default s 1';

export const rawCases: readonly CommandCase[] = [
  {
    call: (c) => c.sendRawCommand('get  variable "CALLERID(num)"'),
    talk: ['> get  variable "CALLERID(num)"', '< 200 result=1 (two', '< lines)'],
    gives: { code: 200, result: '1', rest: '(two\nlines)', text: '200 result=1 (two\nlines)' },
  },
  {
    call: (c) => c.sendRawCommand(gosub),
    talk: [`> ${gosub}`, '< 100 result=0 Trying...', '< 200 result=0 Gosub complete'],
    gives: { code: 200, result: '0', rest: 'Gosub complete', text: '200 result=0 Gosub complete' },
  },
  {
    call: (c) => c.sendRawCommand('FROB 1'),
    talk: ['> FROB 1', '< 510 Invalid or unknown command'],
    fails: ['InvalidCommandError'],
  },
  {
    call: (c) => c.sendRawCommand('ANSWER x'),
    talk: ['> ANSWER x', '< 520 Invalid command syntax.  Proper usage not available.'],
    fails: ['UsageError'],
  },
  { call: (c) => c.sendRawCommand('ANSWER'), talk: ['> ANSWER', '< 511 dead'], fails: ['HangUpError'] },
  { call: (c) => c.sendRawCommand('NOOP\nNOOP'), talk: [], fails: ['ArgumentError', /raw command: line/] },
  { call: (c) => c.sendRawCommand(`NOOP ${'"" '.repeat(127)}`), talk: [], fails: ['ArgumentError', /128 words/] },
  { call: (c) => c.sendRawCommand(`NOOP ${'x'.repeat(9_000)}`), talk: [], fails: ['ArgumentError', /9005 bytes/] },
  {
    call: (c) => c.sendRawCommand(`VERBOSE "${'word '.repeat(200)}" 1`),
    talk: [`> VERBOSE "${'word '.repeat(200)}" 1`, '< 200 result=1'],
    gives: { code: 200, result: '1', rest: '', text: '200 result=1' },
  },
];
