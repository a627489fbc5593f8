/** `offhook/testing`: an Asterisk, a telephone and a clock that are made of nothing but code. */
export { AppPhone, type AppPhoneOptions, createTestPhone } from './testing/create-test-phone.js';
export { openTestPhone, TestPhone, type TestPhoneOptions } from './testing/test-phone.js';
export { type CallMatchers, callMatchers, type MatcherResult } from './testing/call-matchers.js';
export { transcriptSerializer } from './testing/transcript-serializer.js';
export { Caller, type PressOptions } from './testing/caller.js';
export type { StepTiming } from './testing/step-runner.js';
export type { ExpectedEnd } from './testing/expected-end.js';
export { type ExpectedSound, type Heard, heard } from './testing/heard.js';
export { FlowCoverage } from './testing/flow-coverage/flow-coverage.js';
export { reportFlowCoverage } from './testing/flow-coverage/report-flow-coverage.js';
export type { Way } from './graph/ways.js';
export { type ReplayOptions, replayJournal } from './testing/journal/replay-journal.js';
export { journalToTest, type TestTarget } from './testing/journal/journal-to-test.js';
export { journalOfCall } from './testing/journal/journal-of-call.js';
export { Transcript, type TranscriptOptions } from './testing/transcript.js';

export {
  type CallSetup,
  type Request,
  VirtualAsterisk,
  type VirtualAsteriskOptions,
} from './testing/virtual-asterisk.js';
export { VirtualCall } from './testing/virtual-call.js';
export type { AgiStatus, CallEvent, CallHappening, EndedBy, HeardItem, Place, SoundEnd } from './testing/call-event.js';
export { AstDb } from './testing/ast-db.js';
export type { SpeechEngine, SpeechResult } from './testing/speech-engine.js';
export type { VirtualRecording } from './testing/call-context.js';
export type { Dialplan, Subroutine } from './testing/dialplan.js';
export type { Outcome } from './testing/outcome.js';
export type { ScriptedReply } from './testing/scripted-replies.js';
export type { ScriptedApplication } from './testing/applications/application.js';
export type { DialOutcome } from './testing/applications/dial.js';
export type { QueueOutcome } from './testing/applications/queue.js';

export {
  CORE_SOUNDS,
  everySound,
  joinSounds,
  soundTable,
  type SoundDurations,
  type SoundTable,
} from './testing/sounds/sounds.js';
export { soundFolder } from './testing/sounds/sound-folder.js';

export { type Clock, RealClock, VirtualClock, type TestClock } from './testing/clock.js';
export { linkedPair, type MemoryLink } from './transport/memory.js';
export { type AsteriskWire, wireOfLink } from './testing/wire.js';
export { type AgiUrl, parseAgiUrl } from './testing/agi-url.js';
export { connectTcp } from './testing/tcp.js';
