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
  Expected,
  ExpectedEnd,
  Heard,
  HeardItem,
  Matched,
  MemoryLink,
  Moment,
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
  Subroutine,
  TestClock,
  TestPhoneOptions,
  TestTarget,
  TranscriptOptions,
  Understood,
  VirtualAsteriskOptions,
  VirtualRecording,
  Way,
} from 'offhook/testing';

test('offhook exports these types', () => {
  expectTypeOf<typeof import('offhook/testing')>().not.toBeAny();
});
