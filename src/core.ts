// Public entry `offhook/core`: typed AGI commands and FastAGI sessions, without decorators or a container.
export { AgiChannel, type CommandMethods, type EndedChannel } from './core/channel.js';
export type { CommandArguments } from './core/line.js';
export type { AgiLink, LinkReceiver } from './core/link.js';
export type { EscapeDigits, Key } from './core/values.js';
export {
  defineCommand,
  type AgiCommand,
  type CommandAnswer,
  type CommandDefinition,
  type CommandRow,
} from './core/commands/define-command.js';
/** The command table: each row makes a command for `channel.send(commands.getData(…), { masked: true })`. */
export * as commands from './core/commands/index.js';
export { ChannelState } from './core/commands/call.js';
export type { CallerIdentity } from './core/commands/dialplan.js';
export type {
  GetDataOptions,
  GetDataResult,
  GetOptionOptions,
  GetOptionResult,
  WaitForDigitResult,
} from './core/commands/input.js';
export { VerboseLevel } from './core/commands/log.js';
export type {
  ControlStreamFileOptions,
  ControlStreamFileResult,
  RecordFileOptions,
  RecordFileResult,
  RecordingFormat,
  StreamFileResult,
} from './core/commands/media.js';
export type { ReceiveCharResult, ReceiveTextResult, TddMode } from './core/commands/messages.js';
export type { Gender, LetterCase, SayResult } from './core/commands/say.js';
export type { SpeechAlternative, SpeechRecognizeResult } from './core/commands/speech.js';
export type { ApplicationMethods } from './core/channel.js';
export type { ConfBridgeOptions, ConfBridgeResult } from './core/applications/conf-bridge.js';
export type { DialOptions, DialResult, DialRoutine } from './core/applications/dial.js';
export type { MixMonitorOptions, RunningMixMonitor } from './core/applications/mix-monitor.js';
export type { QueueOptions, QueueResult } from './core/applications/queue.js';
export type { ReadOptions, ReadResult } from './core/applications/read.js';
export type { RecordApplicationOptions, RecordApplicationResult } from './core/applications/record.js';
export type { SoundList } from './core/applications/sound-list.js';
export {
  type AllowedDigits,
  type CheckedTarget,
  type DialTarget,
  extensionTarget,
  transferTarget,
  type TransferTarget,
  trunkTarget,
} from './core/applications/targets.js';
export type { TransferResult } from './core/applications/transfer.js';
export { absoluteFile, type CheckedFile, type FileName, soundUrl } from './core/checked-file.js';
export type { VoicemailOptions, VoicemailResult } from './core/applications/voicemail.js';
export type {
  FunctionArguments,
  FunctionName,
  FunctionValue,
  WritableFunctionArguments,
  WritableFunctionName,
} from './core/functions/channel-functions.js';
export type { HoldResult } from './core/hold.js';
export type { Reply } from './core/reply.js';
export type { SendOptions } from './core/turn.js';
export { answerCalls, type CallAnswerer } from './session/answer-calls.js';
export { CallSession } from './session/call-session.js';
export { AgiEnvironment } from './session/environment.js';
export type { CallerPresentation } from './session/presentation.js';
export { FastAgiTransport, type FastAgiOptions } from './transport/fastagi.js';
export type { AgiTransport, ListeningAddress } from './transport/transport.js';
export type { ErrorCode, ErrorFields } from './errors/catalogue/raised.js';
export { HangUpError, type HangUpNotice, type HangUpReason } from './errors/hang-up-error.js';
export {
  ArgumentError,
  CommandError,
  DatabaseError,
  InvalidCommandError,
  OffhookError,
  ProtocolError,
  UsageError,
} from './errors/offhook-error.js';
export { printable } from './errors/printable.js';
