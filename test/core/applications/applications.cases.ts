import { expect } from 'vitest';

import { extensionTarget, transferTarget, trunkTarget } from '../../../src/core/applications/targets.js';
import { absoluteFile } from '../../../src/core/checked-file.js';
import { type CommandCase, GONE, STILL_THERE } from '../support/conversation.js';

const emptied = (...names: string[]) => [
  `> EXEC "MSet" "${names.map((name) => `${name}=`).join(',')}"`,
  '< 200 result=0',
];
/** @param values - in one text, parted by `|`, where none of them holds one */
const left = (names: string, values: string | readonly string[]) => [
  `> GET FULL VARIABLE "${names
    .split(' ')
    .map((name) => `\${${name}}`)
    .join('<mark>')}"`,
  `< 200 result=1 (${(typeof values === 'string' ? values.split('|') : values).join('<mark>')})`,
];

const DIAL = 'DIALSTATUS ANSWEREDTIME_MS ANSWEREDTIME DIALEDPEERNAME DIALEDPEERNUMBER';
const RINGS = ['> CHANNEL STATUS', '< 200 result=4'] as const;
const dialled = (args: string, values: string, ...between: string[]) => [
  ...emptied(...DIAL.split(' ')),
  ...RINGS,
  `> EXEC "Dial" "${args}"`,
  ...(between.length === 0 ? ['< 200 result=0'] : between),
  ...left(
    `HANGUPCAUSE BLINDTRANSFER ${DIAL}`,
    values.includes('PJSIP/ann-00000003,') ? values : values.replace('|', '||'),
  ),
];

const ring = { ringTimeoutMs: 20_000 } as const;
const TALKED = {
  kind: 'answered',
  target: 'PJSIP/ann',
  talkedMs: 4000,
  totalMs: expect.any(Number),
  endedBy: 'callee',
  hangUpCause: 16,
};

/** What BLINDTRANSFER holds: every other channel of the talk. */
const TRANSFERRED = '16|PJSIP/ann-00000003,Local/spy|ANSWER|4000|4|PJSIP/ann-00000003|ann';

export const dialCases: readonly CommandCase[] = [
  {
    // The caller's telephone has transferred the one who answered.
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: [
      ...dialled('PJSIP/ann,20,g', TRANSFERRED),
      '> GET FULL VARIABLE "${CONTEXT},${EXTEN}" "PJSIP/ann-00000003"',
      '< 200 result=1 (office,201)',
    ],
    gives: { ...TALKED, endedBy: 'transferred', transferredTo: { context: 'office', extension: '201' } },
  },
  {
    // They are gone by now.
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: [
      ...dialled('PJSIP/ann,20,g', TRANSFERRED),
      '> GET FULL VARIABLE "${CONTEXT},${EXTEN}" "PJSIP/ann-00000003"',
      '< 200 result=0',
    ],
    gives: { ...TALKED, endedBy: 'transferred' },
  },
  {
    // An older talk of this channel was ended so.
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: dialled(
      'PJSIP/ann,20,g',
      TRANSFERRED.replace('PJSIP/ann-00000003,', 'PJSIP/ann-00000001,PJSIP/ann-00000003,').replace(
        '|PJSIP/ann-00000003|ann',
        '|PJSIP/ann-00000009|ann',
      ),
    ),
    gives: TALKED,
  },
  {
    call: (c) => c.dial(['PJSIP/ann', 'Local/desk@internal/n'], { ringTimeoutMs: 1_001 }),
    talk: dialled('PJSIP/ann&Local/desk@internal/n,2,g', '16|ANSWER|4000|4|PJSIP/ann-00000003|ann'),
    gives: TALKED,
  },
  {
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: dialled('PJSIP/ann,20,g', '16|ANSWER||4|PJSIP/ann-00000003|ann'),
    gives: TALKED,
  },
  ...(
    [
      [{ maxDurationMs: 4_000 }, 'L(4000)', 4, 'limit'],
      [{ maxDurationMs: 4_001 }, 'L(4001)', 4, 'callee'],
      // How long the talk was is not known; that it was over in no time is.
      [{ maxDurationMs: 4_000 }, 'L(4000)', 6, 'callee'],
      [{ callerCanHangUp: true }, 'H', 4, undefined],
      [{ callerCanTransfer: true }, 'T', 4, undefined],
      [{ calleeCanHangUp: true }, 'h', 4, 'callee'],
      [{ calleeCanTransfer: true }, 't', 4, 'callee'],
    ] as const
  ).map(([options, letters, state, endedBy]): CommandCase => ({
    call: async (c) => {
      const outcome = await c.dial('PJSIP/ann', { ...ring, ...options });
      return outcome.kind === 'answered' ? [outcome.endedBy] : outcome;
    },
    talk: dialled(`PJSIP/ann,20,g${letters}`, '16|ANSWER|4000|4|PJSIP/ann-00000003|ann').with(
      3,
      `< 200 result=${state}`,
    ),
    gives: [endedBy],
  })),
  {
    // The call was answered before: what Asterisk counts is not the talk.
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: dialled('PJSIP/ann,20,g', '16|ANSWER|9000|9|PJSIP/ann-00000003|ann').with(3, '< 200 result=6'),
    gives: {
      kind: 'answered',
      target: 'PJSIP/ann',
      talkedMs: undefined,
      totalMs: expect.any(Number),
      endedBy: 'callee',
      hangUpCause: 16,
    },
  },
  {
    // Somebody answered and was never connected.
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: dialled('PJSIP/ann,20,g', '16|ANSWER|||PJSIP/ann-00000003|ann'),
    gives: { kind: 'notAccepted', hangUpCause: 16 },
  },
  {
    call: (c) =>
      c.dial('PJSIP/ann', { ...ring, routine: { context: 'offhook-screening', args: ['/screen-agent', '1'] } }),
    talk: dialled('PJSIP/ann,20,gU(offhook-screening^/screen-agent^1)', '16|ANSWER|||PJSIP/ann-1|ann').toSpliced(
      2,
      0,
      '> GET FULL VARIABLE "${DIALPLAN_EXISTS(offhook-screening,s,1)}"',
      '< 200 result=1 (1)',
    ),
    gives: { kind: 'notAccepted', hangUpCause: 16 },
  },
  ...['0', ''].map((exists): CommandCase => ({
    // Asterisk would connect the two unasked.
    call: (c) => c.dial('PJSIP/ann', { ...ring, routine: { context: 'nowhere' } }),
    talk: [
      ...emptied(...DIAL.split(' ')),
      '> GET FULL VARIABLE "${DIALPLAN_EXISTS(nowhere,s,1)}"',
      `< 200 result=1 (${exists})`,
    ],
    fails: ['CommandError', /the dialplan has no context nowhere with an extension s/],
  })),
  ...[
    { context: 'a^b' },
    { context: 'a)b' },
    { context: '' },
    { context: 'a', args: ['b,c'] },
    { context: 'a', args: ['b^c'] },
    { context: 'a', args: ['${SHELL(id)}'] },
  ].map((routine): CommandCase => ({
    call: (c) => c.dial('PJSIP/ann', { ...ring, routine }),
    talk: [],
    fails: ['ArgumentError', /Dial: routine/],
  })),
  {
    // A device may be named by a number.
    call: (c) => c.dial('PJSIP/201', ring),
    talk: dialled('PJSIP/201,20,g', '0|BUSY||||'),
    gives: { kind: 'busy', hangUpCause: 0 },
  },
  ...(
    [
      ['BUSY', 'busy'],
      ['NOANSWER', 'noAnswer'],
      ['CONGESTION', 'congestion'],
      ['CHANUNAVAIL', 'unavailable'],
      ['CANCEL', 'cancelled'],
    ] as const
  ).map(([status, kind]): CommandCase => ({
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: dialled('PJSIP/ann,20,g', `20|${status}||||`),
    gives: { kind, hangUpCause: 20 },
  })),
  {
    call: (c) =>
      c.dial(extensionTarget('201', { allow: ['_2XX'], context: 'internal' }), {
        ...ring,
        maxDurationMs: 60_000,
        music: 'a)b,"c',
        announce: 'agent/hello',
        callerCanHangUp: true,
        calleeCanHangUp: true,
        callerCanTransfer: true,
        calleeCanTransfer: true,
      }),
    talk: dialled(
      'Local/201@internal,20,gL\\\\(60000\\\\)m\\\\(a\\\\\\\\\\\\)b\\\\,\\\\\\\\\\\\\\"c\\\\)A\\\\(agent/hello\\\\)HhTt',
      '0|BUSY||||',
    ),
    gives: { kind: 'busy', hangUpCause: 0 },
  },
  {
    call: (c) =>
      c.dial(trunkTarget('+15550100', { allow: ['_+1NXXXXXX'], endpoint: 'carrier' }), { ...ring, ringing: true }),
    talk: dialled('PJSIP/+15550100@carrier,20,gr', '0|BUSY||||'),
    gives: { kind: 'busy', hangUpCause: 0 },
  },
  {
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: dialled('PJSIP/ann,20,g', '0|INVALIDARGS||||'),
    fails: [
      'CommandError',
      /EXEC "Dial" .*ended without success: HANGUPCAUSE=0, BLINDTRANSFER=, DIALSTATUS=INVALIDARGS/,
    ],
  },
  {
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: dialled('PJSIP/ann,20,g', '16|ANSWER|1|0|PJSIP/ann-1|ann', '< 200 result=-1', '< HANGUP'),
    fails: ['HangUpError', /EXEC/],
  },
  {
    // AGISIGHUP=no: no HANGUP line comes, so the channel is asked.
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: [...dialled('PJSIP/ann,20,g', '16|ANSWER|1|0|PJSIP/ann-1|ann', '< 200 result=-1'), ...GONE],
    fails: ['HangUpError'],
  },
  {
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: [...dialled('PJSIP/ann,20,g', '16|ANSWER|1|0|PJSIP/ann-1|ann', '< 200 result=-1'), ...STILL_THERE],
    gives: {
      kind: 'answered',
      target: 'PJSIP/ann',
      talkedMs: 1,
      totalMs: expect.any(Number),
      endedBy: 'callee',
      hangUpCause: 16,
    },
  },
  {
    call: (c) => c.dial('PJSIP/ann', ring),
    talk: [...emptied(...DIAL.split(' ')), ...RINGS, '> EXEC "Dial" "PJSIP/ann,20,g"', '< 200 result=-2'],
    fails: ['CommandError', /no such application/],
  },
  ...[
    'PJSIP/ann&PJSIP/bob',
    'PJSIP/ann,5',
    'PJSIP/an n',
    'PJSIP/',
    '/ann',
    'ann',
    'PJSIP/"ann"',
    'PJSIP/ann;x',
    'Local/201@internal',
    'local/201',
    'LOCAL/201',
    'Local/201@internal/n',
    'Local/+4930@internal',
    'Local/2A@internal',
    'PJSIP/5550100@carrier',
    'PJSIP/+5550100@carrier',
    'PJSIP/carrier/sip:+5550100@example.com',
    'PJSIP/carrier/sips:5550100@example.com',
    'PJSIP/carrier/sip:5550100@example.com',
    'DAHDI/g1/5550100',
    // Asterisk passes over the dashes, others over dots and plus signs too.
    'Local/9-0-0-1@toll',
    'Local/-9001@toll/n',
    'Local/9001-@toll',
    'Local/9.001@toll',
    'PJSIP/00-49-1@trunk',
    'PJSIP/900.1@trunk',
    'PJSIP/9+001@trunk',
    'PJSIP/trunk/sip:+49-30-1@pbx.example.com',
    'PJSIP/trunk/sip:9001:secret@pbx.example.com:5060',
    'PJSIP/trunk/tel:9-001',
    'PJSIP/sip:9001',
    'IAX2/guest@10.0.0.7/9-001',
    'PJSIP/10.0.0.7@trunk',
    'OOH323/9001',
  ].map((target): CommandCase => ({
    call: (c) => c.dial(target as `${string}/${string}`, ring),
    talk: [],
    fails: ['ArgumentError', /Dial: target is .* Nothing was sent/],
  })),
  ...[
    'PJSIP/201',
    'pjsip/201',
    'SIP/2-01',
    'DAHDI/1',
    'PJSIP/desk-1',
    'Local/desk@office/n',
    'PJSIP/trunk/sip:desk@10.0.0.7:5060',
    'PJSIP/trunk/sip:desk@pbx-1.example.com:5060',
    'IAX2/guest@10.0.0.7/desk',
  ].map((target): CommandCase => ({
    call: (c) => c.dial(target as `${string}/${string}`, ring),
    talk: dialled(`${target},20,g`, '0|BUSY||||'),
    gives: { kind: 'busy', hangUpCause: 0 },
  })),
  { call: (c) => c.dial([], ring), talk: [], fails: ['ArgumentError', /Dial: targets/] },
  { call: (c) => c.dial('PJSIP/a', { ringTimeoutMs: 0 }), talk: [], fails: ['ArgumentError', /Dial: ringTimeoutMs/] },
  {
    call: (c) => c.dial('PJSIP/a', { ...ring, maxDurationMs: 0.5 }),
    talk: [],
    fails: ['ArgumentError', /Dial: maxDurationMs/],
  },
  {
    call: (c) => c.dial('PJSIP/a', { ...ring, announce: 'a&b' }),
    talk: [],
    fails: ['ArgumentError', /Dial: announce/],
  },
  {
    call: (c) => c.dial('PJSIP/a', { ...ring, announce: 'a:b' }),
    talk: [],
    fails: ['ArgumentError', /Dial: announce/],
  },
  {
    call: (c) => c.dial('PJSIP/a', { ...ring, music: 'x', ringing: true }),
    talk: [],
    fails: ['ArgumentError', /Dial: ringing/],
  },
  {
    call: (c) => c.dial(transferTarget('200', { allow: ['200'] }), ring),
    talk: [],
    fails: ['ArgumentError', /Dial: target is "200"/],
  },
  {
    call: (c) =>
      c.dial(
        Array.from({ length: 300 }, () => 'PJSIP/ann' as const),
        ring,
      ),
    talk: [],
    fails: ['ArgumentError', /EXEC: the line would have \d+ bytes, this Asterisk reads 2046/],
  },
];

const QUEUE = 'QUEUESTATUS ABANDONED QUEUEWAIT_MS ANSWEREDTIME_MS MEMBERINTERFACE';
const queued = (args: string, values: string | readonly string[]) => [
  ...emptied(...QUEUE.split(' ')),
  `> EXEC "Queue" "${args}"`,
  '< 200 result=0',
  ...left(`EXTEN ${QUEUE}`, values),
];

export const queueCases: readonly CommandCase[] = [
  {
    call: (c) =>
      c.queue('support', { timeoutMs: 180_000, announce: 'hi', callerCanHangUp: true, memberCanHangUp: true }),
    talk: queued('support,cHh,,hi,180', 's|CONTINUE||2000|61000|PJSIP/ann'),
    gives: { kind: 'answered', member: 'PJSIP/ann', waitedMs: 2000, talkedMs: 61_000 },
  },
  {
    call: (c) =>
      c.queue('support', { ringing: true, withoutRetry: true, callerCanTransfer: true, memberCanTransfer: true }),
    talk: queued('support,crnTt,,,', 's|CONTINUE||||'),
    gives: { kind: 'answered', member: undefined, waitedMs: undefined, talkedMs: undefined },
  },
  ...(
    [
      ['callerCanHangUp', 'H'],
      ['memberCanHangUp', 'h'],
      ['callerCanTransfer', 'T'],
      ['memberCanTransfer', 't'],
    ] as const
  ).map(([option, letter]): CommandCase => ({
    call: (c) => c.queue('q', { [option]: true }),
    talk: queued(`q,c${letter},,,`, 's|FULL||||'),
    gives: { kind: 'full' },
  })),
  ...(
    [
      ['TIMEOUT', { kind: 'timeout' }],
      ['FULL', { kind: 'full' }],
      ['WITHDRAW', { kind: 'withdrawn' }],
      ['JOINEMPTY', { kind: 'noAgents', reason: 'empty' }],
      ['JOINUNAVAIL', { kind: 'noAgents', reason: 'unavailable' }],
      ['LEAVEEMPTY', { kind: 'leftEmpty', reason: 'empty' }],
      ['LEAVEUNAVAIL', { kind: 'leftEmpty', reason: 'unavailable' }],
    ] as const
  ).map(([status, gives]): CommandCase => ({
    call: (c) => c.queue('q'),
    talk: queued('q,c,,,', `s|${status}|TRUE|1|0|`),
    gives,
  })),
  { call: (c) => c.queue('q'), talk: queued('q,c,,,', '42|||1|0|'), gives: { kind: 'exitKey', digits: '42' } },
  // What was dialled says nothing about the end, whatever stands in it.
  {
    call: (c) => c.queue('q'),
    talk: queued('q,c,,,', ['100|CONTINUE', 'TIMEOUT', '', '1', '0', '']),
    gives: { kind: 'timeout' },
  },
  {
    call: (c) => c.queue('q'),
    talk: queued('q,c,,,', ['4|2', '', '', '1', '0', '']),
    gives: { kind: 'exitKey', digits: '4|2' },
  },
  {
    call: (c) => c.queue('q'),
    talk: queued('q,c,,,', ['s', 'CONTINUE', '', '2000', '3000', 'Local/a|b@c']),
    gives: { kind: 'answered', member: 'Local/a|b@c', waitedMs: 2000, talkedMs: 3000 },
  },
  {
    call: (c) => c.queue('q'),
    talk: queued('q,c,,,', ['s', 'CONTINUE']),
    fails: ['ProtocolError'],
  },
  {
    call: (c) => c.queue('a,b "c'),
    talk: queued('a\\\\,b \\\\\\"c,c,,,', 's|UNKNOWN||||'),
    fails: ['CommandError', /UNKNOWN/],
  },
  {
    call: (c) => c.queue('q', { priority: 5 }),
    talk: queued('q,c,,,', 's|FULL||||').with(0, `> EXEC "MSet" "${QUEUE.replaceAll(' ', '=,')}=,QUEUE_PRIO=5"`),
    gives: { kind: 'full' },
  },
  { call: (c) => c.queue('q', { timeoutMs: 0 }), talk: [], fails: ['ArgumentError', /Queue: timeoutMs/] },
  { call: (c) => c.queue('q', { priority: -1 }), talk: [], fails: ['ArgumentError', /Queue: priority/] },
  {
    call: (c) => c.queue('q', { announce: ['a-vip', 'calls'] }),
    talk: queued('q,c,,a-vip&calls,', 's|FULL||||'),
    gives: { kind: 'full' },
  },
  { call: (c) => c.queue('q', { announce: "a'b" }), talk: [], fails: ['ArgumentError', /Queue: announce/] },
];

const VOICEMAIL = 'VMSTATUS VM_MESSAGEFILE';
const messaged = (args: string, values: string | readonly string[], ...answers: string[]) => [
  ...emptied(...VOICEMAIL.split(' ')),
  `> EXEC "VoiceMail" "${args}"`,
  ...(answers.length === 0 ? ['< 200 result=0'] : answers),
  ...left(VOICEMAIL, values),
];

export const voicemailCases: readonly CommandCase[] = [
  {
    call: (c) => c.voicemail('100@sales'),
    talk: messaged('100@sales,u', ['SUCCESS', '/var/m|0']),
    gives: { kind: 'left', file: '/var/m|0', hasHungUp: false },
  },
  {
    call: (c) => c.voicemail('100', { greeting: 'busy', skipInstructions: true, isUrgent: true }),
    talk: messaged('100,bsU', 'SUCCESS|/m', '< 200 result=-1', '< HANGUP'),
    gives: { kind: 'left', file: '/m', hasHungUp: true },
  },
  {
    call: (c) => c.voicemail('100', { greeting: 'none' }),
    talk: messaged('100,', 'USEREXIT|'),
    gives: { kind: 'userExit' },
  },
  { call: (c) => c.voicemail('100'), talk: messaged('100,u', 'FAILED|'), gives: { kind: 'failed' } },
  {
    call: (c) => c.voicemail('100'),
    talk: messaged('100,u', 'FAILED|', '< 200 result=-1', '< HANGUP'),
    fails: ['HangUpError'],
  },
  { call: (c) => c.voicemail('100'), talk: messaged('100,u', '|'), fails: ['CommandError', /VMSTATUS=/] },
  {
    // What a variable holds may be a stranger's.
    call: (c) => c.voicemail('100'),
    talk: messaged('100,u', 'X\u0007\u202eforged|'),
    fails: ['CommandError', /VMSTATUS=X\\x07\\u202eforged, /],
  },
  { call: (c) => c.voicemail('100&200'), talk: [], fails: ['ArgumentError', /VoiceMail: mailbox is "100&200"/] },
];

const conference = (args: string, value: string) => [
  ...emptied('CONFBRIDGE_RESULT'),
  `> EXEC "ConfBridge" "${args}"`,
  '< 200 result=0',
  ...left('CONFBRIDGE_RESULT', value),
];

export const confBridgeCases: readonly CommandCase[] = [
  { call: (c) => c.confBridge('room'), talk: conference('room,,,', 'DTMF'), gives: { kind: 'key' } },
  { call: (c) => c.confBridge('r', { menu: 'm' }), talk: conference('r,,,m', 'KICKED'), gives: { kind: 'kicked' } },
  {
    call: (c) => c.confBridge('r', { bridgeProfile: 'b' }),
    talk: conference('r,b,,', 'ENDMARKED'),
    gives: { kind: 'endMarked' },
  },
  {
    call: (c) => c.confBridge('r', { userProfile: 'u' }),
    talk: conference('r,,u,', 'TIMEOUT'),
    gives: { kind: 'timeout' },
  },
  {
    call: (c) => c.confBridge('r'),
    talk: conference('r,,,', 'FAILED'),
    fails: ['CommandError', /CONFBRIDGE_RESULT=FAILED/],
  },
];

const READ = 'READSTATUS OFFHOOK_READ';
const typed = (args: string, values: string) => [
  ...emptied(...READ.split(' ')),
  `> EXEC "Read" "OFFHOOK_READ,${args}"`,
  '< 200 result=0',
  ...left(READ, values),
];

export const readCases: readonly CommandCase[] = [
  { call: (c) => c.read(), talk: typed(',255,,1,', 'OK|0012'), gives: { kind: 'digits', digits: '0012' } },
  {
    call: (c) => c.read({ sounds: ['a', 'b,c'], maxDigits: 4, attempts: 3, timeoutMs: 2_500 }),
    talk: typed('a&b\\\\,c,4,,3,2.5', 'TIMEOUT|12'),
    gives: { kind: 'timeout', digits: '12' },
  },
  { call: (c) => c.read({ sounds: 'a' }), talk: typed('a,255,,1,', 'OK|'), gives: { kind: 'digits', digits: '' } },
  // AMI's ControlPlayback in the place of a digit, which is no UTF-8.
  {
    call: (c) => c.read({ maxDigits: 2 }),
    talk: typed(',2,,1,', 'OK|1\ufffd'),
    gives: { kind: 'control', digits: '1' },
  },
  {
    call: (c) => c.read({ maxDigits: 4 }),
    talk: typed(',4,,1,', 'TIMEOUT|\ufffd1'),
    gives: { kind: 'timeout', digits: '1' },
  },
  { call: (c) => c.read(), talk: typed(',255,,1,', 'ERROR|'), fails: ['CommandError', /READSTATUS=ERROR/] },
  { call: (c) => c.read({ sounds: ['a&b'] }), talk: [], fails: ['ArgumentError', /Read: sounds is "a&b"/] },
  { call: (c) => c.read({ maxDigits: 256 }), talk: [], fails: ['ArgumentError', /Read: maxDigits/] },
];

const RECORD = 'RECORD_STATUS RECORDED_FILE';
const recorded = (args: string, values: string, ...answers: string[]) => [
  ...emptied(...RECORD.split(' ')),
  `> EXEC "Record" "${args}"`,
  ...(answers.length === 0 ? ['< 200 result=0'] : answers),
  ...left(RECORD, values),
];

export const recordCases: readonly CommandCase[] = [
  {
    call: (c) => c.record(absoluteFile('/tmp/m-%d')),
    talk: recorded('/tmp/m-%d.wav,,,k', 'DTMF|/tmp/m-7'),
    gives: { kind: 'key', file: '/tmp/m-7' },
  },
  {
    call: (c) =>
      c.record('a,b', {
        format: 'gsm',
        maxDurationMs: 1_500,
        silenceSeconds: 3,
        stopKey: '*',
        beep: false,
        append: true,
        keepAfterHangup: false,
      }),
    talk: recorded('a\\\\,b.gsm,3,2,tqa', 'SILENCE|a,b'),
    gives: { kind: 'silence', file: 'a,b' },
  },
  {
    call: (c) => c.record('m', { stopKey: 'any' }),
    talk: recorded('m.wav,,,yk', 'TIMEOUT|m'),
    gives: { kind: 'timeLimit', file: 'm' },
  },
  {
    call: (c) => c.record('m', { stopKey: 'none' }),
    talk: recorded('m.wav,,,xk', 'HANGUP|m', '< 200 result=-1', '< HANGUP'),
    gives: { kind: 'hungUp', file: 'm' },
  },
  {
    call: (c) => c.record('m', { keepAfterHangup: false }),
    talk: recorded('m.wav,,,', 'HANGUP|m', '< 200 result=-1', '< HANGUP'),
    fails: ['HangUpError'],
  },
  { call: (c) => c.record('m'), talk: recorded('m.wav,,,k', 'ERROR|'), fails: ['CommandError', /RECORD_STATUS=ERROR/] },
  { call: (c) => c.record('m%n'), talk: [], fails: ['ArgumentError', /Record: file is "m%n"/] },
  { call: (c) => c.record('m-%d-%d'), talk: [], fails: ['ArgumentError', /Record: file/] },
  { call: (c) => c.record('m', { format: 'wav,9' }), talk: [], fails: ['ArgumentError', /Record: format/] },
];

const MIX = 'OFFHOOK_MIXMONITOR_ID MIXMONITOR_FILENAME';
const mixed = (args: string, values: string) => [
  ...emptied(...MIX.split(' ')),
  `> EXEC "MixMonitor" "${args}"`,
  '< 200 result=0',
  ...left(MIX, values),
];

export const mixMonitorCases: readonly CommandCase[] = [
  {
    call: (c) =>
      c.mixMonitor('calls/1', { append: true, onlyBridged: true, heardFile: 'h', spokenFile: 's', format: 'gsm' }),
    talk: mixed('calls/1.gsm,abi(OFFHOOK_MIXMONITOR_ID)r(h.gsm)t(s.gsm)', '0x7f|/m/calls/1.gsm'),
    gives: { id: '0x7f', file: '/m/calls/1.gsm' },
  },
  {
    call: (c) => c.mixMonitor('1'),
    talk: mixed('1.wav,i(OFFHOOK_MIXMONITOR_ID)', '|'),
    fails: ['CommandError'],
  },
  { call: (c) => c.mixMonitor('a;touch b'), talk: [], fails: ['ArgumentError', /MixMonitor: file is "a;touch b"/] },
  {
    call: (c) => c.mixMonitor('a', { heardFile: '$(b)' }),
    talk: [],
    fails: ['ArgumentError', /MixMonitor: heardFile/],
  },
  {
    call: (c) => c.mixMonitor('a', { format: 'wav,,touch b' }),
    talk: [],
    fails: ['ArgumentError', /MixMonitor: format/],
  },
  { call: (c) => c.stopMixMonitor({ id: '0x7f' }), talk: ['> EXEC "StopMixMonitor" "0x7f"', '< 200 result=0'] },
  { call: (c) => c.stopMixMonitor(), talk: ['> EXEC "StopMixMonitor"', '< 200 result=0'] },
  {
    call: (c) => c.stopMixMonitor(),
    talk: ['> EXEC "StopMixMonitor"', '< 200 result=-1', ...GONE],
    fails: ['HangUpError'],
  },
];

const TRANSFER = 'TRANSFERSTATUS TRANSFERSTATUSPROTOCOL';
const transferred = (args: string, values: string, ...answers: string[]) => [
  ...emptied(...TRANSFER.split(' ')),
  `> EXEC "Transfer" "${args}"`,
  ...(answers.length === 0 ? ['< 200 result=0'] : answers),
  ...left(TRANSFER, values),
];

export const transferCases: readonly CommandCase[] = [
  {
    call: (c) => c.transfer('PJSIP/sip:desk@pbx.example.com'),
    talk: transferred('PJSIP/sip:desk@pbx.example.com', 'SUCCESS|0'),
    gives: { kind: 'transferred' },
  },
  {
    call: (c) => c.transfer(transferTarget('200', { allow: ['_2XX'], host: 'pbx.example.com' })),
    talk: transferred('sip:200@pbx.example.com', 'FAILURE|603'),
    gives: { kind: 'failed', protocolCode: 603 },
  },
  {
    call: (c) => c.transfer('sip:desk@h'),
    talk: transferred('sip:desk@h', 'UNSUPPORTED|'),
    gives: { kind: 'unsupported' },
  },
  {
    call: (c) => c.transfer('sip:desk@h'),
    talk: transferred('sip:desk@h', 'SUCCESS|0', '< 200 result=-1', '< HANGUP'),
    gives: { kind: 'transferred' },
  },
  { call: (c) => c.transfer('sip:desk@h'), talk: transferred('sip:desk@h', '|'), fails: ['CommandError'] },
  { call: (c) => c.transfer('5550100'), talk: [], fails: ['ArgumentError', /Transfer: target is "5550100"/] },
  { call: (c) => c.transfer('+5550100'), talk: [], fails: ['ArgumentError', /Transfer: target is "\+5550100"/] },
  { call: (c) => c.transfer('sip:5550100@h'), talk: [], fails: ['ArgumentError', /Transfer: target/] },
  { call: (c) => c.transfer('PJSIP/sip:5550100@h'), talk: [], fails: ['ArgumentError', /Transfer: target/] },
  { call: (c) => c.transfer('PJSIP/5550100'), talk: [], fails: ['ArgumentError', /Transfer: target/] },
  ...['9-001', 'sip:900-1@evil', 'PJSIP/sip:+49.30@h', '9001-', 'sip:9001:x@h'].map((target): CommandCase => ({
    call: (c) => c.transfer(target),
    talk: [],
    fails: ['ArgumentError', /Transfer: target/],
  })),
  { call: (c) => c.transfer('desk\r'), talk: [], fails: ['ArgumentError', /Transfer: target/] },
];
