import type { CallContext } from '../call-context.js';
import { type TimedProcess, EVERY_KEY, type WaitEnd, wait } from '../timed-process.js';
import { play } from '../play.js';
import { msOfSamples } from '../samples.js';
import type { SpeechResult } from '../speech-engine.js';
import { readInteger } from '../words.js';
import { defineVirtualCommand, result } from './define-virtual-command.js';

const hasSpeech = ({ channel }: CallContext) => result(channel.hasSpeech ? 1 : 0);
/** An engine without grammars refuses. */
const hasGrammars = ({ channel, asterisk }: CallContext) =>
  result(channel.hasSpeech && asterisk.speech?.hasGrammars === true ? 1 : 0);

export const speechCreate = defineVirtualCommand('SPEECH CREATE', {
  usage: '<engine>',
  args: [0, Infinity],
  run({ channel, asterisk: { speech } }, [name = '']) {
    if (channel.hasSpeech || speech === undefined || (name !== '' && name !== speech.name)) return result(0);
    channel.hasSpeech = true;
    return result(1);
  },
});

export const speechDestroy = defineVirtualCommand('SPEECH DESTROY', {
  usage: '',
  args: [0, Infinity],
  afterHangup: true,
  run(call) {
    const had = hasSpeech(call);
    call.channel.hasSpeech = false;
    return had;
  },
});

/** Also when the engine refused. */
export const speechSet = defineVirtualCommand('SPEECH SET', { usage: '<name> <value>', args: [2, 2], run: hasSpeech });

export const speechLoadGrammar = defineVirtualCommand('SPEECH LOAD GRAMMAR', {
  usage: '<grammar name> <path to grammar>',
  args: [2, 2],
  run: hasGrammars,
});

export const speechUnloadGrammar = defineVirtualCommand('SPEECH UNLOAD GRAMMAR', {
  usage: '<grammar name>',
  args: [1, 1],
  afterHangup: true,
  run: hasGrammars,
});

export const speechActivateGrammar = defineVirtualCommand('SPEECH ACTIVATE GRAMMAR', {
  usage: '<grammar name>',
  args: [1, 1],
  run: hasGrammars,
});

export const speechDeactivateGrammar = defineVirtualCommand('SPEECH DEACTIVATE GRAMMAR', {
  usage: '<grammar name>',
  args: [1, 1],
  run: hasGrammars,
});

export const speechRecognize = defineVirtualCommand('SPEECH RECOGNIZE', {
  usage: '<prompt> <timeout> [<offset>]',
  args: [2, 3],
  *run(call, [prompt = '', timeout, offset]) {
    if (!call.channel.hasSpeech) return result(0);
    const happening = yield* recognize(call, prompt, readInteger(timeout) ?? 0, readInteger(offset) ?? 0);
    switch (happening.kind) {
      case 'speech':
        return result(`1 (speech) endpos=0 results=${happening.results.length}${happening.results.map(told).join('')}`);
      case 'key':
        return result(`1 (digit) digit=${happening.key} endpos=0`);
      case 'hangup':
        return result('1 (hangup) endpos=0');
      default:
        return result('1 (timeout) endpos=0');
    }
  },
});

const UNTIL = { keys: EVERY_KEY, takesSpeech: true } as const;

function* recognize(call: CallContext, prompt: string, seconds: number, offset: number): TimedProcess<WaitEnd> {
  // A prompt that is missing is passed over.
  const durationMs = Math.max(0, (call.soundDurationMs(prompt) ?? 0) - msOfSamples(Math.max(0, offset)));
  const { happening } = yield* play(call, { kind: 'file', text: prompt }, durationMs, UNTIL);
  if (happening.kind !== 'elapsed') return happening;
  return yield* wait({ forMs: seconds <= 0 ? Infinity : secondsLater(call, seconds), ...UNTIL });
}

/** Asterisk counts the seconds by the numbers that its clock shows. */
function secondsLater({ asterisk }: CallContext, seconds: number): number {
  const nowMs = asterisk.clock.nowMs();
  return (Math.floor(nowMs / 1000) + seconds) * 1000 - nowMs;
}

/** Nothing in a text is escaped. */
const told = ({ text, score = 100, grammar = '' }: SpeechResult, i: number) =>
  ` score${i}=${score} text${i}="${text}" grammar${i}=${grammar}`;
