// Public entry `offhook/types`: what options, decorators and data are typed with, for those who wrap or extend them; by who needs what.

// An app, and what it is made of.
export type { CloseOptions } from './app/agi-server.js';
export type { AppRoot } from './app/definition/app-parts.js';
export type { AppLinks, AppTarget } from './app/definition/options.js';
export type { ModuleOptions } from './decorators/module-options.js';
export type { HealthOptions } from './app/server/health-server.js';
export type { LogOptions } from './app/log/logger.js';
export type { CallerInLog } from './app/log/caller-in-log.js';

// The data that `describe()` of an app gives.
export type { ClassDescription, RouteDescription, ServiceDescription } from './app/definition/describe-app.js';
export type { BootProblemCode } from './errors/catalogue/boot.js';
export type { SoundUse } from './controller/flow-sounds.js';
export type { SourcePlace } from './decorators/source-place.js';
export type { Cause } from './graph/branch.js';
export type {
  FlowDescription,
  NodeDescription,
  PlaceDescription,
  WayDescription,
  WayReason,
} from './graph/describe-flow.js';
export type { TakenBy } from './graph/exit.js';

// Classes that answer calls.
export type { AgiControllerOptions, DialogOptions, Links } from './decorators/class-options.js';
export type { Route, RouteCondition, RouteEntry } from './decorators/route-entry.js';

// Their methods, and what these are given.
export type { DtmfKeys } from './decorators/on-dtmf.js';

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
export type { AskOptions, QuestionOptions } from './decorators/question-options.js';
export type {
  BargeIn,
  CancelOptions,
  FieldOptions,
  PromptsByCount,
  QuestionDefaults,
  QuestionTimes,
  RepeatOptions,
  ValueOptions,
} from './dialog/question-options.js';

// Where a call goes next.
export type { InputArgs } from './dialog/step.js';

// What is said, and what is read.
export type { PluralItems, PromptFunction, SimpleItem } from './dialog/prompt.js';
export type { DateOptions, MoneyOptions, PluralPrompts } from './dialog/say.js';
export type { NoMatchReason } from './dialog/read/collection.js';
export type { DigitsOptions } from './dialog/read/digits.js';

// The call, in a handler.
export type { AnswerOptions } from './call/call.js';
export type { ChoiceTaken } from './call/call-outcome.js';
export type { CallChoices, CallMenuOptions, FillOptions } from './call/question-options.js';
export type { CallDialOptions, CallQueueOptions, PassOptions } from './call/connect-options.js';
export type { ReviewOptions } from './call/recording.js';
export type { WaitOptions } from './dialog/line/wait-for.js';

// Services.
export type { InjectableOptions } from './decorators/injectable.js';
export type { SchemaIssue, SchemaResult, StandardSchema } from './decorators/standard-schema.js';

// Around a call: guards, interceptors, pipes, exception filters.
export type { GuardOptions } from './decorators/guard.js';
export type { PipeFor } from './decorators/pipe.js';
export type { CatchOptions } from './decorators/catch.js';
export type { ErrorClass, FilterTarget } from './decorators/filter.js';
export type { Bound } from './decorators/bound.js';
export type { AppGuard, AppPipeline } from './controller/compile-app-pipeline.js';
export type { CalledFromOptions } from './pipeline/guards/called-from.js';
export type { CallerListOptions } from './pipeline/guards/caller-list.js';
export type { Hours, OpeningHoursOptions, Weekday } from './pipeline/guards/opening-hours.js';
export type { RateLimitOptions } from './pipeline/guards/rate-limit.js';
export type { SecretArgumentOptions } from './pipeline/guards/secret-argument.js';

// What happens in a call, for journals, metrics and dashboards.
export type { EntryListener, HeardSound, SoundEnding } from './session/journal.js';
export type { JournalOptions } from './session/record-calls.js';

// The sentences that an editor shows in the place of a type.
export type { Mistake } from './decorators/mistake.js';
