// Every type that `offhook/testing` exports, by its name: to change this list is to change the contract. test/public-api.test.ts knows it.
import { expectTypeOf, test } from 'vitest';

export type {
  AgiStatus,
  AgiUrl,
  AppPhoneOptions,
  AsteriskWire,
  CallEvent,
  CallHappening,
  CallMatchers,
  CallSetup,
  Clock,
  DialOutcome,
  Dialplan,
  EndedBy,
  ExpectedEnd,
  ExpectedSound,
  Heard,
  HeardItem,
  MatcherResult,
  MemoryLink,
  Outcome,
  Place,
  PressOptions,
  QueueOutcome,
  ReplayOptions,
  Request,
  ScriptedApplication,
  ScriptedReply,
  SoundDurations,
  SoundEnd,
  SoundTable,
  SpeechEngine,
  SpeechResult,
  StepTiming,
  Subroutine,
  TestClock,
  TestPhoneOptions,
  TestTarget,
  TranscriptOptions,
  VirtualAsteriskOptions,
  VirtualRecording,
  Way,
} from 'offhook/testing';

test('offhook exports these types', () => {
  expectTypeOf<typeof import('offhook/testing')>().not.toBeAny();
});
