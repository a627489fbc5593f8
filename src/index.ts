// Public entry `offhook`, by who needs what; test/public-api.test.ts keeps the list.

// An app, and what it is made of.
export { createAgiApp } from './app/create-agi-app.js';
export { AgiApp } from './app/agi-app.js';
export { AgiServer, type CloseOptions, type CloseReport } from './app/agi-server.js';
export type { AppDescription } from './app/describe-app.js';
export type { AppDefinition, AppParts, AppRoot } from './app/app-parts.js';
export type { AppLinks, AppOptions, AppTarget } from './app/options.js';
export { AgiModule } from './decorators/agi-module.js';
export type { DynamicModule, ModuleOptions, ModuleRef } from './decorators/module-options.js';
export type { HealthOptions } from './app/server/health-server.js';
export type { CallInFlight } from './app/server/calls-in-flight.js';
export { createLogger, type LogOptions } from './app/log/logger.js';
export type { CallerInLog } from './app/log/caller-in-log.js';

// Classes that answer calls.
export { AgiController } from './decorators/agi-controller.js';
export { Dialog } from './decorators/dialog.js';
export { Screening } from './decorators/screening.js';
export type { AgiControllerOptions, DialogOptions, Links } from './decorators/class-options.js';
export type { Route, RouteCondition, RouteEntry } from './decorators/route-entry.js';
export { Input } from './decorators/input.js';
export { Field } from './decorators/field.js';
export type { Target } from './decorators/target.js';

// Their methods, and what these are given.
export { OnCall } from './decorators/on-call.js';
export { OnEnter } from './decorators/on-enter.js';
export { Step } from './decorators/step.js';
export { OnHangup } from './decorators/on-hangup.js';
export { Menu } from './decorators/menu.js';
export { Ask } from './decorators/ask.js';
export { type DtmfKeys, OnDtmf } from './decorators/on-dtmf.js';
export { Link } from './decorators/link.js';
export { OnNoInput } from './decorators/on-no-input.js';
export { OnNoMatch } from './decorators/on-no-match.js';
export { OnAttemptsUsedUp } from './decorators/on-attempts-used-up.js';
export { Subdialog } from './decorators/subdialog.js';
export type { SubdialogResult } from './dialog/run-subdialog.js';
export { Arg, CallerNumber, Digits, Log, Param, Query, Signal, Variable } from './decorators/parameters.js';
export { createParamDecorator } from './decorators/create-param-decorator.js';
export type { ParamDecorator, TextDecorator } from './decorators/judge-parameter.js';
export { applyDecorators } from './decorators/apply-decorators.js';
export { range } from './decorators/range.js';

// Their options.
export type {
  DtmfOptions,
  FailureOptions,
  HandlerOptions,
  MenuHandlerOptions,
  NoMatchOptions,
  QuestionHandlerOptions,
  SlowOptions,
} from './decorators/handler-options.js';
export type { Choices, MenuOptions } from './decorators/menu-options.js';
export type {
  AskOptions,
  FieldOptions,
  QuestionOptions,
  RepeatOptions,
  Tapered,
  ValueOptions,
} from './decorators/question-options.js';
export type {
  BargeIn,
  CancelOptions,
  DialogDefaults,
  QuestionDefaults,
  QuestionTimes,
} from './dialog/dialog-defaults.js';

// Where a call goes next.
export {
  accept,
  back,
  type DialplanPlace,
  type Finish,
  finish,
  go,
  hangUp,
  type HangUpCause,
  type InputArgs,
  leave,
  type NextStep,
  keepListening,
  reject,
  repeat,
} from './dialog/step.js';

// What is said, and what is read.
export {
  menu,
  type MenuPrompt,
  type PluralItems,
  type Prompt,
  type PromptFor,
  type PromptFunction,
  type PromptItem,
  type SimpleItem,
} from './dialog/prompt.js';
export { type DateOptions, type MoneyOptions, type PluralPrompts, say } from './dialog/say.js';
export { read } from './dialog/read/read.js';
export type { CheckContext, Reader } from './dialog/read/reader.js';
export type { Money } from './dialog/money.js';
export type { CalendarDate } from './dialog/read/date.js';
export type { TimeOfDay } from './dialog/read/time.js';
export type { ComplaintReason } from './dialog/read/collection.js';
export type { DigitsOptions } from './dialog/read/digits.js';
export { absoluteFile, type CheckedFile, type FileName, soundUrl } from './core/checked-file.js';
export type { Key } from './dialog/keys.js';

// The call, in a handler.
export { type AnswerOptions, Call } from './call/call.js';
export type { CallerId } from './call/caller.js';
export type { CallerPresentation } from './session/presentation.js';
export { AgiRequest } from './call/request.js';
export { Variables } from './call/variables.js';
export { EndedCall } from './call/ended-call.js';
export type { CallOutcome, ChoiceTaken } from './call/call-outcome.js';
export type {
  CallAskOptions,
  CallChoices,
  CallMenuOptions,
  CallQuestionOptions,
  FillOptions,
} from './call/question-options.js';
export type { AskResult, FillResult, MenuResult } from './call/question-results.js';
export type { CallDialOptions, CallQueueOptions, PassOptions } from './call/connect-options.js';
export type { Recording, RecordOptions, RecordResult, ReviewOptions } from './call/recording.js';
export type { Waited, WaitOptions } from './dialog/wait-for.js';
export type { PlayResult } from './dialog/conversation.js';
export { AgiChannel, type EndedChannel } from './core/channel.js';
export { type DialTarget, extensionTarget, transferTarget, trunkTarget } from './core/applications/targets.js';
export type { DialOptions, DialResult, DialRoutine } from './core/applications/dial.js';
export type { QueueOptions, QueueResult } from './core/applications/queue.js';
export type { VoicemailOptions, VoicemailResult } from './core/applications/voicemail.js';
export type { SoundList } from './core/applications/sound-list.js';
export { AgiEnvironment } from './session/environment.js';
export { Logger } from './call/logger.js';

// Services.
export { Injectable } from './decorators/injectable.js';
export { Inject } from './decorators/inject.js';
export { provide, type Provider } from './decorators/provider.js';
export { type InjectionToken, type Token, token } from './dialog/token.js';
export type { OnAppStart, OnAppStop, OnCallEnd } from './container/hooks.js';
export type { SchemaIssue, SchemaResult, StandardSchema } from './decorators/standard-schema.js';

// Around a call: guards, interceptors, pipes, exception filters.
export { UseGuard } from './decorators/use-guard.js';
export type { Guard, GuardOptions } from './decorators/guard.js';
export { UseInterceptor } from './decorators/use-interceptor.js';
export type { HandlerPlace, Interceptor } from './decorators/interceptor.js';
export { UsePipe } from './decorators/use-pipe.js';
export type { ParameterPlace, Pipe, PipeFor } from './decorators/pipe.js';
export { UseFilter } from './decorators/use-filter.js';
export { Catch } from './decorators/catch.js';
export type { ErrorClass, ExceptionFilter, FilterTarget } from './decorators/filter.js';
export type { Bound, BoundDecorator } from './decorators/bound.js';
export type { AppGuard, AppPipeline } from './controller/compile-around.js';
export { calledFrom, type CalledFromOptions } from './pipeline/guards/called-from.js';
export { callerList, type CallerListOptions } from './pipeline/guards/caller-list.js';
export { type Hours, openingHours, type OpeningHoursOptions, type Weekday } from './pipeline/guards/opening-hours.js';
export { rateLimit, type RateLimitOptions } from './pipeline/guards/rate-limit.js';
export { secretArgument, type SecretArgumentOptions } from './pipeline/guards/secret-argument.js';

// Errors.
export {
  ArgumentError,
  BootError,
  CommandError,
  DatabaseError,
  InvalidCommandError,
  OffhookError,
  ParameterError,
  ProtocolError,
  UsageError,
} from './errors/offhook-error.js';
export { HangUpError, type HangUpNotice, type HangUpReason } from './errors/hang-up-error.js';
export type { ErrorCode, ErrorFields } from './errors/catalogue.js';
export { printable } from './errors/printable.js';
export type { CallEndKind } from './session/call-end-kind.js';

// What happens in a call, for journals, metrics and dashboards.
export type {
  CallListener,
  EntryListener,
  Happening,
  HeardSound,
  JournalEntry,
  SoundEnding,
} from './session/journal.js';
export { type Journal, recordCalls, type JournalOptions } from './session/record-calls.js';

// Behind the scenes: transports, and the sentences of the editor.
export type { FastAgiOptions } from './transport/fastagi.js';
export type { AgiTransport, ListeningAddress } from './transport/transport.js';
export type { Mistake } from './decorators/mistake.js';
