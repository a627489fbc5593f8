import { answerChannel } from '../answer-channel.js';
import type { Application, CallContext } from '../call-context.js';
import { type TimedProcess, EVERY_KEY, wait } from '../timed-process.js';
import { startMusic, stopMusic } from '../music.js';
import { play, playFile } from '../play.js';
import { type Spoken, spokenDigits, spokenLetters, spokenNumber, spokenPhonetic } from '../sounds/spoken.js';
import { writeVariable } from '../variables.js';
import { readDecimal, readInteger } from '../words.js';
import { splitOptions } from './application.js';
import { confBridge } from './conf-bridge.js';
import { execApplication, gosub, goTo, returnFromRoutine } from './control-flow.js';
import { read } from './read.js';
import { voiceMail } from './voice-mail.js';

const DONE: Application = () => 0;

/** How a list of files went. */
interface PlayedList {
  readonly key?: string;
  readonly isHungUp: boolean;
  readonly isPlayed: boolean;
}

/**
 * Plays a list of files joined by `&`.
 *
 * @param goesOn - whether a missing file is left out; it ends the list otherwise
 */
function* playList(call: CallContext, files: string, keys: string, goesOn: boolean): TimedProcess<PlayedList> {
  if (call.channel.isHungUp) return { isHungUp: true, isPlayed: false };
  let isPlayed = true;
  for (const name of files.split('&')) {
    const { end, key } = yield* playFile(call, name, { keys });
    if (end === 'hangup') return { isHungUp: true, isPlayed };
    if (end === 'missing') isPlayed = false;
    if (end === 'missing' && !goesOn) break;
    if (end === 'key' && key !== undefined) return { key, isHungUp: false, isPlayed };
  }
  return { isHungUp: false, isPlayed };
}

const playback: Application = function* (call, options) {
  const [files = '', flags = ''] = splitOptions(options);
  const wasDead = call.channel.readsHangup();
  if (!flags.includes('noanswer') && (yield* answerChannel(call)).kind === 'hangup') return -1;
  const { isHungUp, isPlayed } = yield* playList(call, files, '', true);
  call.channel.setVariable('PLAYBACKSTATUS', isPlayed ? 'SUCCESS' : 'FAILED');
  return isHungUp && !wasDead ? -1 : 0;
};

const background: Application = function* (call, options) {
  const [files = ''] = splitOptions(options);
  const wasDead = call.channel.readsHangup();
  if ((yield* answerChannel(call)).kind === 'hangup') return -1;
  const { key, isHungUp, isPlayed } = yield* playList(call, files, EVERY_KEY, false);
  call.channel.setVariable('BACKGROUNDSTATUS', isPlayed ? 'SUCCESS' : 'FAILED');
  if (isHungUp) return wasDead ? 0 : -1;
  return key === undefined ? 0 : key.charCodeAt(0);
};

const waitApplication: Application = function* (call, options) {
  const forMs = (readDecimal(options) ?? 0) * 1000;
  if (forMs <= 0) return 0;
  const { hasUnreadHangup } = call.channel;
  if (call.channel.readsHangup() && hasUnreadHangup) return -1;
  const { kind } = yield* wait({ forMs });
  return kind === 'hangup' ? -1 : 0;
};

const assign = (call: CallContext, assignment: string): void => {
  const equals = assignment.indexOf('=');
  if (equals >= 0) writeVariable(call, assignment.slice(0, equals).trim(), assignment.slice(equals + 1));
};

const endCall: Application = (call) => {
  call.hangUp('app');
  return -1;
};

/** What a shell does is not known here: it succeeds. */
const runShell: Application = ({ channel }) => {
  channel.setVariable('SYSTEMSTATUS', 'SUCCESS');
  return 0;
};

/** Says FAILED and answers -1 when no text file lies beside the sound, and removes the sound all the same. */
const removeFile: Application = ({ asterisk, channel }, file) => {
  const wasThere = asterisk.recordings.delete(file);
  channel.setVariable('MVM_DELETE_STATUS', 'FAILED');
  return wasThere ? -1 : 0;
};

/** Plays a tone for so many seconds, then hangs up; without a number the caller hangs up. */
const toneThenEnd = (tone: string): Application =>
  function* (call, options) {
    const seconds = readDecimal(options);
    yield* play(call, { kind: 'tone', text: tone }, seconds === undefined ? Infinity : seconds * 1000);
    call.hangUp('app');
    return -1;
  };

const speak = (
  kind: 'digits' | 'number' | 'spelled' | 'phonetic',
  spoken: (call: CallContext, text: string) => Spoken,
): Application =>
  function* (call, options) {
    const [text = ''] = splitOptions(options);
    if (call.channel.readsHangup()) return 0;
    const lengths = spoken(call, text).map((name) => call.soundDurationMs(name) ?? 0);
    const { end } = yield* play(
      call,
      { kind, text },
      lengths.reduce((sum, ms) => sum + ms, 0),
    );
    // SayNumber does not mind.
    return end === 'hangup' && kind !== 'number' ? -1 : 0;
  };

/** Applications that the virtual Asterisk knows without a script. Dial and Queue come with their outcomes. @internal */
export const knownApplications: Readonly<Record<string, Application>> = {
  Answer: function* (call) {
    return (yield* answerChannel(call)).kind === 'hangup' ? -1 : 0;
  },
  Background: background,
  Busy: toneThenEnd('busy'),
  ConfBridge: confBridge,
  Congestion: toneThenEnd('congestion'),
  Exec: execApplication(false),
  Gosub: gosub,
  Goto: goTo,
  Hangup: endCall,
  Log: DONE,
  MSet: (call, options) => {
    for (const assignment of splitOptions(options)) assign(call, assignment);
    return 0;
  },
  MinivmDelete: removeFile,
  MusicOnHold: function* (call, options) {
    const [musicClass = 'default', seconds] = splitOptions(options);
    startMusic(call, musicClass === '' ? 'default' : musicClass);
    const { kind } = yield* wait({ forMs: (readDecimal(seconds) ?? Infinity) * 1000 });
    stopMusic(call);
    return kind === 'hangup' ? -1 : 0;
  },
  NoOp: DONE,
  Playback: playback,
  Playtones: (call, options) => {
    startMusic(call, options, 'tone');
    return 0;
  },
  Progress: DONE,
  Read: read,
  Return: returnFromRoutine,
  Ringing: DONE,
  SayAlpha: speak('spelled', (call, text) => spokenLetters(text, 'none', call.hasSound)),
  SayDigits: speak('digits', (_, text) => spokenDigits(text)),
  SayNumber: speak('number', (_, text) => spokenNumber(readInteger(text) ?? 0)),
  SayPhonetic: speak('phonetic', (call, text) => spokenPhonetic(text, call.hasSound)),
  Set: (call, options) => {
    assign(call, options);
    return 0;
  },
  StackPop: DONE,
  StartMusicOnHold: (call, options) => {
    startMusic(call, options === '' ? 'default' : options);
    return 0;
  },
  StopMusicOnHold: (call) => {
    stopMusic(call);
    return 0;
  },
  StopPlaytones: (call) => {
    stopMusic(call);
    return 0;
  },
  TryExec: execApplication(true),
  System: runShell,
  TrySystem: runShell,
  UserEvent: DONE,
  Verbose: (call, options) => {
    const [level = '', ...message] = options.split(',');
    call.tell({ kind: 'console', message: message.length === 0 ? level : message.join(',') });
    return 0;
  },
  VoiceMail: voiceMail,
  Wait: waitApplication,
  WaitExten: waitApplication,
};
