import { absoluteFile } from '../../../src/core/checked-file.js';
import { type CommandCase } from '../support/conversation.js';

const TWO =
  '(speech) endpos=0 results=2 score0=90 text0="héllo world" grammar0=g1 score1=50 text1="bonjour "x" (y)" grammar1=g0';

export const speechCases: readonly CommandCase[] = [
  { call: (c) => c.speechCreate(), talk: ['> SPEECH CREATE', '< 200 result=1'] },
  {
    call: (c) => c.speechCreate('engine'),
    talk: ['> SPEECH CREATE "engine"', '< 200 result=0'],
    fails: ['CommandError', /no such engine/],
  },
  { call: (c) => c.speechSet('mode', 'fast'), talk: ['> SPEECH SET "mode" "fast"', '< 200 result=1'] },
  {
    call: (c) => c.speechSet('mode', 'fast'),
    talk: ['> SPEECH SET "mode" "fast"', '< 200 result=0'],
    fails: ['CommandError', /no speech object/],
  },
  { call: (c) => c.speechDestroy(), talk: ['> SPEECH DESTROY', '< 200 result=1'] },
  {
    call: (c) => c.speechDestroy(),
    talk: ['> SPEECH DESTROY', '< 200 result=0'],
    fails: ['CommandError', /no speech object/],
  },
  {
    call: (c) => c.speechLoadGrammar('g', absoluteFile('/tmp/g')),
    talk: ['> SPEECH LOAD GRAMMAR "g" "/tmp/g"', '< 200 result=1'],
  },
  {
    call: (c) => c.speechLoadGrammar('g', absoluteFile('/tmp/g')),
    talk: ['> SPEECH LOAD GRAMMAR "g" "/tmp/g"', '< 200 result=0'],
    fails: ['CommandError'],
  },
  { call: (c) => c.speechUnloadGrammar('g'), talk: ['> SPEECH UNLOAD GRAMMAR "g"', '< 200 result=1'] },
  {
    call: (c) => c.speechUnloadGrammar('g'),
    talk: ['> SPEECH UNLOAD GRAMMAR "g"', '< 200 result=0'],
    fails: ['CommandError'],
  },
  { call: (c) => c.speechActivateGrammar('g'), talk: ['> SPEECH ACTIVATE GRAMMAR "g"', '< 200 result=1'] },
  {
    call: (c) => c.speechActivateGrammar('g'),
    talk: ['> SPEECH ACTIVATE GRAMMAR "g"', '< 200 result=0'],
    fails: ['CommandError'],
  },
  { call: (c) => c.speechDeactivateGrammar('g'), talk: ['> SPEECH DEACTIVATE GRAMMAR "g"', '< 200 result=1'] },
  {
    call: (c) => c.speechDeactivateGrammar('g'),
    talk: ['> SPEECH DEACTIVATE GRAMMAR "g"', '< 200 result=0'],
    fails: ['CommandError'],
  },

  {
    call: (c) => c.speechRecognize('beep', 5),
    talk: ['> SPEECH RECOGNIZE "beep" 5', `< 200 result=1 ${TWO}`],
    gives: {
      kind: 'speech',
      endSamples: 0,
      alternatives: [
        { score: 90, text: 'héllo world', grammar: 'g1' },
        { score: 50, text: 'bonjour "x" (y)', grammar: 'g0' },
      ],
    },
  },
  {
    call: (c) => c.speechRecognize('beep', 5, 800),
    talk: ['> SPEECH RECOGNIZE "beep" 5 800', '< 200 result=1 (speech) endpos=9 results=0'],
    gives: { kind: 'speech', endSamples: 9, alternatives: [] },
  },
  {
    call: (c) => c.speechRecognize('beep', 0),
    talk: ['> SPEECH RECOGNIZE "beep" 0', '< 200 result=1 (digit) digit=7 endpos=80'],
    gives: { kind: 'digit', key: '7', endSamples: 80 },
  },
  {
    call: (c) => c.speechRecognize('beep', 5),
    talk: ['> SPEECH RECOGNIZE "beep" 5', '< 200 result=1 (timeout) endpos=0'],
    gives: { kind: 'timeout', endSamples: 0 },
  },
  {
    call: (c) => c.speechRecognize('beep', 5),
    talk: ['> SPEECH RECOGNIZE "beep" 5', '< 200 result=1 (hangup) endpos=0'],
    fails: ['HangUpError', /SPEECH RECOGNIZE/],
  },
  {
    call: (c) => c.speechRecognize('beep', 5),
    talk: ['> SPEECH RECOGNIZE "beep" 5', '< 200 result=0'],
    fails: ['CommandError', /no speech object/],
  },
  {
    call: (c) => c.speechRecognize('beep', 5),
    talk: ['> SPEECH RECOGNIZE "beep" 5', '< 200 result=1 (digit) digit=q endpos=80'],
    fails: ['ProtocolError'],
  },
  {
    call: (c) => c.speechRecognize('beep', 5),
    talk: ['> SPEECH RECOGNIZE "beep" 5', '< 200 result=1 (speech) endpos=0 results=1 score0=90 text0="a'],
    fails: ['ProtocolError'],
  },
  {
    call: (c) => c.speechRecognize('beep', 1.5),
    talk: [],
    fails: ['ArgumentError', /SPEECH RECOGNIZE: timeoutSeconds is "1.5"/],
  },
];
