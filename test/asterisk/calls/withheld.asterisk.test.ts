import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerCalls, FastAgiTransport } from 'offhook/core';
import { RealAsterisk } from '../support/asterisk.js';
import { freePort } from '../../support/free-port.js';
import { placeCall } from '../support/place-call.js';
import { SipCaller, type SipIdentity } from '../support/sip-caller.js';

const PJSIP = [
  'res_sorcery_config',
  'res_sorcery_memory',
  'res_sorcery_astdb',
  'res_pjproject',
  'res_pjsip',
  'res_pjsip_pubsub',
  'res_pjsip_session',
  'res_pjsip_sdp_rtp',
  'res_pjsip_endpoint_identifier_ip',
  'res_pjsip_caller_id',
  'res_rtp_asterisk',
  'codec_ulaw',
  'chan_pjsip',
];

const ANONYMOUS = '"Anonymous" <sip:anonymous@anonymous.invalid>';
const KNOWN = 'P-Asserted-Identity: "Ann" <sip:5551234@127.0.0.1>';

/** As the app sees the last call. */
let seen: Readonly<Record<string, string | undefined>> = {};
let asterisk: RealAsterisk;
let agi: string;
const ports = { sip: 0, trunk: 0 };
const server = new FastAgiTransport({ port: 0 });

beforeAll(async () => {
  const { port } = await answerCalls(server, {
    async onCall({ environment }) {
      const { callerNumber, callerName, callerPresentation, withheldCallerNumber } = environment;
      seen = { callerNumber, callerName, callerPresentation, withheldCallerNumber };
    },
  });
  agi = `agi://127.0.0.1:${port}/`;
  ports.sip = await freePort();
  ports.trunk = await freePort();
  asterisk = await RealAsterisk.start({
    modules: 'full',
    extraModules: PJSIP,
    dialplan: `
[trunk]
exten => s,1,AGI(${agi})
 same => n,Hangup()
`,
    files: {
      'pjproject.conf': '',
      'rtp.conf': '[general]\n',
      'pjsip.conf': `
[udp]
type=transport
protocol=udp
bind=127.0.0.1:${ports.sip}
[trunk]
type=endpoint
context=trunk
disallow=all
allow=ulaw
aors=trunk
trust_id_inbound=yes
[trunk]
type=aor
contact=sip:trunk@127.0.0.1:${ports.trunk}
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1
`,
    },
  });
});

afterEach(() => {
  seen = {};
});

afterAll(() => Promise.all([asterisk?.stop(), server.close()]));

const nobody = { callerNumber: undefined, callerName: undefined, withheldCallerNumber: undefined };

describe('a caller of a SIP trunk on a real Asterisk', () => {
  test.each<[string, SipIdentity, typeof seen]>([
    [
      'who shows the number',
      { from: '"Ann" <sip:5550100@127.0.0.1>' },
      { ...nobody, callerPresentation: 'allowed', callerNumber: '5550100', callerName: 'Ann' },
    ],
    [
      'who withholds a number that the network says (Privacy: id)',
      { from: ANONYMOUS, headers: [KNOWN, 'Privacy: id'] },
      { ...nobody, callerPresentation: 'restricted', withheldCallerNumber: '5551234' },
    ],
    [
      'who withholds it by Remote-Party-ID',
      {
        from: ANONYMOUS,
        headers: [KNOWN.replace('P-Asserted-Identity', 'Remote-Party-ID') + ';privacy=full;screen=yes'],
      },
      { ...nobody, callerPresentation: 'restricted', withheldCallerNumber: '5551234' },
    ],
    [
      'who is anonymous for the network too',
      { from: ANONYMOUS, headers: ['Privacy: id'] },
      { ...nobody, callerPresentation: 'restricted' },
    ],
    ['of whom the trunk says nothing', { from: '<sip:127.0.0.1>' }, { ...nobody, callerPresentation: 'unavailable' }],
  ])('%s', async (_name, identity, expected) => {
    const call = await SipCaller.call(ports.sip, ports.trunk, identity);
    await call.ended();
    expect(seen).toEqual(expected);
  });
});

describe('a presentation that the dialplan sets', () => {
  test.each<[string, typeof seen]>([
    ['prohib', { ...nobody, callerPresentation: 'restricted', withheldCallerNumber: '5550100' }],
    ['prohib_not_screened', { ...nobody, callerPresentation: 'restricted', withheldCallerNumber: '5550100' }],
    ['unavailable', { ...nobody, callerPresentation: 'unavailable', withheldCallerNumber: '5550100' }],
    ['allowed', { ...nobody, callerPresentation: 'allowed', callerNumber: '5550100', callerName: 'Ann' }],
  ])('%s', async (pres, expected) => {
    const beforeAgi = [`Set(CALLERID(pres)=${pres})`];
    const call = await placeCall(asterisk, { agi, callerId: '5550100', callerName: 'Ann', beforeAgi });
    await call.agiStatus();
    expect(seen).toEqual(expected);
  });
});
