// Public entry `offhook`, by who needs what; test/public-api.test.ts keeps the list.

// An app, and what it is made of.
export { createAgiApp } from './app/create-agi-app.js';
export { AgiApp } from './app/agi-app.js';
export { AgiServer, type CloseReport } from './app/agi-server.js';
export type { AppDescription } from './app/definition/describe-app.js';
export type { AppDefinition, AppParts } from './app/definition/app-parts.js';
export type { AppOptions } from './app/definition/options.js';
export { AgiModule } from './decorators/agi-module.js';
export type { DynamicModule, ModuleRef } from './decorators/module-options.js';
export type { CallInFlight } from './app/server/calls-in-flight.js';
export { createLogger } from './app/log/logger.js';

// Classes that answer calls.
export { AgiController } from './decorators/agi-controller.js';
export { Dialog } from './decorators/dialog.js';
export { Screening } from './decorators/screening.js';
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
export { OnDtmf } from './decorators/on-dtmf.js';
export { Link } from './decorators/link.js';
export { OnNoInput } from './decorators/on-no-input.js';
export { OnNoMatch } from './decorators/on-no-match.js';
export { OnAttemptsUsedUp } from './decorators/on-attempts-used-up.js';
export { Subdialog } from './decorators/subdialog.js';
export type { SubdialogResult } from './dialog/engine/run-subdialog.js';
export { Arg, CallerNumber, Digits, Log, Param, Query, Signal, Variable } from './decorators/parameters.js';
export { createParamDecorator } from './decorators/create-param-decorator.js';
export type { ParamDecorator, TextDecorator } from './decorators/check-parameter.types.js';
export { applyDecorators } from './decorators/apply-decorators.js';
export { range } from './decorators/range.js';

// What all their questions share.
export type { DialogDefaults } from './dialog/question-options.js';

// Where a call goes next.
export {
  accept,
  back,
  type DialplanPlace,
  finish,
  type Finish,
  go,
  hangUp,
  type HangUpCause,
  keepListening,
  leave,
  type NextStep,
  reject,
  repeat,
} from './dialog/step.js';

// What is said, and what is read.
export { menu, type MenuPrompt, type Prompt, type PromptFor, type PromptItem } from './dialog/prompt.js';
export { say } from './dialog/say.js';
export { read } from './dialog/read/read.js';
export type { CheckContext, Reader } from './dialog/read/reader.js';
export type { Money } from './dialog/money.js';
export type { CalendarDate } from './dialog/read/date.js';
export type { TimeOfDay } from './dialog/read/time.js';

export { absoluteFile, soundUrl } from './core/checked-file.js';
export type { Key } from './dialog/keys.js';

// The call, in a handler.
export { Call } from './call/call.js';
export type { CallerId } from './call/caller.js';

export { AgiRequest } from './call/request.js';
export { Variables } from './call/variables.js';
export { EndedCall } from './call/ended-call.js';
export type { CallOutcome } from './call/call-outcome.js';

export type { AskResult, FillResult, MenuResult } from './call/question-results.js';

export type { Recording, RecordOptions, RecordResult } from './call/recording.js';
export type { WaitResult } from './dialog/line/wait-for.js';
export type { PlayResult } from './dialog/line/conversation.js';
export { AgiChannel } from './core/channel.js';
export { type DialTarget, extensionTarget, transferTarget, trunkTarget } from './core/applications/targets.js';
export type { DialResult } from './core/applications/dial.js';
export type { QueueResult } from './core/applications/queue.js';
export type { VoicemailResult } from './core/applications/voicemail.js';

export { AgiEnvironment } from './session/environment.js';
export { Logger } from './call/logger.js';

// Services.
export { Injectable } from './decorators/injectable.js';
export { Inject } from './decorators/inject.js';
export { provide, type Provider } from './decorators/provider.js';
export { type InjectionToken, token, type Token } from './dialog/token.js';
export type { OnAppStart, OnAppStop, OnCallEnd } from './container/hooks.js';

// Around a call: guards, interceptors, pipes, exception filters.
export { UseGuard } from './decorators/use-guard.js';
export type { Guard } from './decorators/guard.js';
export { UseInterceptor } from './decorators/use-interceptor.js';
export type { HandlerPlace, Interceptor } from './decorators/interceptor.js';
export { UsePipe } from './decorators/use-pipe.js';
export type { ParameterPlace, Pipe } from './decorators/pipe.js';
export { UseFilter } from './decorators/use-filter.js';
export { Catch } from './decorators/catch.js';
export type { ExceptionFilter } from './decorators/filter.js';
export type { BoundDecorator } from './decorators/bound.js';

export { calledFrom } from './pipeline/guards/called-from.js';
export { callerList } from './pipeline/guards/caller-list.js';
export { openingHours } from './pipeline/guards/opening-hours.js';
export { rateLimit } from './pipeline/guards/rate-limit.js';
export { secretArgument } from './pipeline/guards/secret-argument.js';

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
export { HangUpError, type HangUpReason } from './errors/hang-up-error.js';
export type { BootProblem } from './errors/catalogue/boot-problem.js';
export type { ErrorCode } from './errors/catalogue/raised.js';
export { printable } from './errors/printable.js';
export type { CallEndKind } from './session/call-end-kind.js';

// What happens in a call, for journals, metrics and dashboards.
export type { CallListener, Happening, JournalEntry } from './session/journal.js';
export { type Journal, recordCalls } from './session/record-calls.js';
