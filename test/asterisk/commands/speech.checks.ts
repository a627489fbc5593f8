import { expect } from 'vitest';

import { absoluteFile } from '../../../src/core/checked-file.js';
import { CommandError } from '../../../src/errors/offhook-error.js';
import { understanding } from '../support/speech-engine.js';
import {
  ANSWERS_AT_ONCE,
  cannot,
  type Check,
  check,
  type CheckOptions,
  type FamilyChecks,
  hangsUpDuring,
  pressedDuring,
  TAKES_NO_KEYS,
} from './check.js';

const ENGINE = 'fakestt';
const ON_22: CheckOptions = { differsOn16: 'a speech engine', media: 'tone', isStuckAtTimes: true };
const SHORT = 'checks/short';
/** Ten seconds at most: 0 when the prompt was over. */
const WITHIN_PROMPT = expect.toSatisfy((samples: number) => samples >= 0 && samples < 80_000) as number;

const withSpeech = (says: string, show: Check['show']) =>
  check(
    says,
    async (context) => {
      await context.channel.speechCreate(ENGINE);
      await show(context);
    },
    ON_22,
  );

const withoutObject = (show: Check['show']) => check('rejects without a speech object', show);

const NO_GRAMMARS = cannot('the only engine that Debian packages, AEAP, has no grammar functions');

export const speechChecks = {
  speechCreate: {
    success: [
      check(
        'makes a speech object of an engine',
        async ({ channel }) => {
          expect(await channel.speechCreate(ENGINE)).toBeUndefined();
          expect(await channel.speechDestroy()).toBeUndefined();
        },
        ON_22,
      ),
      check(
        'takes the first engine when told none',
        async ({ channel }) => {
          expect(await channel.speechCreate()).toBeUndefined();
        },
        ON_22,
      ),
    ],
    failure: [
      check('rejects when there is no such engine', async ({ channel }) => {
        await expect(channel.speechCreate('no-such-engine')).rejects.toThrow(CommandError);
      }),
      withSpeech('rejects when there is a speech object already', async ({ channel }) => {
        await expect(channel.speechCreate(ENGINE)).rejects.toThrow(/already/);
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  speechSet: {
    success: [
      withSpeech('gives the engine a setting, as it is', async ({ channel, engine }) => {
        expect(await channel.speechSet('language', 'de "x", \\ y')).toBeUndefined();
        expect(engine?.settings).toContainEqual({ language: 'de "x", \\ y' });
      }),
    ],
    failure: [withoutObject(({ channel }) => expect(channel.speechSet('a', 'b')).rejects.toThrow(CommandError))],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  speechDestroy: {
    success: [
      withSpeech('gives up the speech object', async ({ channel }) => {
        expect(await channel.speechDestroy()).toBeUndefined();
        await expect(channel.speechSet('a', 'b')).rejects.toThrow(CommandError);
      }),
    ],
    failure: [withoutObject(({ channel }) => expect(channel.speechDestroy()).rejects.toThrow(CommandError))],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  speechLoadGrammar: {
    success: NO_GRAMMARS,
    failure: [
      withoutObject(({ channel }) =>
        expect(channel.speechLoadGrammar('g', absoluteFile('/tmp/g'))).rejects.toThrow(CommandError),
      ),
      withSpeech('rejects when the engine has no grammars', ({ channel }) =>
        expect(channel.speechLoadGrammar('g', absoluteFile('/tmp/g'))).rejects.toThrow(CommandError),
      ),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  speechUnloadGrammar: {
    success: NO_GRAMMARS,
    failure: [
      withoutObject(({ channel }) => expect(channel.speechUnloadGrammar('g')).rejects.toThrow(CommandError)),
      withSpeech('rejects when the engine has no grammars', ({ channel }) =>
        expect(channel.speechUnloadGrammar('g')).rejects.toThrow(CommandError),
      ),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  speechActivateGrammar: {
    success: NO_GRAMMARS,
    failure: [
      withoutObject(({ channel }) => expect(channel.speechActivateGrammar('g')).rejects.toThrow(CommandError)),
      withSpeech('rejects when the engine has no grammars', ({ channel }) =>
        expect(channel.speechActivateGrammar('g')).rejects.toThrow(CommandError),
      ),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  speechDeactivateGrammar: {
    success: NO_GRAMMARS,
    failure: [
      withoutObject(({ channel }) => expect(channel.speechDeactivateGrammar('g')).rejects.toThrow(CommandError)),
      withSpeech('rejects when the engine has no grammars', ({ channel }) =>
        expect(channel.speechDeactivateGrammar('g')).rejects.toThrow(CommandError),
      ),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  speechRecognize: {
    success: [
      withSpeech('gives everything that the engine understood', async ({ channel }) => {
        const heard = [
          { text: 'bonjour "x" (y)', score: 50, grammar: 'g0' },
          { text: 'héllo world', score: 90, grammar: 'g1' },
        ];
        await channel.speechSet('understand', understanding(...heard));
        expect(await channel.speechRecognize(SHORT, 5)).toEqual({
          kind: 'speech',
          // Asterisk puts each in front of the others.
          alternatives: heard.toReversed(),
          endSamples: WITHIN_PROMPT,
        });
      }),
      withSpeech('skips a prompt that is missing', async ({ channel }) => {
        await channel.speechSet('understand', understanding({ text: 'yes', score: 1, grammar: 'g' }));
        expect(await channel.speechRecognize('checks/no-such-file', 5)).toMatchObject({
          kind: 'speech',
          alternatives: [{ text: 'yes', score: 1, grammar: 'g' }],
        });
      }),
    ],
    failure: [withoutObject(({ channel }) => expect(channel.speechRecognize(SHORT, 1)).rejects.toThrow(CommandError))],
    key: [
      withSpeech('is ended by any key, and tells which', async (context) => {
        const recognizing = context.channel.speechRecognize('demo-congrats', 10);
        expect(await pressedDuring(context, 'SPEECH RECOGNIZE', recognizing, '7')).toEqual({
          kind: 'digit',
          key: '7',
          endSamples: WITHIN_PROMPT,
        });
      }),
    ],
    timeout: [
      withSpeech('says so when nothing was understood in time', async ({ channel }) => {
        expect(await channel.speechRecognize(SHORT, 1)).toEqual({ kind: 'timeout', endSamples: WITHIN_PROMPT });
      }),
    ],
    hangUp: [
      withSpeech('ends with the call', (context) =>
        hangsUpDuring(context, 'SPEECH RECOGNIZE', context.channel.speechRecognize('demo-congrats', 0)),
      ),
    ],
  },
} satisfies FamilyChecks<
  | 'speechCreate'
  | 'speechSet'
  | 'speechDestroy'
  | 'speechLoadGrammar'
  | 'speechUnloadGrammar'
  | 'speechActivateGrammar'
  | 'speechDeactivateGrammar'
  | 'speechRecognize'
>;
