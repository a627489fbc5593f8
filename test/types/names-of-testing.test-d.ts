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
  Recording,
  ReplayOptions,
  Request,
  ScriptedApplication,
  SoundEnd,
  SoundTable,
  Sounds,
  SpeechEngine,
  Subroutine,
  TestClock,
  TestPhoneOptions,
  TestTarget,
  TranscriptOptions,
  Understood,
  VirtualAsteriskOptions,
  Way,
} from 'offhook/testing';

test('offhook exports these types', () => {
  expectTypeOf<typeof import('offhook/testing')>().not.toBeAny();
});
