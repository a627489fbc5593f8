import { type FileName, fileName } from '../checked-file.js';
import { byResult, done, endPosition, failed } from '../codecs.js';
import { type Key, keyByCode, MAX_SECONDS, wholeNumber } from '../values.js';
import { type CommandAnswer, defineCommand } from './define-command.js';

/** One thing the caller may have said. */
export interface SpeechAlternative {
  /** How sure the engine is, usually 0 to 100. */
  readonly score: number;
  readonly text: string;
  /** The grammar that matched. */
  readonly grammar: string;
}

/** What SPEECH RECOGNIZE understood. */
export type SpeechRecognizeResult =
  /** In the order of the engine, which need not be by score. May be empty: the engine heard speech and made nothing of it. */
  | { readonly kind: 'speech'; readonly alternatives: readonly SpeechAlternative[]; readonly endSamples: number }
  | { readonly kind: 'digit'; readonly key: Key; readonly endSamples: number }
  | { readonly kind: 'timeout'; readonly endSamples: number };

const NO_OBJECT = 'there is no speech object (speechCreate makes one), or its engine could not do it';

/**
 * Makes the call's speech object, which the other speech commands need.
 *
 * @param engine - the name its module registered; default: the first one (as Asterisk)
 * @throws CommandError when there is no such engine, it failed, or the call has an object already; HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_create | Asterisk: SPEECH CREATE}
 * @example
 * await channel.speechCreate('my-engine');
 */
export const speechCreate = defineCommand('SPEECH CREATE', {
  encode: (engine?: string) => ({ engine }),
  decode: byResult<void>({
    '0': failed('there is no such engine, it failed, or there is a speech object already'),
    '1': done,
  }),
});

/**
 * Gives the speech engine a setting.
 *
 * @param name - as the engine calls it
 * @param value - as the engine wants it
 * @throws CommandError when there is no speech object; HangUpError when the caller is gone
 * @remarks Asterisk answers the same when the engine refuses the setting.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_set | Asterisk: SPEECH SET}
 * @example
 * await channel.speechSet('language', 'en-GB');
 */
export const speechSet = defineCommand('SPEECH SET', {
  encode: (name: string, value: string) => ({ name, value }),
  decode: byResult<void>({ '0': failed(NO_OBJECT), '1': done }),
});

/**
 * Gives up the speech object.
 *
 * @throws CommandError when there is none
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_destroy | Asterisk: SPEECH DESTROY}
 * @example
 * await channel.speechDestroy();
 */
export const speechDestroy = defineCommand('SPEECH DESTROY', {
  encode: () => ({}),
  decode: byResult<void>({ '0': failed('there is no speech object'), '1': done }),
  afterHangup: true,
});

/**
 * Loads a grammar for this call.
 *
 * @param name - what the other commands will call it
 * @param path - where the engine finds it
 * @throws CommandError when the engine could not load it, or there is no speech object; HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_load_grammar | Asterisk: SPEECH LOAD GRAMMAR}
 * @example
 * await channel.speechLoadGrammar('names', '/etc/asterisk/grammars/names.xml');
 * await channel.speechActivateGrammar('names');
 */
export const speechLoadGrammar = defineCommand('SPEECH LOAD GRAMMAR', {
  encode: (name: string, path: FileName) => ({ name, path: fileName('SPEECH LOAD GRAMMAR', 'path', path) }),
  decode: byResult<void>({ '0': failed(NO_OBJECT), '1': done }),
});

/**
 * Forgets a grammar.
 *
 * @param name - of a loaded grammar
 * @throws CommandError when the engine could not, or there is no speech object
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_unload_grammar | Asterisk: SPEECH UNLOAD GRAMMAR}
 * @example
 * await channel.speechUnloadGrammar('names');
 */
export const speechUnloadGrammar = defineCommand('SPEECH UNLOAD GRAMMAR', {
  encode: (name: string) => ({ name }),
  decode: byResult<void>({ '0': failed(NO_OBJECT), '1': done }),
  afterHangup: true,
});

/**
 * Lets a grammar take part in what is recognised.
 *
 * @param name - of a loaded grammar
 * @throws CommandError when the engine could not, or there is no speech object; HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_activate_grammar | Asterisk: SPEECH ACTIVATE GRAMMAR}
 * @example
 * await channel.speechActivateGrammar('names');
 */
export const speechActivateGrammar = defineCommand('SPEECH ACTIVATE GRAMMAR', {
  encode: (name: string) => ({ name }),
  decode: byResult<void>({ '0': failed(NO_OBJECT), '1': done }),
});

/**
 * Keeps a grammar out of what is recognised.
 *
 * @param name - of an active grammar
 * @throws CommandError when the engine could not, or there is no speech object; HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_deactivate_grammar | Asterisk: SPEECH DEACTIVATE GRAMMAR}
 * @example
 * await channel.speechDeactivateGrammar('names');
 */
export const speechDeactivateGrammar = defineCommand('SPEECH DEACTIVATE GRAMMAR', {
  encode: (name: string) => ({ name }),
  decode: byResult<void>({ '0': failed(NO_OBJECT), '1': done }),
});

/**
 * Plays a sound file and understands what the caller says; any key ends it.
 *
 * @param prompt - a sound file; a missing one is skipped
 * @param timeoutSeconds - silence after the prompt, whole seconds from 1; 0 waits for ever
 * @param offsetSamples - where the prompt begins, from 0; default: the beginning (as Asterisk)
 * @returns `speech` with every alternative, `digit` with the key that ended it, or `timeout`
 * @throws CommandError when there is no speech object; HangUpError when the caller hangs up or is gone
 * @remarks Asterisk counts this timeout in seconds, whatever its documentation says. What was recognised is not escaped
 * in its answer: a text that itself holds `" grammar0=` cannot be told from the end of one.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/speech_recognize | Asterisk: SPEECH RECOGNIZE}
 * @example
 * const heard = await channel.speechRecognize('say-a-name', 5);
 * if (heard.kind === 'speech') console.log(heard.alternatives[0]?.text);
 */
export const speechRecognize = defineCommand('SPEECH RECOGNIZE', {
  encode: (prompt: FileName, timeoutSeconds: number, offsetSamples?: number) => ({
    prompt: fileName('SPEECH RECOGNIZE', 'prompt', prompt),
    timeoutSeconds: wholeNumber('SPEECH RECOGNIZE', 'timeoutSeconds', timeoutSeconds, 0, MAX_SECONDS),
    offsetSamples:
      offsetSamples === undefined ? undefined : wholeNumber('SPEECH RECOGNIZE', 'offsetSamples', offsetSamples, 0),
  }),
  decode: byResult<SpeechRecognizeResult>({ '0': failed(NO_OBJECT), '1': recognised }),
  text: 'proven',
});

function recognised(answer: CommandAnswer): SpeechRecognizeResult {
  const { rest } = answer;
  if (rest.startsWith('(speech) ')) return spoken(answer);
  if (rest.startsWith('(hangup)')) throw answer.hungUp();
  const endSamples = endPosition(answer);
  if (rest.startsWith('(timeout) ')) return { kind: 'timeout', endSamples };
  const digit = /^\(digit\) digit=(.) /.exec(rest)?.[1];
  const key = digit === undefined ? undefined : keyByCode(String(digit.charCodeAt(0)));
  if (key === undefined) throw answer.unexpected();
  return { kind: 'digit', key, endSamples };
}

function spoken(answer: CommandAnswer): SpeechRecognizeResult {
  const head = /^\(speech\) endpos=(\d+) results=(\d+)(?= |$)/.exec(answer.rest);
  if (head === null) throw answer.unexpected();
  const alternatives: SpeechAlternative[] = [];
  let left = answer.rest.slice(head[0].length);
  for (let i = 0; i < Number(head[2]); i++) {
    // An alternative reaches to the beginning of the next one: its text may hold quotes.
    const next = left.indexOf(` score${i + 1}=`);
    const part = /^ score\d+=(-?\d+) text\d+="(.*)" grammar\d+=(.*)$/s.exec(next < 0 ? left : left.slice(0, next));
    if (part === null) throw answer.unexpected();
    const [, score, text, grammar] = part as unknown as [string, string, string, string];
    alternatives.push({ score: Number(score), text, grammar });
    left = next < 0 ? '' : left.slice(next);
  }
  return { kind: 'speech', alternatives, endSamples: Number(head[1]) };
}
