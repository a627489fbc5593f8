import { answerChannel } from '../answer-channel.js';
import type { Application, CallContext } from '../call-context.js';
import type { TimedProcess } from '../timed-process.js';
import { hasPlace } from '../dialplan.js';
import { playFile } from '../play.js';
import { recordAudio } from '../record-audio.js';
import { msOfWholeFrames } from '../samples.js';
import { spokenDigits } from '../sounds/spoken.js';
import { splitOptions } from './application.js';

/** What the mailbox says of its owner, by the letter of the option. */
const GREETINGS: Readonly<Record<string, string>> = { u: 'vm-isunavail', b: 'vm-isonphone' };
const FOLDER = '/var/spool/asterisk/voicemail';

/**
 * `VoiceMail(mailbox[,options])`: every mailbox exists, with operator=yes in voicemail.conf and the greeting that Asterisk has for one without its own. The message
 * is recorded until `#` or the hang-up.
 *
 * @internal
 */
export const voiceMail: Application = function* (call, options) {
  const [mailbox = '', flags = ''] = splitOptions(options);
  const [name = '', context = 'default'] = mailbox.split('@');
  const set = (status: string) => call.channel.setVariable('VMSTATUS', status);
  set('FAILED');
  if (call.channel.readsHangup() || (yield* answerChannel(call)).kind === 'hangup') return -1;
  const greeting = Object.entries(GREETINGS).find(([letter]) => flags.includes(letter))?.[1];
  const end = yield* greet(call, name, greeting, flags.includes('s'));
  const exit = EXITS[end];
  if (exit !== undefined) {
    call.channel.place = { ...call.channel.place, extension: exit, priority: 0 };
    set('USEREXIT');
    return 0;
  }
  if (end === 'hangup' || (yield* playFile(call, 'beep')).end === 'hangup') return -1;
  const { why, keptMs } = yield* recordAudio(call, { keys: '#', limitMs: Infinity, silenceMs: 0 });
  const file = `${FOLDER}/${context}/${name}/${flags.includes('U') ? 'Urgent' : 'INBOX'}/msg0000`;
  call.asterisk.recordings.set(file, { format: 'wav', durationMs: msOfWholeFrames(keptMs) });
  call.tell({ kind: 'recorded', name: file, durationMs: msOfWholeFrames(keptMs) });
  set('SUCCESS');
  call.channel.setVariable('VM_MESSAGEFILE', file);
  if (why === 'hangup') return -1;
  return (yield* playFile(call, 'auth-thankyou')).end === 'hangup' ? -1 : 0;
};

/** Keys that leave the mailbox, and the extension to which each moves the call. */
const EXITS: Readonly<Record<string, string>> = { '0': 'o', '*': 'a' };

/** What is heard before the tone; `#` leaves out what is left of it, and an exit the message too. */
function* greet(call: CallContext, name: string, greeting: string | undefined, isBrief: boolean): TimedProcess<string> {
  const { context } = call.channel.place;
  const exits = Object.keys(EXITS).filter((key) => hasPlace(call.asterisk.dialplan, `${context},${EXITS[key]},1`));
  const owner = greeting === undefined ? [] : ['vm-theperson', ...spokenDigits(name), greeting];
  for (const sound of [...owner, ...(isBrief ? [] : ['vm-intro'])]) {
    const { end, key } = yield* playFile(call, sound, { keys: `#${exits.join('')}` });
    if (end === 'hangup') return 'hangup';
    if (key !== undefined) return key;
  }
  return 'finished';
}
