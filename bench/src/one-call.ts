/** Where the servers are called. */
export const PATH = '/bench';

/** What every server says in one call, and in this order: an answer, a greeting, three rounds of a menu, and the end. */
export const COMMANDS: readonly string[] = [
  'ANSWER',
  'SET VARIABLE "CUSTOMER" "Ann"',
  'STREAM FILE "hello" "0123456789*#"',
  'SAY ALPHA "Ann" "0123456789*#"',
  ...Array.from({ length: 3 }, () => [
    'GET DATA "bench/options" 5000 1',
    'STREAM FILE "bench/order" "0123456789*#"',
    'SAY DIGITS "0012" "0123456789*#"',
    'STREAM FILE "bench/is-due-in" "0123456789*#"',
    'SAY NUMBER 3 "0123456789*#"',
  ]).flat(),
  'HANGUP',
  'SET VARIABLE "OFFHOOK_STATUS" "HANGUP"',
  'SET VARIABLE "OFFHOOK_REASON" "app"',
];

/** What Asterisk sends first. */
export const ENVIRONMENT = `agi_network: yes
agi_network_script: bench
agi_request: agi://127.0.0.1:4573/bench
agi_channel: PJSIP/phone-00000001
agi_language: en
agi_type: PJSIP
agi_uniqueid: 1795426396.71
agi_version: 22.10.1
agi_callerid: 5550100
agi_calleridname: Ann
agi_callingpres: 0
agi_callingani2: 0
agi_callington: 0
agi_callingtns: 0
agi_dnid: 4000
agi_rdnis: unknown
agi_context: from-phones
agi_extension: 4000
agi_priority: 2
agi_enhanced: 0.0
agi_accountcode: ${''}
agi_threadid: 140243013203648

`;

/** What Asterisk answers to a command, by its first words. */
export function answerTo(command: string): string {
  if (command.startsWith('GET DATA')) return '200 result=1\n';
  if (command.startsWith('STREAM FILE')) return '200 result=0 endpos=8160\n';
  if (command.startsWith('SET VARIABLE')) return '200 result=1\n';
  if (command.startsWith('HANGUP')) return '200 result=1\nHANGUP\n';
  return '200 result=0\n';
}
