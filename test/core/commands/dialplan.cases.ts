import { type CommandCase, GONE, STILL_THERE } from '../support/conversation.js';

const TRYING = '< 100 result=0 Trying...';

export const dialplanCases: readonly CommandCase[] = [
  { call: (c) => c.exec('Answer'), talk: ['> EXEC "Answer"', '< 200 result=0'], gives: 0 },
  {
    call: (c) => c.exec('Queue', 'support', 't', '', '', '30'),
    talk: ['> EXEC "Queue" "support,t,,,30"', '< 200 result=0'],
    gives: 0,
  },
  { call: (c) => c.exec('Background', 'a'), talk: ['> EXEC "Background" "a"', '< 200 result=49'], gives: 49 },
  {
    call: (c) => c.exec('MSet', 'a=Smith, "J" \\', 'b=2'),
    talk: ['> EXEC "MSet" "a=Smith\\\\, \\\\\\"J\\\\\\" \\\\\\\\,b=2"', '< 200 result=0'],
    gives: 0,
  },
  {
    call: (c) => c.exec('Dial', 'PJSIP/1', '30', 'L(60000)(', ''),
    talk: ['> EXEC "Dial" "PJSIP/1,30,L\\\\(60000\\\\)\\\\(,"', '< 200 result=0'],
    gives: 0,
  },
  { call: (c) => c.exec('Set', 'A=b,"c"'), talk: ['> EXEC "Set" "A=b,\\"c\\""', '< 200 result=0'], gives: 0 },
  {
    call: (c) => c.exec('Set', 'A=b', 'C=d'),
    talk: [],
    fails: ['ArgumentError', /EXEC: parts is "A=b,C=d", but Set takes one text/],
  },
  {
    call: (c) => c.exec('goto', 'a', 's,1,evil', '1'),
    talk: [],
    fails: ['ArgumentError', /parts is "s,1,evil", but goto cannot be given commas/],
  },
  { call: (c) => c.exec('Verbose', '1', 'a, b'), talk: ['> EXEC "Verbose" "1,a, b"', '< 200 result=0'], gives: 0 },
  {
    call: (c) => c.exec('Nope'),
    talk: ['> EXEC "Nope"', '< 200 result=-2'],
    fails: ['CommandError', /no such application/],
  },
  { call: (c) => c.exec('Dial', 'x'), talk: ['> EXEC "Dial" "x"', '< 200 result=-1', ...STILL_THERE], gives: -1 },
  {
    call: (c) => c.exec('Wait', '9'),
    talk: ['> EXEC "Wait" "9"', '< 200 result=-1', ...GONE],
    fails: ['HangUpError', /EXEC/],
  },
  { call: (c) => c.exec('Wait', '9'), talk: ['> EXEC "Wait" "9"', '< HANGUP', '< 200 result=-1'], gives: -1 },
  { call: (c) => c.exec('Wait', '9'), talk: ['> EXEC "Wait" "9"', '< 200 result=abc'], fails: ['ProtocolError'] },

  {
    call: (c) => c.gosub('ctx', 's', 1),
    talk: [
      '> GOSUB "ctx" "s" 1',
      TRYING,
      '< 200 result=0 Gosub complete',
      '> GET FULL VARIABLE "${GOSUB_RETVAL}"',
      '< 200 result=1 (ret (x))',
    ],
    gives: 'ret (x)',
  },
  {
    call: (c) => c.gosub('ctx', 's', 'start', 'a', '', 'b c'),
    talk: [
      '> GOSUB "ctx" "s" "start" "a,,b c"',
      TRYING,
      '< 200 result=0 Gosub complete',
      '> GET FULL VARIABLE "${GOSUB_RETVAL}"',
      '< HANGUP',
      '< 200 result=1 ()',
    ],
    gives: '',
  },
  {
    call: (c) => c.gosub('ctx', 's', 1),
    talk: ['> GOSUB "ctx" "s" 1', TRYING, '< 200 result=0 Gosub complete (abnormal exit)', ...STILL_THERE],
    gives: undefined,
  },
  {
    call: (c) => c.gosub('ctx', 's', 1),
    talk: ['> GOSUB "ctx" "s" 1', TRYING, '< 200 result=0 Gosub complete (abnormal exit)', ...GONE],
    fails: ['HangUpError', /GOSUB/],
  },
  {
    call: (c) => c.gosub('ctx', 's', 1),
    talk: ['> GOSUB "ctx" "s" 1', '< 200 result=-1 Gosub label not found'],
    fails: ['CommandError', /no such context, extension or priority/],
  },
  {
    call: (c) => c.gosub('ctx', 's', 1),
    talk: ['> GOSUB "ctx" "s" 1', TRYING, '< 200 result=3 Gosub failed'],
    fails: ['CommandError', /could not be run/],
  },
  { call: (c) => c.gosub('ctx', 's', 1), talk: ['> GOSUB "ctx" "s" 1', '< 200 result=0'], fails: ['ProtocolError'] },
  { call: (c) => c.gosub('ctx', 's', 0), talk: [], fails: ['ArgumentError', /GOSUB: priority is "0"/] },
  { call: (c) => c.gosub('ctx', 's', 1, 'a,b'), talk: [], fails: ['ArgumentError', /GOSUB: args is "a,b"/] },

  {
    call: (c) => c.setCallerId({ name: 'Bob "B" \\ <x>', number: '555' }),
    talk: ['> SET CALLERID "\\"Bob \\\\\\"B\\\\\\" \\\\\\\\ <x>\\" <555>"', '< 200 result=1'],
  },
  { call: (c) => c.setCallerId({ number: '555' }), talk: ['> SET CALLERID "\\"\\" <555>"', '< 200 result=1'] },
  { call: (c) => c.setCallerId({}), talk: ['> SET CALLERID "\\"\\" <>"', '< 200 result=1'] },
  {
    call: (c) => c.setCallerId({ number: '5> <6' }),
    talk: [],
    fails: ['ArgumentError', /SET CALLERID: number is "5> <6"/],
  },

  { call: (c) => c.setContext('a b'), talk: ['> SET CONTEXT "a b"', '< 200 result=0'] },
  { call: (c) => c.setContext('a'), talk: ['> SET CONTEXT "a"', '< 511 dead'], fails: ['HangUpError'] },
  { call: (c) => c.setExtension('s'), talk: ['> SET EXTENSION "s"', '< 200 result=0'] },
  { call: (c) => c.setExtension('s'), talk: ['> SET EXTENSION "s"', '< 200 result=1'], fails: ['ProtocolError'] },
  { call: (c) => c.setPriority(3), talk: ['> SET PRIORITY 3', '< 200 result=0'] },
  {
    call: (c) => c.setPriority('start'),
    talk: [
      '> SET PRIORITY "start"',
      '< 520-Invalid command syntax.  Proper usage follows:',
      '< help',
      '< 520 End of proper usage.',
    ],
    fails: ['UsageError', /help/],
  },
  { call: (c) => c.setPriority(0), talk: [], fails: ['ArgumentError', /SET PRIORITY: priority is "0"/] },
];
